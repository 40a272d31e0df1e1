import { quoteIdentifier } from '../../../../core/sql';
import type { ColumnStatistics } from '../../../../core/statistics';
import { isNumeric, quoted, type Alert, type AlertInput } from './alert';
import { isIdentifier } from './identity';
import { pearson } from './pearson';
import type { Questions } from './questions';

/** More number columns than this are not compared with each other. */
const MOST_COLUMNS = 40;
/** From here on two columns say the same. */
const ALMOST_ONE = 0.95;

/** Two columns with their r. */
interface Pair {
  readonly one: string;
  readonly other: string;
  readonly r: number;
}

/**
 * Number columns that rise and fall with another: Pearson's r over the rows in which both are finite. Every pair is looked at in
 * a sample; the strongest of each column is then computed from all rows, in one statement.
 */
export async function correlations(input: AlertInput, questions: Questions): Promise<Alert[]> {
  const { statistics, thresholds } = input;
  const names = statistics.columns
    .filter((column) => isMeasured(column))
    .slice(0, MOST_COLUMNS)
    .map(({ name }) => name);
  if (names.length < 2 || statistics.rows < LEAST_ROWS) return [];
  const arrays = await questions.sampled(names.map((name) => `${quoteIdentifier(name)}::DOUBLE`));
  const pairs = strongest(names, arrays, thresholds.correlation);
  const exact = questions.isAll ? pairs : await fromAllRows(pairs, questions);
  return exact.filter(({ r }) => Math.abs(r) >= thresholds.correlation).map((pair) => alertOf(pair, input));
}

const LEAST_ROWS = 10;

/** Numbers that measure or count something; identifiers rise with anything. */
function isMeasured(column: ColumnStatistics): boolean {
  const { type, distinct, count } = column;
  if (!isNumeric(column) || (distinct ?? 0) < 3) return false;
  return type === 'number' || !(distinct === count || isIdentifier(column));
}

/** For every column its strongest partner, each pair once; strongest first. */
function strongest(names: readonly string[], arrays: readonly Float64Array[], least: number): Pair[] {
  const best = new Map<string, Pair>();
  for (let i = 0; i < names.length; i++) {
    for (let j = i + 1; j < names.length; j++) {
      const r = pearson(arrays[i]!, arrays[j]!);
      if (r === null || Math.abs(r) < least) continue;
      const pair = { one: names[i]!, other: names[j]!, r };
      for (const name of [pair.one, pair.other]) {
        if (Math.abs(best.get(name)?.r ?? 0) < Math.abs(r)) best.set(name, pair);
      }
    }
  }
  return [...new Set(best.values())].sort((a, b) => Math.abs(b.r) - Math.abs(a.r));
}

async function fromAllRows(pairs: readonly Pair[], { table, select }: Questions): Promise<Pair[]> {
  if (pairs.length === 0) return [];
  const list = pairs.map(({ one, other }, i) => {
    const [a, b] = [one, other].map((name) => `${quoteIdentifier(name)}::DOUBLE`);
    return `corr(${a}, ${b}) FILTER (isfinite(${a}) AND isfinite(${b})) AS r${i}`;
  });
  const [row] = await select(`SELECT ${list.join(', ')} FROM ${table}`);
  return pairs.map((pair, i) => ({ ...pair, r: Number(row?.[`r${i}`] ?? 0) }));
}

function alertOf({ one, other, r }: Pair, { thresholds, format }: AlertInput): Alert {
  const isSame = Math.abs(r) >= ALMOST_ONE;
  return {
    alert: 'high-correlation',
    column: one,
    severity: isSame ? 'warning' : 'note',
    text: `r = ${format.number(r)} with ${quoted(other)} (Pearson)${isSame ? ': the two say nearly the same' : ''}; the alert begins at ±${format.number(thresholds.correlation)}.`,
    numbers: { columns: [one, other], r, threshold: thresholds.correlation },
    suggestion: isSame
      ? {
          step: 'select-columns',
          title: `Drop “${other}”`,
          params: { mode: 'drop', columns: [other] },
        }
      : null,
    where: null,
  };
}
