import { quoteIdentifier } from '../../../../core/sql';
import type { ColumnStatistics } from '../../../../core/statistics';
import { listText } from '../../../../core/words';
import type { Alert, AlertInput } from './alert';
import { isIdentifier } from './identity';
import type { Questions } from './questions';

/** Columns whose pairs are tried, and pairs that are counted in all rows of a large table. */
const MOST_COLUMNS = 6;
const MOST_EXACT = 3;
const LEAST_ROWS = 10;

/**
 * What tells the rows of the table apart: single columns, else the first pair of columns whose values together never repeat. Columns
 * of measured numbers and those with missing values are no keys.
 */
export async function candidateKeys(input: AlertInput, questions: Questions): Promise<Alert[]> {
  const { rows, columns, duplicates } = input.statistics;
  if (rows < LEAST_ROWS) return [];
  const fit = columns.filter(
    ({ type, missing, distinct }) =>
      type !== 'number' && type !== 'other' && missing === 0 && (distinct ?? 0) > 1,
  );
  const single = fit.filter(({ distinct }) => distinct === rows).map(({ name }) => name);
  if (single.length > 0) return [alertOf([single[0]!], single, input)];
  if ((duplicates?.surplus ?? 1) > 0) return [];
  const pair = await pairOf(fit, questions);
  return pair === null ? [] : [alertOf(pair, [], input)];
}

async function pairOf(
  columns: readonly ColumnStatistics[],
  { rows, isAll, sample, table, select }: Questions,
): Promise<readonly [string, string] | null> {
  const size = ({ distinct }: ColumnStatistics): number => distinct ?? 0;
  const most = [...columns].sort((a, b) => size(b) - size(a)).slice(0, MOST_COLUMNS);
  const mayBeKey = (a: ColumnStatistics, b: ColumnStatistics): boolean =>
    size(a) * size(b) >= rows && (namesThings(a) || namesThings(b));
  const pairs = most.flatMap((a, i) =>
    most.slice(i + 1).flatMap((b) => (mayBeKey(a, b) ? [[a.name, b.name] as const] : [])),
  );
  const inSample = await withoutRepeats(pairs, sample, select);
  if (isAll) return inSample[0] ?? null;
  for (const pair of inSample.slice(0, MOST_EXACT)) {
    const [found] = await withoutRepeats([pair], table, select);
    if (found !== undefined) return found;
  }
  return null;
}

/** Two whole numbers that were measured tell rows apart by chance. */
const namesThings = (column: ColumnStatistics): boolean => column.type !== 'integer' || isIdentifier(column);

/** Those pairs whose values together never repeat in a relation. */
async function withoutRepeats(
  pairs: readonly (readonly [string, string])[],
  from: string,
  select: Questions['select'],
): Promise<(readonly [string, string])[]> {
  if (pairs.length === 0) return [];
  const each = pairs.map((pair, i) => {
    const names = pair.map(quoteIdentifier).join(', ');
    return `SELECT ${i} AS i, (SELECT count(*) FROM (SELECT ${names} FROM ${from} GROUP BY ALL)) = (SELECT count(*) FROM ${from}) AS is_key`;
  });
  const rows = await select(`SELECT i FROM (${each.join(' UNION ALL ')}) WHERE is_key ORDER BY i`);
  return rows.flatMap(({ i }) => {
    const pair = pairs[Number(i)];
    return pair === undefined ? [] : [pair];
  });
}

/** `keys` are single columns that are keys each; or the two `columns` are one together. */
function alertOf(
  columns: readonly string[],
  keys: readonly string[],
  { statistics, format }: AlertInput,
): Alert {
  const rows = format.count(statistics.rows);
  const named = listText((keys.length > 0 ? keys : columns).map((name) => `“${name}”`));
  const words =
    keys.length === 0
      ? `${named} together tell all ${rows} rows apart: a key of the table`
      : keys.length === 1
        ? `${named} tells all ${rows} rows apart: a key of the table`
        : `${named} each tell all ${rows} rows apart: keys of the table`;
  return {
    alert: 'candidate-key',
    column: columns[0] ?? null,
    severity: 'note',
    text: `${words}.`,
    numbers: {
      columns: keys.length > 0 ? keys : columns,
      together: keys.length === 0,
      rows: statistics.rows,
    },
    suggestion: null,
    where: null,
  };
}
