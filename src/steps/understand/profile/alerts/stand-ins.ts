import type { NumberFormat } from '../../../../core/number-format';
import type { ColumnStatistics } from '../../../../core/statistics';
import { isNumeric, makeMissing, type Alert, type AlertInput } from './alert';
import { endsOf, type Ends } from './low-values';
import type { Questions } from './questions';

/** Numbers that people write where one is missing: runs of nines, eights and sevens, -1, and the least 16-bit integer. */
const STAND_INS: ReadonlySet<number> = new Set([
  ...[-1, -9, -99, -999, -9999, -99_999, -999_999, -88, -888, -8888, -77, -777, -7777, -32_768],
  ...[-9.9, -99.9, -999.9, -99.99, -999.99, -9999.99, 99.9, 999.9, 9999.9, 999.99, 9999.99],
  ...[999, 9999, 99_999, 999_999, 9_999_999, 99_999_999, 999_999_999, 8888, 88_888, 7777],
]);
/** A column of fewer values is a code or a sign, whose values all mean something. */
const LEAST_VALUES = 4;

/** A column with fewer values shows nothing of what is usual in it. */
const LEAST_DIFFERENT = 10;
/** Zeros that make up more than this are the usual value, not one that is missing. */
const MOST_ZEROS = 0.5;
/** The gap above 0, in gaps between the next values; and in medians of what is not 0, for frequent and for rare zeros. */
const GAPS = 3;
const MEDIANS_IF_FREQUENT = 0.1;
const MEDIANS_IF_RARE = 0.3;
const RARE = 0.05;
/** Whole numbers that go on with 1, 2, 3 are counts: 0 is one of them. */
const COUNTS_UP_TO = 3;

/** Numbers that may stand for a missing value: stand-ins such as -999 at an end, and zeros where 0 lies apart from all else. */
export async function standIns(input: AlertInput, questions: Questions): Promise<Alert[]> {
  const numeric = input.statistics.columns.filter((column) => isNumeric(column) && column.count > 0);
  const suspects = numeric.filter((column) => mayHaveStandIn(column) || mayHaveFalseZeros(column));
  const ends = await endsOf(suspects, questions);
  return ends.flatMap((each) => [...standIn(each, input), ...falseZeros(each, input)]);
}

function mayHaveStandIn({ numbers, distinct }: ColumnStatistics): boolean {
  if (numbers === undefined || (distinct ?? 0) < LEAST_VALUES) return false;
  const [low, high] = [Number(numbers.min), Number(numbers.max)];
  const middle = (low + high) / 2;
  const inner = (numbers.deciles ?? []).filter((each) => each > low && each < high);
  // The value next to an end is no farther in than the second decile from there: a stand-in lies farther from it than all others reach.
  const [, nearLow = Infinity] = inner;
  const nearHigh = inner.at(-2) ?? -Infinity;
  const isLowApart = nearLow >= 0 || nearLow > middle;
  return (STAND_INS.has(low) && isLowApart) || (STAND_INS.has(high) && nearHigh < middle);
}

/** Zeros at the lower end of a column, as far as its figures do not rule out yet that they lie apart. */
function mayHaveFalseZeros({ numbers, distinct, count, values }: ColumnStatistics): boolean {
  if (numbers === undefined || (distinct ?? 0) < LEAST_DIFFERENT) return false;
  if (numbers.zeros < 2 || numbers.zeros / count > MOST_ZEROS || Number(numbers.min) !== 0) return false;
  if (values.complete) return true;
  // The next value is at most the first decile above 0, and the median at most that of what is not 0.
  const firstDecile = numbers.deciles?.find((each) => each > 0) ?? 0;
  return firstDecile >= leastMedians(numbers.zeros / count) * (numbers.median ?? 0);
}

const leastMedians = (share: number): number => (share < RARE ? MEDIANS_IF_RARE : MEDIANS_IF_FREQUENT);

function standIn(ends: Ends, { format }: AlertInput): Alert[] {
  const { column, least, greatest } = ends;
  const [low = NaN, above = NaN] = least;
  const [below = NaN, high = NaN] = greatest;
  if ((column.distinct ?? 0) < LEAST_VALUES) return [];
  const isLow = low < 0 && (above >= 0 || above - low > high - above);
  const isHigh = high > 0 && high - below > below - low;
  return [
    ...(isLow && STAND_INS.has(low) && ends.leastRows > 1
      ? [standInAlert(column, { value: low, rows: ends.leastRows, next: above, side: 'below' }, format)]
      : []),
    ...(isHigh && STAND_INS.has(high) && ends.greatestRows > 1
      ? [standInAlert(column, { value: high, rows: ends.greatestRows, next: below, side: 'above' }, format)]
      : []),
  ];
}

interface Found {
  readonly value: number;
  readonly rows: number;
  readonly next: number;
  readonly side: 'below' | 'above';
}

function standInAlert({ name, count }: ColumnStatistics, found: Found, format: NumberFormat): Alert {
  const { value, rows, next, side } = found;
  return {
    alert: 'hidden-missing',
    column: name,
    severity: 'severe',
    text: `${value} stands in ${format.count(rows)} of ${format.count(count)} rows, far ${side} all others (the next is ${format.number(next)}): people write it where a number is missing.`,
    numbers: { value, rows, count, next },
    suggestion: makeMissing(name, [String(value)]),
    where: [{ kind: 'range', column: name, low: String(value), high: String(value) }],
  };
}

function falseZeros({ column, least, medianNotZero }: Ends, { format }: AlertInput): Alert[] {
  if (!mayHaveFalseZeros(column)) return [];
  const { name, count, type, numbers } = column;
  const zeros = numbers?.zeros ?? 0;
  const [zero, next = 0, ...others] = least;
  if (zero !== 0 || others.length < 3) return [];
  if (type === 'integer' && next <= COUNTS_UP_TO) return [];
  const widest = Math.max(...others.map((value, i) => value - (i === 0 ? next : others[i - 1]!)));
  const medians = next / medianNotZero;
  if (next < GAPS * widest || medians < leastMedians(zeros / count)) return [];
  return [
    {
      alert: 'impossible-zeros',
      column: name,
      severity: 'warning',
      text: `0 stands in ${format.count(zeros)} of ${format.count(count)} rows (${format.share(zeros / count)}), and the next smallest value is ${format.number(next)}, ${format.number(Math.round((10 * next) / widest) / 10)} times as far away as the values after it are from each other: 0 may mean that nothing was measured.`,
      numbers: { zeros, count, share: zeros / count, next, gaps: next / widest, medians },
      suggestion: makeMissing(name, ['0']),
      where: [{ kind: 'range', column: name, low: '0', high: '0' }],
    },
  ];
}
