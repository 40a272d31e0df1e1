import type { RunContext } from '../../../../core/run-context';
import { quoteIdentifier } from '../../../../core/sql';
import type { ColumnStatistics } from '../../../../core/statistics';
import { nameOf, piecesOf, type ProfileTable } from '../columns';
import { hasFewValues, microseconds } from './bin-plan';
import { classOutcomes, LEAST_ROWS, powerOf, rankOutcomes, type Power } from './power';
import type { Target } from './target-column';

/** Rows that powers are measured on, in all columns of a table together at most so many cells. */
const POWER_ROWS = 20_480;
const MOST_CELLS = 4_096_000;
const FEWEST_ROWS = 2048;
const COLUMNS_PER_STATEMENT = 10;
/** Numbers of at most so many values are taken value by value: as many as a tree has leaves. */
const FEW_VALUES = 16;

/** The power of a column, or why it has none. */
export interface MeasuredPower {
  readonly column: ColumnStatistics;
  readonly power: Power | null;
  readonly rows: number;
  readonly reason: string | null;
}

/** Columns whose power is measured, and over what; `usable` rows have a target. `done` hears of columns as they are measured. */
interface Measurement {
  readonly columns: readonly ColumnStatistics[];
  readonly target: Target;
  readonly usable: number;
  readonly done: (columns: number) => void;
}

/**
 * The predictive power of each column alone. Measured on all rows whose target can be used where they are at most 20,480, else on
 * so many of them, chosen by a hash of their numbers; of more than 200 columns on fewer, at least 2,048. The order by that
 * hash also makes the folds. Some 20 ms a column.
 */
export async function measurePowers(
  context: RunContext,
  table: ProfileTable,
  { columns, target, usable, done }: Measurement,
): Promise<MeasuredPower[]> {
  if (usable < LEAST_ROWS) {
    const reason = `it takes ${LEAST_ROWS} rows with a target, and there are ${usable}`;
    return columns.map((column) => ({ column, power: null, rows: usable, reason }));
  }
  const { database } = context;
  const most = Math.max(FEWEST_ROWS, Math.min(POWER_ROWS, Math.floor(MOST_CELLS / columns.length)));
  const { table: sample } = await database.createTable(sampleSql(table, target, usable, most));
  const outcome = `(${target.sql(nameOf(target.column))})::DOUBLE`;
  const [values = new Float64Array()] = await database.numbers(sample, [outcome]);
  const outcomes =
    target.kind === 'classes' ? classOutcomes(values, target.classes.length) : rankOutcomes(values);
  const powers: MeasuredPower[] = [];
  for (const piece of piecesOf(columns, COLUMNS_PER_STATEMENT)) {
    const arrays = await database.numbers(sample, piece.map(predictorSql));
    piece.forEach((column, i) => {
      const power = powerOf({ values: arrays[i]!, isMeasured: isMeasured(column) }, outcomes);
      const reason = power === null ? 'the target has one value only in the rows looked at' : null;
      powers.push({ column, power, rows: values.length, reason });
    });
    done(piece.length);
  }
  return powers;
}

/**
 * Rows whose target can be used, in the order of a hash of their numbers. They are counted: `rowid` would be a column's where one is
 * called so.
 */
function sampleSql(table: ProfileTable, target: Target, usable: number, most: number): string {
  const from = quoteIdentifier(table.table);
  const y = nameOf(target.column);
  const isNumeric = target.column.type === 'integer' || target.column.type === 'number';
  const where = `${y} IS NOT NULL${isNumeric ? ` AND isfinite(${y}::DOUBLE)` : ''}`;
  // Of many rows only those of small hashes are sorted: four times as many as are taken.
  const share = (4 * most) / usable;
  const hash = 'hash(row_number() OVER () - 1)';
  const bound = share < 1 ? ` QUALIFY ${hash} < ${BigInt(Math.floor(share * 2 ** 53)) * 2048n}::UBIGINT` : '';
  return `SELECT * FROM ${from} WHERE ${where}${bound} ORDER BY ${hash} LIMIT ${most}`;
}

/** True for columns that a tree cuts; the others have a leaf for each value. */
function isMeasured(column: ColumnStatistics): boolean {
  if (column.dates !== undefined) return true;
  return column.numbers !== undefined && !hasFewValues(column, FEW_VALUES);
}

/** SQL of a DOUBLE: the number or the instant, or a code of the value; null where it is missing. */
function predictorSql(column: ColumnStatistics): string {
  if (column.dates !== undefined) return microseconds(column);
  const name = nameOf(column);
  if (isMeasured(column)) return `${name}::DOUBLE`;
  return `CASE WHEN ${name} IS NOT NULL THEN (hash(${name}) >> 12)::DOUBLE END`;
}
