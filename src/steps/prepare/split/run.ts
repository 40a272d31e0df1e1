import type { TableArtifact, Traits } from '../../../core/artifact';
import type { Notice } from '../../../core/contract';
import { cellAt, frameOfRows, type Frame } from '../../../core/frame';
import type { MadeTable, RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { requireColumn } from '../../../core/column-param';
import { listText } from '../../../core/words';
import { assignParts, keyColumns, orderColumn } from './assign';
import {
  assignedRows,
  classText,
  countClasses,
  countEqualRows,
  countKeyless,
  LISTED_CLASSES,
  orderRanges,
  type Assigned,
  type ClassCounts,
} from './measure';
import { split, type SplitParams } from './step';

/**
 * Gives every row the number of its part, then makes each part's table, its rows in the order of the input. Equal rows in
 * different parts are counted where the method lets them occur.
 */
export async function run(context: RunContext, params: SplitParams, inputs: RunInputs): Promise<RunOutput> {
  const table = tableAt(inputs);
  context.progress('choosing rows');
  const made = await assignParts(context, table, params);
  const assigned: Assigned = { table, parts: made.table };
  const tables: MadeTable[] = [];
  for (const [number, { name }] of params.parts.entries()) {
    context.progress(`writing ${name}`);
    const where = `WHERE assigned.part = ${number}`;
    tables.push(
      await context.database.createTable(`SELECT source.* FROM ${assignedRows(assigned)} ${where}`),
    );
  }
  context.progress('comparing the parts');
  const frames = await measure(context, params, assigned, tables);
  for (const notice of await noticesOf(context, params, table, tables)) context.notice(notice);
  const named = params.parts.map(({ name }, number) => [name, tables[number]!] as const);
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
  const order = params.method === 'position' ? orderColumn(assigned.table, params.order) : null;
  const ranges = order === null ? null : await orderRanges(context, assigned, order);
  // A hash of the row, or of some of its columns, puts equal rows together: there is nothing to count.
  const equal =
    params.method === 'hash'
      ? tables.map(() => 0)
      : await countEqualRows(context, assigned, params.parts.length);
  const rangeOf = (part: number): number =>
    Array.from(ranges?.columns.p ?? []).findIndex((p) => Number(p) === part);
  const rows = params.parts.map(({ name, share }, part) => ({
    part: name,
    rows: tables[part]!.rows,
    share: assigned.table.rows === 0 ? null : tables[part]!.rows / assigned.table.rows,
    asked: share,
    equal_rows: equal[part]!,
    first: ranges === null ? null : cellAt(ranges, 'first', rangeOf(part)),
    last: ranges === null ? null : cellAt(ranges, 'last', rangeOf(part)),
  }));
  return {
    parts: frameOfRows(Object.keys(split.frames.parts!), rows),
    classes: await measureClasses(context, params, assigned, tables),
  };
}

async function measureClasses(
  context: RunContext,
  params: SplitParams,
  assigned: Assigned,
  tables: readonly MadeTable[],
): Promise<Frame> {
  const columns = Object.keys(split.frames.classes!);
  if (params.method !== 'stratified') return frameOfRows(columns, []);
  const column = requireColumn(assigned.table, params.stratify);
  const found = await countClasses(context, assigned, column);
  for (const notice of classNotices(found, column.name)) context.notice(notice);
  return frameOfRows(columns, classRows(found.counts, params, tables));
}

/** A row for every listed class and part, those that lack the class too. */
function classRows(counts: Frame, { parts }: SplitParams, tables: readonly MadeTable[]) {
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

function classNotices({ classes, lacking }: ClassCounts, column: string): Notice[] {
  const listed = {
    code: 'classes-not-listed',
    text: `“${column}” has ${classes} classes; the counts per part list the ${LISTED_CLASSES} most frequent.`,
  };
  const few = {
    code: 'classes-lacking',
    text: `${lacking} of the ${classes} classes of “${column}” ${lacking === 1 ? 'has' : 'have'} too few rows to stand in every part.`,
  };
  return [...(classes > LISTED_CLASSES ? [listed] : []), ...(lacking > 0 ? [few] : [])];
}

async function noticesOf(
  context: RunContext,
  { method, by, parts }: SplitParams,
  table: TableArtifact,
  tables: readonly MadeTable[],
): Promise<Notice[]> {
  const empty = parts.filter((_, number) => tables[number]!.rows === 0).map(({ name }) => name);
  const notices: Notice[] = [];
  if (empty.length > 0 && table.rows > 0) {
    notices.push({ code: 'part-empty', text: `No row fell into ${listText(empty)}.` });
  }
  if (method === 'hash' && by.length > 0) {
    const keyless = await countKeyless(context, table, keyColumns(table, by));
    const text = `${keyless} rows have no value in ${by.join(', ')}; they count as one key and stand in one part.`;
    if (keyless > 1) notices.push({ code: 'rows-without-key', text });
  }
  return notices;
}
