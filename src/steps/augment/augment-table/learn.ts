import type { TableArtifact } from '../../../core/artifact';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { AugmentColumn, NumberColumn } from '../../../kernels/augment-rows/columns';
import { quantile } from '../../../kernels/cart/bandwidth';
import { asDouble, lackOf, sortable } from '../../../kernels/neighbour-graph/columns';
import { readScalings, type Scaling } from '../../../kernels/neighbour-graph/scaling';
import type { PlanColumn } from './columns';
import type { AugmentTableParams } from './step';

/** A column as it was read: its values, and for numbers with gaps what each row lacks (0 nothing, 1 missing, 2 NaN, 3 +∞, 4 -∞). */
export type LearntColumn = AugmentColumn & { readonly lacks: Uint8Array | null };

/** Columns read at a time, so that memory holds few of them twice. */
const NUMBERS_AT_A_TIME = 4;
/** Each is a sort of the table. */
const SORTS_AT_A_TIME = 2;
/** Doubles hold whole numbers exactly up to here. */
const EXACT = 2 ** 53;
/** Timestamps that are all whole days, hours, minutes, seconds or milliseconds stay so. */
const TIME_UNITS = [86_400_000_000, 3_600_000_000, 60_000_000, 1_000_000, 1000, 1];

/**
 * Reads columns into memory, by name: 8 bytes for a number, 4 for a category. Integers beyond 2^53 are identifiers that no noise
 * should touch: they are read as categories, as are all types whose values lie on no line.
 */
export async function learnColumns(
  context: Pick<RunContext, 'database' | 'progress'>,
  table: TableArtifact,
  columns: readonly PlanColumn[],
  { spread }: Pick<AugmentTableParams, 'spread'>,
): Promise<Map<string, LearntColumn>> {
  const numeric = columns.filter(({ role }) => role !== 'category');
  const scalings = await readScalings(context, table, numeric);
  const learnt = new Map<string, LearntColumn>();
  const identifiers: PlanColumn[] = [];
  for (const some of batches(numeric, NUMBERS_AT_A_TIME)) {
    context.progress('reading columns', learnt.size / columns.length);
    const values = await context.database.numbers(
      table.table,
      some.map(({ role, name }) => asDouble(role, quoteIdentifier(name))),
    );
    for (const [n, column] of some.entries()) {
      const read = numberColumn(column, values[n]!, scalings.get(column.name)!, spread);
      if (column.role === 'integer' && Math.max(-read.low, read.high) > EXACT) identifiers.push(column);
      else learnt.set(column.name, { ...read, lacks: await lacksOf(context, table, column, scalings) });
    }
  }
  const categories = [...columns.filter(({ role }) => role === 'category'), ...identifiers];
  for (const some of batches(categories, SORTS_AT_A_TIME)) {
    context.progress('reading columns', learnt.size / columns.length);
    const codes = await readCodes(context, table.table, some);
    some.forEach(({ name }, n) => learnt.set(name, { kind: 'category', codes: codes[n]!, lacks: null }));
  }
  return learnt;
}

/** The rank of each row's value in each column, from 0; -1 where it is missing. */
export async function readCodes(
  { database }: Pick<RunContext, 'database'>,
  table: string,
  columns: readonly PlanColumn[],
): Promise<Int32Array[]> {
  const values = columns.map((column, n) => `${sortable(column, quoteIdentifier(column.name))} AS c${n}`);
  const ranks = columns.map(
    (_, n) =>
      `CASE WHEN c${n} IS NULL THEN -1 ELSE dense_rank() OVER (ORDER BY c${n} NULLS LAST) - 1 END AS x${n}`,
  );
  const made = await database.createTable(
    `SELECT ${columns.map((_, n) => `x${n}`).join(', ')} FROM (
      SELECT i, ${ranks.join(', ')} FROM (
        SELECT row_number() OVER () AS i, ${values.join(', ')} FROM ${quoteIdentifier(table)})
    ) ORDER BY i`,
  );
  const read = await database.numbers(
    made.table,
    columns.map((_, n) => `x${n}`),
  );
  return read.map((codes) => Int32Array.from(codes));
}

function numberColumn(
  column: PlanColumn,
  values: Float64Array,
  scaling: Scaling,
  spread: AugmentTableParams['spread'],
): NumberColumn {
  let [low, high] = [Infinity, -Infinity];
  values.forEach((value, row) => {
    if (!Number.isFinite(value)) values[row] = NaN;
    else [low, high] = [Math.min(low, value), Math.max(high, value)];
  });
  const width = spread === 'standard deviation' ? scaling.sd : rangeOf(values);
  return {
    ...{ kind: 'number', values, low, high },
    spread: low < high && Number.isFinite(width) ? width : 0,
    ...grainOf(column, values, scaling),
  };
}

function rangeOf(values: Float64Array): number {
  const finite = values.filter((value) => !Number.isNaN(value)).sort();
  return finite.length === 0 ? 0 : quantile(finite, 0.75) - quantile(finite, 0.25);
}

function grainOf(
  { role, sqlType }: PlanColumn,
  values: Float64Array,
  { decimals }: Scaling,
): Pick<NumberColumn, 'unit' | 'decimals'> {
  switch (role) {
    case 'integer':
    case 'date':
      return { unit: 1, decimals: null };
    case 'timestamp':
      return {
        unit: TIME_UNITS.find((unit) => values.every((at) => Number.isNaN(at) || at % unit === 0)) ?? 1,
        decimals: null,
      };
    case 'decimal':
      return { unit: 0, decimals: Number(/,\s*(\d+)\)/.exec(sqlType)?.[1] ?? 3) };
    default:
      return { unit: 0, decimals };
  }
}

async function lacksOf(
  { database }: Pick<RunContext, 'database'>,
  { table }: TableArtifact,
  { role, name }: PlanColumn,
  scalings: ReadonlyMap<string, Scaling>,
): Promise<Uint8Array | null> {
  if ((scalings.get(name)?.gaps ?? 0) === 0) return null;
  const [lacks = new Float64Array()] = await database.numbers(table, [lackOf(role, quoteIdentifier(name))]);
  return Uint8Array.from(lacks);
}

function batches<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}
