import type { JsonValue, TransformValue } from '../../core/artifact';
import type { Database, RunContext } from '../../core/run-context';
import { quoteIdentifier } from '../../core/sql';
import { missingTest } from '../../core/transforms/cells';
import { applyTransform, checkTransform } from '../../core/transforms/index';
import { numberOf, textsOf, type Target } from '../../core/transforms/method';
import { fillFromNearest, type DonorSearch } from './nearest-donors';

/** Comparisons of two numbers that one call of the kernel does: a second or so. */
const WORK_PER_CALL = 1e9;
/** Calls under way at a time: each holds a copy of the fitted rows. */
const CALLS_AT_A_TIME = 4;

/**
 * The SELECT that applies a transform of any method to a table, as `applyTransform` of core writes it. For a method that fills
 * from neighbours these are searched first, among the kernel workers; the search can be cancelled. Cost then: rows with a missing
 * cell x fitted rows x columns, about 1 s per 10^9.
 */
export async function transformSelect(
  context: RunContext,
  transform: TransformValue,
  table: Target,
): Promise<string> {
  if (transform.method !== 'impute-neighbours') return applyTransform(transform, table);
  checkTransform(transform, table);
  const found = await findFills(context, transform, table);
  return applyTransform(transform, table, found);
}

async function findFills(context: RunContext, transform: TransformValue, table: Target): Promise<string> {
  const places = transform.columns.flatMap(({ constants }, i) => (constants.value === null ? [] : [i]));
  const measured = textsOf(transform.shared ?? {}, 'measured');
  const wanted = places.map((place) => measured.indexOf(transform.columns[place]!.name));
  const { rows, values } = await readIncomplete(context.database, table, measured, wanted);
  const cells = cellsToFill(values, wanted, measured.length);
  const filled = await search(context, transform, { values, cells, features: measured.length });
  const columns = new Map(wanted.map((column) => [column, new Float64Array(rows.length).fill(NaN)]));
  cells.forEach((cell, i) => {
    const row = Math.floor(cell / measured.length);
    columns.get(cell - row * measured.length)![row] = filled[i]!;
  });
  const named = places.map((place, i) => [`c${place}`, columns.get(wanted[i]!)!] as const);
  return (await context.database.createNumbers({ row: rows, ...Object.fromEntries(named) })).table;
}

/** The rows that miss something, by their number from 1, and their values, row by row: NaN where missing, infinite where they are. */
async function readIncomplete(
  database: Database,
  table: Target,
  measured: readonly string[],
  wanted: readonly number[],
): Promise<{ rows: Float64Array; values: Float64Array }> {
  const columns = measured.map((name) => table.columns.find((each) => each.name === name)!);
  const tests = wanted.map((place) => missingTest(columns[place]!));
  const numbered = columns.map(({ name }, i) => `${quoteIdentifier(name)}::DOUBLE AS c${i}`);
  const lacks = tests.length === 0 ? 'false' : tests.join(' OR ');
  const made = await database.createTable(
    `SELECT * EXCLUDE (lacks) FROM (SELECT row_number() OVER ()::DOUBLE AS row, ${lacks} AS lacks, ${numbered.join(', ')}
    FROM ${quoteIdentifier(table.table)}) WHERE lacks`,
  );
  const names = ['row', ...columns.map((_, i) => `c${i}`)];
  const [rows = new Float64Array(), ...lists] = await database.numbers(made.table, names);
  const values = new Float64Array(rows.length * columns.length);
  lists.forEach((list, column) =>
    list.forEach((value, row) => (values[row * lists.length + column] = value)),
  );
  return { rows, values };
}

/** The cells to fill, in order: NaN in a column that is filled. */
function cellsToFill(values: Float64Array, wanted: readonly number[], features: number): Int32Array {
  const cells: number[] = [];
  const columns = [...wanted].sort((a, b) => a - b);
  for (let start = 0; start < values.length; start += features) {
    for (const column of columns) if (Number.isNaN(values[start + column])) cells.push(start + column);
  }
  return Int32Array.from(cells);
}

/** The cells of some rows: what a search is about. */
interface Incomplete {
  readonly values: Float64Array;
  readonly cells: Int32Array;
  readonly features: number;
}

/** Divides the cells among calls of the kernel, each whole rows; the same result for any number of calls. */
async function search(
  context: RunContext,
  { columns, shared = {} }: TransformValue,
  { values, cells, features }: Incomplete,
): Promise<Float64Array> {
  const lists = (shared.rows ?? []) as readonly (readonly (number | null)[])[];
  const n = lists[0]?.length ?? 0;
  const donors = new Float64Array(n * features);
  lists.forEach((list, column) => list.forEach((value, row) => (donors[column * n + row] = value ?? NaN)));
  const measured = textsOf(shared, 'measured');
  const fallbacks = Float64Array.from(measured, (name) => {
    const learned = columns.find((column) => column.name === name);
    return (learned && numberOf(learned.constants, 'value')) ?? NaN;
  });
  // An infinite value has no distance to anything.
  const queries = values.map((value) => (Number.isFinite(value) ? value : NaN));
  const shape = { donors, features, fallbacks, k: kOf(shared.k) };
  const filled = new Float64Array(cells.length);
  const blocks = blocksOf(cells, features, Math.max(1, Math.floor(WORK_PER_CALL / (n * features || 1))));
  const queue = blocks.values();
  let done = 0;
  const lane = async (): Promise<void> => {
    for (const { from, to } of queue) {
      filled.set(await context.kernels.call(fillFromNearest, blockOf(shape, queries, cells, from, to)), from);
      done += to - from;
      context.progress('searching neighbours', done / cells.length, {
        done,
        total: cells.length,
        unit: 'values',
      });
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_A_TIME }, lane));
  return filled;
}

const kOf = (k: JsonValue | undefined): number => (typeof k === 'number' && k >= 1 ? k : 1);

/** Stretches of the cells that end with a row, of about so many rows. */
function blocksOf(cells: Int32Array, features: number, rows: number): { from: number; to: number }[] {
  const rowAt = (at: number): number => Math.floor(cells[at]! / features);
  const blocks: { from: number; to: number }[] = [];
  let from = 0;
  let seen = 0;
  for (let at = 1; at <= cells.length; at++) {
    if (at < cells.length && rowAt(at) === rowAt(at - 1)) continue;
    seen += 1;
    if (seen < rows && at < cells.length) continue;
    blocks.push({ from, to: at });
    [from, seen] = [at, 0];
  }
  return blocks;
}

function blockOf(
  shape: Omit<DonorSearch, 'queries' | 'cells'>,
  queries: Float64Array,
  cells: Int32Array,
  from: number,
  to: number,
): DonorSearch {
  const { features } = shape;
  const first = Math.floor(cells[from]! / features);
  const last = Math.floor(cells[to - 1]! / features);
  return {
    ...shape,
    queries: queries.slice(first * features, (last + 1) * features),
    cells: cells.slice(from, to).map((cell) => cell - first * features),
  };
}
