import type { TableArtifact } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import { frameOfRows, type Frame } from '../../../core/frame';
import type { RunContext, RunOutput, RunStep } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { columnsThatFit, unmetFrame, type Unmet } from '../../../core/unmet';
import { countValues, findClusters, type Cluster, type Values } from './clusters';
import { decisionsOf, type Decisions } from './decisions';
import { replaceValues } from './replace';
import { mergeValues, type MergeValuesParams } from './step';

/** Counts the values of the column, finds clusters among them, and replaces what was accepted. */
export const run: RunStep<MergeValuesParams> = async (context, params, inputs, patch) => {
  const table = tableAt(inputs);
  if (params.column === '') return failWith('column-unset');
  const { columns, unmet } = columnsThatFit(table, [params.column], ['text']);
  const [column] = columns;
  if (column === undefined) return withoutColumn(context, table, unmet, decisionsOf(patch, params.column));
  context.progress('counting values');
  const values = await countValues(context, table.table, params);
  context.progress('comparing values');
  const clusters = await findClusters(context, values, params);
  const decisions = decisionsOf(patch, column.name);
  const targets = targetsOf(values, clusters, decisions, params);
  context.progress('replacing');
  const made = await replaceValues(context.database, table, column.name, targets);
  const frames = framesOf(values, clusters, decisions, targets);
  if (targets.size > 0 && column.sqlType !== 'VARCHAR') {
    context.notice({ code: 'type-changed', text: `The column was ${column.sqlType} and is VARCHAR now.` });
  }
  const missing = table.rows - values.rows.reduce((sum, rows) => sum + rows, 0);
  const summary = { rows: table.rows, missing, ...frames.figures, unfit: frames.unfit.length };
  return {
    artifacts: { merged: { kind: 'table', ...made } },
    frames: {
      clusters: frames.clusters,
      decisions: frames.decisions,
      summary: shaped('summary', [summary]),
      unmet: unmetFrame(context, frames.unfit.map(unmetDecision)),
    },
  };
};

/** The table as it was, where the column is not there or is no text; no decision fits then. */
async function withoutColumn(
  context: RunContext,
  table: TableArtifact,
  unmet: readonly Unmet[],
  { targets, foreign }: Decisions,
): Promise<RunOutput> {
  const made = await replaceValues(context.database, table, '', new Map());
  const own = [...targets].map(([value, target]) => ({ value, target, problem: 'its column did not fit' }));
  const unfit = [...own, ...foreign];
  const figures = Object.keys(mergeValues.frames.summary ?? {}).map((name) => [name, 0] as const);
  const summary: Record<string, number> = { ...Object.fromEntries(figures), rows: table.rows };
  summary.unfit = unfit.length;
  return {
    artifacts: { merged: { kind: 'table', ...made } },
    frames: {
      clusters: shaped('clusters', []),
      decisions: shaped(
        'decisions',
        unfit.map((one) => ({ ...one, rows: 0 })),
      ),
      summary: shaped('summary', [summary]),
      unmet: unmetFrame(context, [...unmet, ...unfit.map(unmetDecision)]),
    },
  };
}

interface Unfit {
  readonly value: string;
  readonly target: string;
  readonly problem: string | null;
}

function unmetDecision({ value, target, problem }: Unfit): Unmet {
  return { what: `the decision “${value}” → “${target}”`, column: null, reason: problem ?? '' };
}

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

function shaped(frame: 'clusters' | 'decisions' | 'summary', rows: Parameters<typeof frameOfRows>[1]): Frame {
  return frameOfRows(Object.keys(mergeValues.frames[frame] ?? {}), rows);
}
