import type { RunContext } from '../../core/run-context';
import { quoteIdentifier } from '../../core/sql';
import type { Column } from '../../core/table';
import { asDouble, isNumeric, roleOf } from './columns';

/** What is known of a numeric column before it is measured by. */
export interface Scaling {
  /** Mean and population standard deviation of the finite values, to six digits, so that the order of summing cannot show. */
  readonly mean: number;
  readonly sd: number;
  /** Rows without a finite value. */
  readonly gaps: number;
  /** Of a column of floats: digits after the point that no value exceeds; null for more than six. */
  readonly decimals: number | null;
}

const MOST_DECIMALS = 6;
/** Beyond this, squares leave the range of doubles. */
const LARGEST = 1e150;
/** Columns read at a time, so that memory holds few of them twice. */
const COLUMNS_AT_A_TIME = 16;

/** What of a scaling is read. */
export interface ScalingOptions {
  /** False where nobody will ask how many digits there are: they are null then. */
  readonly decimals?: boolean;
}

/** A numeric column with its values as doubles, one per row; not finite where there is none. */
export interface ReadColumn {
  readonly column: Column;
  readonly values: Float64Array;
}

/** Reads numeric columns of a table in its order and hands them over one by one; of other types nothing is read. A scan for 16 columns. */
export async function eachColumn(
  { database }: Pick<RunContext, 'database'>,
  { table }: { readonly table: string },
  columns: readonly Column[],
  take: (read: ReadColumn, place: number) => void,
): Promise<void> {
  const numeric = columns.filter(isNumeric);
  for (let start = 0; start < numeric.length; start += COLUMNS_AT_A_TIME) {
    const some = numeric.slice(start, start + COLUMNS_AT_A_TIME);
    const doubles = some.map((column) => asDouble(roleOf(column), quoteIdentifier(column.name)));
    const read = await database.numbers(table, doubles);
    some.forEach((column, n) => take({ column, values: read[n]! }, start + n));
  }
}

/** Reads the scaling of every numeric column, by name; a constant column or one without values gets an sd of 1. */
export async function readScalings(
  context: Pick<RunContext, 'database'>,
  table: { readonly table: string },
  columns: readonly Column[],
  options: ScalingOptions = {},
): Promise<Map<string, Scaling>> {
  const scalings = new Map<string, Scaling>();
  await eachColumn(context, table, columns, (read) => {
    scalings.set(read.column.name, scalingOf(read, options));
  });
  return scalings;
}

/** The scaling of a column: one pass over its values, and one more where the digits are asked for. */
export function scalingOf({ column, values }: ReadColumn, { decimals = true }: ScalingOptions = {}): Scaling {
  const { mean, sd, largest, finite } = momentsOf(values);
  // A column with values whose squares leave the range of doubles is scaled by the largest of them.
  const isHuge = largest >= LARGEST;
  const unit = isHuge ? largest : sd;
  const isFloat = roleOf(column) === 'float';
  return {
    mean: isHuge ? 0 : Number(mean.toPrecision(6)),
    sd: unit > 0 && Number.isFinite(unit) ? Number(unit.toPrecision(6)) : 1,
    gaps: values.length - finite,
    decimals: !isFloat ? 0 : decimals ? decimalsOf(values) : null,
  };
}

/**
 * Mean (summed with compensation) and population standard deviation (by Welford's updates, so that a constant has none at all) of the
 * values whose squares are in the range of doubles, the largest absolute value, and how many are finite.
 */
function momentsOf(values: Float64Array) {
  let [finite, largest, count] = [0, 0, 0];
  let [sum, lost] = [0, 0];
  let [centre, squares] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const size = Math.abs(value);
    if (!(size < Infinity)) continue;
    finite += 1;
    if (size > largest) largest = size;
    if (size >= LARGEST) continue;
    count += 1;
    const term = value - lost;
    const next = sum + term;
    lost = next - sum - term;
    sum = next;
    const change = value - centre;
    centre += change / count;
    squares += change * (value - centre);
  }
  return {
    mean: count > 0 ? sum / count : 0,
    sd: count > 0 ? Math.sqrt(squares / count) : 0,
    largest,
    finite,
  };
}

/** Digits after the point that no finite value exceeds; null for more than six. */
function decimalsOf(values: Float64Array): number | null {
  let most = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (!Number.isFinite(value) || (hasDigits(value, most) && hasDigits(value, MOST_DECIMALS))) continue;
    if (!hasDigits(value, MOST_DECIMALS)) return null;
    while (!hasDigits(value, most)) most += 1;
  }
  return most;
}

const POWERS = Array.from({ length: MOST_DECIMALS + 1 }, (_, digits) => 10 ** digits);

/** True for a value that rounding to so many digits does not change; one too large to be rounded has none. */
function hasDigits(value: number, digits: number): boolean {
  const power = POWERS[digits]!;
  const scaled = value * power;
  return !Number.isFinite(scaled) || Math.round(scaled) / power === value;
}
