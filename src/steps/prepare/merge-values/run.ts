import { requireColumn } from '../../../core/column-param';
import { frameOfRows, type Frame } from '../../../core/frame';
import type { RunContext, RunStep } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { firstOf } from '../../../core/words';
import { countValues, findClusters, type Cluster, type Values } from './clusters';
import { decisionsOf, type Decisions } from './decisions';
import { replaceValues } from './replace';
import { mergeValues, type MergeValuesParams } from './step';

const NAMED_AT_MOST = 5;

/** Counts the values of the column, finds clusters among them, and replaces what was accepted. */
export const run: RunStep<MergeValuesParams> = async (context, params, inputs, patch) => {
  const table = tableAt(inputs);
  const column = requireColumn(table, params.column, ['text']);
  context.progress('counting values');
  const values = await countValues(context, table.table, params);
  context.progress('comparing values');
  const clusters = await findClusters(context, values, params);
  const decisions = decisionsOf(patch, column.name);
  const targets = targetsOf(values, clusters, decisions, params);
  context.progress('replacing');
  const made = await replaceValues(context.database, table, column.name, targets);
  const frames = framesOf(values, clusters, decisions, targets);
  const unfit = frames.unfit.map(({ value }) => `“${value}”`);
  noticesOf(context, unfit, targets.size > 0 && column.sqlType !== 'VARCHAR' ? column.sqlType : null);
  const missing = table.rows - values.rows.reduce((sum, rows) => sum + rows, 0);
  const summary = { rows: table.rows, missing, ...frames.figures, unfit: unfit.length };
  return {
    artifacts: { merged: { kind: 'table', ...made } },
    frames: {
      clusters: frames.clusters,
      decisions: frames.decisions,
      summary: frameOfRows(Object.keys(mergeValues.frames.summary ?? {}), [summary]),
    },
  };
};

/** What each value that changes becomes: by hand first, else by its cluster where all are accepted. */
function targetsOf(
  { values }: Values,
  clusters: readonly Cluster[],
  decisions: Decisions,
  { accept }: MergeValuesParams,
): Map<string, string> {
  const targets = new Map<string, string>();
  for (const { members } of accept === 'all' ? clusters : []) {
    const proposed = values[members[0] ?? 0] ?? '';
    for (const place of members.slice(1)) targets.set(values[place] ?? '', proposed);
  }
  const present = new Set(values);
  for (const [value, target] of decisions.targets) if (present.has(value)) targets.set(value, target);
  for (const [value, target] of targets) if (value === target) targets.delete(value);
  return targets;
}

function framesOf(
  { values, rows }: Values,
  clusters: readonly Cluster[],
  decisions: Decisions,
  targets: ReadonlyMap<string, string>,
) {
  const rowsOf = new Map(values.map((value, place) => [value, rows[place] ?? 0]));
  const clusterOf = new Map<string, number>();
  const inClusters = clusters.flatMap(({ members }, number) =>
    members.map((place) => {
      const value = values[place] ?? '';
      clusterOf.set(value, number + 1);
      const proposed = values[members[0] ?? 0] ?? '';
      return {
        cluster: number + 1,
        value,
        rows: rows[place] ?? 0,
        proposed,
        target: targets.get(value) ?? value,
      };
    }),
  );
  const own = [...decisions.targets].map(([value, target]) => {
    const problem = rowsOf.has(value) ? null : 'the value no longer occurs';
    return { value, target, rows: rowsOf.get(value) ?? 0, cluster: clusterOf.get(value) ?? null, problem };
  });
  const decided = [...own, ...decisions.foreign.map((one) => ({ ...one, rows: 0, cluster: null }))];
  const sum = (some: Iterable<string>): number =>
    [...some].reduce((n, value) => n + (rowsOf.get(value) ?? 0), 0);
  const variants = inClusters.filter(({ value, proposed }) => value !== proposed);
  const figures = {
    distinct: values.length,
    clusters: clusters.length,
    variants: variants.length,
    variant_rows: sum(variants.map(({ value }) => value)),
    merged: targets.size,
    changed: sum(targets.keys()),
    distinct_after: new Set(values.map((value) => targets.get(value) ?? value)).size,
  };
  return {
    clusters: shaped('clusters', inClusters),
    decisions: shaped('decisions', decided),
    unfit: decided.filter(({ problem }) => problem !== null),
    figures,
  };
}

function shaped(frame: 'clusters' | 'decisions', rows: Parameters<typeof frameOfRows>[1]): Frame {
  return frameOfRows(Object.keys(mergeValues.frames[frame] ?? {}), rows);
}

function noticesOf(context: RunContext, unfit: readonly string[], sqlType: string | null): void {
  if (unfit.length > 0) {
    const are = unfit.length === 1 ? 'One decision did not fit' : `${unfit.length} decisions did not fit`;
    const text = `${are}: ${firstOf(unfit, NAMED_AT_MOST)}.`;
    context.notice({ code: 'decisions-unfit', text });
  }
  if (sqlType !== null) {
    context.notice({ code: 'type-changed', text: `The column was ${sqlType} and is VARCHAR now.` });
  }
}
