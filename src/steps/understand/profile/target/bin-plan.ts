import { quoteLiteral } from '../../../../core/sql';
import type { ColumnStatistics } from '../../../../core/statistics';
import { nameOf, plainDate } from '../columns';

/** Bins of equal frequency, and values that stand alone, at most. */
export const BINS = 10;
/** A value with fewer rows has no bin of its own, where there are more values than bins. */
const LEAST_ROWS = 5;
/** Longer texts are not written into a statement. */
const LONGEST = 500;

/** Code of the bin of all values that have none of their own. */
const OTHERS = 253;
/** Code of the bin of NaN and infinities. */
const NOT_FINITE = 254;
/** Code of the bin of rows without a value. */
export const MISSING = 255;

/** What a bin holds. */
export interface BinLabel {
  readonly kind: 'bin' | 'value' | 'others' | 'not finite' | 'missing';
  readonly low: number | string | null;
  readonly high: number | string | null;
  readonly value: string | null;
}

/** How a column is cut: SQL of a value, SQL of the bin's code over that value as `v`, and what the codes mean. */
export interface BinPlan {
  readonly value: string;
  readonly code: string;
  labelOf(code: number): BinLabel;
}

/** An edge between two bins: values up to it, or below it, stand left of it. */
interface Cut {
  readonly at: number;
  readonly isIn: boolean;
}

const noEdges = { low: null, high: null, value: null };
const SPECIAL: Readonly<Record<number, BinLabel>> = {
  [OTHERS]: { kind: 'others', ...noEdges },
  [NOT_FINITE]: { kind: 'not finite', ...noEdges },
  [MISSING]: { kind: 'missing', ...noEdges },
};

/** True where each value of a column is a bin of its own: few, and all known. */
export function hasFewValues({ distinct, values }: ColumnStatistics, most = BINS): boolean {
  return distinct !== null && distinct <= most && values.complete;
}

/** True for columns of numbers beyond the digits of a double: their few values are told apart as texts. */
const isWide = ({ numbers }: ColumnStatistics): boolean =>
  typeof numbers?.min === 'string' || typeof numbers?.max === 'string';

/**
 * Cuts a column into at most ten bins. Numbers: their values where they are at most ten, else bins of equal frequency between the
 * deciles; a value that fills a bin of its own stands alone. Other columns: the ten most frequent values and the others. Dates
 * are cut by `edges`, their deciles in microseconds.
 */
export function planBins(column: ColumnStatistics, edges: readonly number[] | undefined): BinPlan {
  if (edges !== undefined) return dateBins(column, edges);
  if (column.numbers === undefined || (isWide(column) && hasFewValues(column))) return valueBins(column);
  const deciles = column.numbers.deciles ?? [];
  const few = hasFewValues(column) ? numbersOf(column) : null;
  const cuts = few?.map((at): Cut => ({ at, isIn: true })) ?? cutsBetween(deciles);
  return {
    value: `${nameOf(column)}::DOUBLE`,
    code: codeOf(cuts),
    labelOf: (code) =>
      SPECIAL[code] ??
      (few === null ? binAt(cuts, code, deciles[0] ?? null) : valueAt(String(few[code] ?? ''))),
  };
}

const valueAt = (value: string): BinLabel => ({ kind: 'value', low: null, high: null, value });

function numbersOf({ values }: ColumnStatistics): number[] {
  return values.counts
    .map(({ value }) => Number(value))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
}

/** The edges between equal parts; where one value takes a whole part, it is cut off on both sides. */
export function cutsBetween(deciles: readonly number[]): Cut[] {
  const uppers = deciles.slice(1);
  return [...new Set(uppers)].flatMap((at) => {
    const isHeavy = uppers.filter((each) => each === at).length > 1;
    return isHeavy
      ? [
          { at, isIn: false },
          { at, isIn: true },
        ]
      : [{ at, isIn: true }];
  });
}

const codeOf = (cuts: readonly Cut[]): string =>
  `CASE WHEN v IS NULL THEN ${MISSING} WHEN NOT isfinite(v) THEN ${NOT_FINITE} ELSE ${place(cuts)} END::UTINYINT`;

/** SQL of the number of cuts that lie left of `v`, by halving. The last bin takes what is beyond the last cut. */
function place(cuts: readonly Cut[], from = 0, to = Math.max(0, cuts.length - 1)): string {
  if (from >= to) return String(from);
  const middle = Math.floor((from + to) / 2);
  const { at, isIn } = cuts[middle]!;
  return `CASE WHEN v ${isIn ? '<=' : '<'} '${at}'::DOUBLE THEN ${place(cuts, from, middle)} ELSE ${place(cuts, middle + 1, to)} END`;
}

function binAt(
  cuts: readonly Cut[],
  code: number,
  least: number | null,
  write: (edge: number) => number | string = (edge) => edge,
): BinLabel {
  const [below, above] = [cuts[code - 1], cuts[code]];
  const low = below?.at ?? least;
  const high = above?.at ?? null;
  const edge = (at: number | null): number | string | null => (at === null ? null : write(at));
  const isOne = low !== null && low === high && (below === undefined || !below.isIn);
  return isOne
    ? { kind: 'value', low: null, high: null, value: String(write(low)) }
    : { kind: 'bin', low: edge(low), high: edge(high), value: null };
}

/** Values by their frequency, or truths. */
function valueBins(column: ColumnStatistics): BinPlan {
  const isFew = hasFewValues(column);
  const own = column.values.counts
    .slice(0, BINS)
    .filter(({ value, count }) => value.length <= LONGEST && (isFew || count >= LEAST_ROWS));
  const isText = column.sqlType.toUpperCase() === 'VARCHAR';
  const cases = own.map(({ value }, i) => {
    const literal = isText ? quoteLiteral(value) : `${quoteLiteral(value)}::VARCHAR`;
    return `WHEN v = ${literal} THEN ${i}`;
  });
  const text = isText ? nameOf(column) : `${nameOf(column)}::VARCHAR`;
  return {
    value: text,
    code: `CASE WHEN v IS NULL THEN ${MISSING} ${cases.join(' ')} ELSE ${OTHERS} END::UTINYINT`,
    labelOf: (code) => SPECIAL[code] ?? valueAt(own[code]?.value ?? ''),
  };
}

/** SQL of a date, timestamp or time in microseconds; infinite dates are infinite numbers. */
export function microseconds(column: ColumnStatistics): string {
  const name = nameOf(column);
  if (column.type === 'time') return `epoch_us(${plainDate(column, name)})::DOUBLE`;
  const instant = `epoch_us((${plainDate(column, name)})::TIMESTAMP)::DOUBLE`;
  return `CASE WHEN isfinite(${name}) THEN ${instant} WHEN ${name} IS NOT NULL THEN 'infinity'::DOUBLE END`;
}

function dateBins(column: ColumnStatistics, edges: readonly number[]): BinPlan {
  const cuts = cutsBetween(edges);
  const write = (at: number): string => writtenDate(at, column.type);
  return {
    value: microseconds(column),
    code: codeOf(cuts),
    labelOf: (code) => SPECIAL[code] ?? binAt(cuts, code, edges[0] ?? null, write),
  };
}

/** Microseconds as ISO 8601: a day, an instant to the second, or a time of day. */
function writtenDate(microseconds: number, type: ColumnStatistics['type']): string {
  const instant = new Date(Math.floor(microseconds / 1000));
  if (Number.isNaN(instant.getTime())) return String(microseconds);
  const text = instant.toISOString();
  if (type === 'date') return text.slice(0, text.indexOf('T'));
  return type === 'time' ? text.slice(text.indexOf('T') + 1, -5) : text.slice(0, -5);
}
