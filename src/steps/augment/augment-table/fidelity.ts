import { fidelityShapes, type FidelityFrame } from '../../../core/fidelity';
import { frameOfRows, type Frame } from '../../../core/frame';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { judgeSynthetic } from '../../../kernels/fidelity/judge';
import type { JudgedTable } from '../../../kernels/fidelity/read';
import { numberedRows, type PlanColumn } from './columns';
import type { Found } from './counts';
import { isIdentifier } from './notices';

/** Rows of each kind that are compared at most: more say the same, and take longer than making them. */
const MOST_ROWS = 10_000;
/** Columns that are compared at most. */
const MOST_COLUMNS = 100;

/** The frames of a judgement, by name. */
export type FidelityFrames = Record<FidelityFrame, Frame>;

/** The frames where there is nothing to compare. */
const noFidelity = (): FidelityFrames =>
  Object.fromEntries(
    Object.entries(fidelityShapes).map(([name, shape]) => [name, frameOfRows(Object.keys(shape), [])]),
  ) as FidelityFrames;

/**
 * Compares the new rows with the real ones of the classes that got any: how like they are, and how near they come. The key and
 * identifiers are left out; rows are spoken of by their places in the input and in the augmented table.
 */
export async function judgeFidelity(
  context: RunContext,
  found: Found,
  augmented: MadeTable,
  start: number,
): Promise<FidelityFrames> {
  const { table, columns, learnt, kept, params } = found;
  const compared = columns.filter(({ part, name }) => part !== 'key' && !isIdentifier(learnt.get(name)!));
  const some = compared.slice(0, MOST_COLUMNS);
  if (kept.length === 0 || some.length === 0) return noFidelity();
  if (some.length < compared.length) {
    const text = `Likeness was judged by the first ${some.length} of ${compared.length} columns.`;
    context.notice({ code: 'fidelity-some-columns', text });
  }
  context.progress('comparing with real rows');
  const rows = grownRows(found);
  const { frames, notices } = await judgeSynthetic(context, {
    real: rows === null ? table : await realOf(context, table.table, some, rows),
    synthetic: await context.database.createTable(picked(augmented.table, some, `i > ${start}`)),
    columns: some.map(({ name }) => name),
    ...{ seed: params.seed, most: MOST_ROWS },
  });
  for (const notice of notices) context.notice(notice);
  return { ...frames, fidelity_closest: placed(frames.fidelity_closest, start, rows) };
}

/** The rows of the classes that got new ones, by their places; null where that is all rows. */
function grownRows({ table, groups }: Found): Int32Array | null {
  const isGrown = groups.all.map(({ asked }) => asked > 0);
  const rows = Array.from(groups.ofRow.keys()).filter((row) => isGrown[groups.ofRow[row]!] === true);
  return rows.length === table.rows ? null : Int32Array.from(rows);
}

/** SQL of the rows of a table that fulfil a condition on their number `i`, in order, under their own names. */
function picked(table: string, columns: readonly PlanColumn[], where: string): string {
  const values = columns.map(({ name, alias }) => `${alias} AS ${quoteIdentifier(name)}`);
  return `SELECT ${values.join(', ')} FROM (${numberedRows(table, columns)}) WHERE ${where} ORDER BY i`;
}

async function realOf(
  { database }: RunContext,
  table: string,
  columns: readonly PlanColumn[],
  rows: Int32Array,
): Promise<JudgedTable> {
  const wanted = await database.createNumbers({ place: Float64Array.from(rows, (row) => row + 1) });
  return database.createTable(picked(table, columns, `i IN (SELECT place::BIGINT FROM ${wanted.table})`));
}

/** The closest rows by their places in the tables that people see. */
function placed(frame: Frame, start: number, rows: Int32Array | null): Frame {
  const { synthetic_row: made = [], real_row: real = [] } = frame.columns;
  return {
    ...frame,
    columns: {
      ...frame.columns,
      synthetic_row: Array.from(made, (place) => Number(place) + start),
      real_row: Array.from(real, (place) => (rows === null ? place : rows[Number(place) - 1]! + 1)),
    },
  };
}
