import type { Traits } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { cellAt, frameOfRows, type Frame, type FrameRow } from '../../../core/frame';
import type { MadeTable, RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { assignParts, orderColumn } from './assign';
import { listValues } from './assign-column';
import { splitFrames } from './frames';
import { exampleCells } from './leaks/examples';
import { findLeaks } from './leaks/find-leaks';
import { findHints } from './leaks/hints';
import type { Leak } from './leaks/leak';
import { assignedRows, classText, countClasses, countLeftOut, orderRanges, type Assigned } from './measure';
import { classNotices, partNotices } from './notices';
import type { SplitParams } from './params';
import { partsOf, type AskedPart } from './part-names';

/**
 * Gives every row the number of its part, then makes each part's table, its rows in the order of the input, and looks
 * for what the parts tell of each other.
 */
export async function run(context: RunContext, params: SplitParams, inputs: RunInputs): Promise<RunOutput> {
  const table = tableAt(inputs);
  const parts = partsOf(params);
  context.progress('choosing rows');
  const made = await assignParts(context, table, params);
  const assigned: Assigned = { table, parts: made.table };
  const tables: MadeTable[] = [];
  for (const [number, { name }] of parts.entries()) {
    context.progress(`writing ${name}`);
    const where = `WHERE assigned.part = ${number}`;
    tables.push(
      await context.database.createTable(`SELECT source.* FROM ${assignedRows(assigned)} ${where}`),
    );
  }
  context.progress('comparing the parts');
  const frames = await measure(context, params, assigned, tables);
  for (const notice of await partNotices(context, params, table, tables)) context.notice(notice);
  const named = parts.map(({ name }, number) => [name, tables[number]!] as const);
  return {
    artifacts: Object.fromEntries(named.map(([name, part]) => [name, { kind: 'table', ...part }])),
    frames,
    traits: Object.fromEntries(named.map(([name]) => [name, { part: name } satisfies Partial<Traits>])),
  };
}

async function measure(
  context: RunContext,
  params: SplitParams,
  assigned: Assigned,
  tables: readonly MadeTable[],
): Promise<Record<string, Frame>> {
  const { database } = context;
  const parts = partsOf(params);
  const partRows = tables.map(({ rows }) => rows);
  const classes = await measureClasses(context, params, assigned, tables);
  const hints = params.leaks ? await findHints(database, assigned.table) : [];
  const leaks = await findLeaks(context, assigned, params, partRows, hints);
  const names = parts.map(({ name }) => name);
  return {
    parts: frameOf('parts', await partFrame(context, params, assigned, partRows, leaks[0]?.byPart ?? [])),
    classes,
    values: frameOf(
      'values',
      params.method === 'column'
        ? (await listValues(database, assigned.table, params)).map((each) => ({ ...each }))
        : [],
    ),
    left_out: frameOf('left_out', await countLeftOut(context, assigned)),
    leaks: frameOf('leaks', leakRows(leaks, parts)),
    examples: frameOf('examples', await exampleCells(database, assigned, leaks, names)),
    hints: frameOf(
      'hints',
      hints.map((hint) => ({ ...hint })),
    ),
  };
}

const frameOf = (name: keyof typeof splitFrames, rows: readonly FrameRow[]): Frame =>
  frameOfRows(Object.keys(splitFrames[name]), rows);

async function partFrame(
  context: RunContext,
  params: SplitParams,
  assigned: Assigned,
  partRows: readonly number[],
  equal: readonly number[],
): Promise<FrameRow[]> {
  const isOrdered = params.method === 'position' || params.method === 'time';
  const order = isOrdered ? orderColumn(assigned.table, params.order) : null;
  const ranges = order === null ? null : await orderRanges(context, assigned, order);
  const rangeOf = (part: number): number =>
    Array.from(ranges?.columns.p ?? []).findIndex((p) => Number(p) === part);
  return partsOf(params).map(({ name, share }, part) => ({
    part: name,
    rows: partRows[part]!,
    share: assigned.table.rows === 0 ? null : partRows[part]! / assigned.table.rows,
    asked: share,
    equal_rows: equal[part] ?? 0,
    first: ranges === null ? null : cellAt(ranges, 'first', rangeOf(part)),
    last: ranges === null ? null : cellAt(ranges, 'last', rangeOf(part)),
  }));
}

/** A row for every leak and part. */
function leakRows(leaks: readonly Leak[], parts: readonly AskedPart[]): FrameRow[] {
  return leaks.flatMap(({ kind, columns, byPart, lookedAt, compared }) =>
    parts.map(({ name }, part) => ({
      leak: kind,
      columns: columns.length === 0 ? null : columns.join(', '),
      part: name,
      rows: byPart[part]!,
      looked_at: lookedAt[part]!,
      compared: compared[part]!,
    })),
  );
}

async function measureClasses(
  context: RunContext,
  params: SplitParams,
  assigned: Assigned,
  tables: readonly MadeTable[],
): Promise<Frame> {
  const { method, stratify } = params;
  const isStratified = method === 'stratified' || (method === 'group' && stratify !== '');
  if (!isStratified) return frameOf('classes', []);
  const column = requireColumn(assigned.table, stratify);
  const found = await countClasses(context, assigned, column);
  for (const notice of classNotices(found, column.name)) context.notice(notice);
  return frameOf('classes', classRows(found.counts, partsOf(params), tables));
}

/** A row for every listed class and part, those that lack the class too. */
function classRows(counts: Frame, parts: readonly AskedPart[], tables: readonly MadeTable[]): FrameRow[] {
  const byClass = new Map<string | null, number[]>();
  for (let row = 0; row < counts.rows; row++) {
    const name = classText(cellAt(counts, 'class', row));
    const rows = byClass.get(name) ?? parts.map(() => 0);
    rows[Number(cellAt(counts, 'p', row))] = Number(cellAt(counts, 'n', row));
    byClass.set(name, rows);
  }
  return [...byClass].flatMap(([name, rows]) =>
    parts.map((part, number) => {
      const all = tables[number]!.rows;
      return {
        class: name,
        part: part.name,
        rows: rows[number]!,
        share: all === 0 ? null : rows[number]! / all,
      };
    }),
  );
}
