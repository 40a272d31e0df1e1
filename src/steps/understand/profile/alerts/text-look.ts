import { quoteIdentifier, quoteLiteral } from '../../../../core/sql';
import type { ColumnStatistics, ValueCount } from '../../../../core/statistics';
import { brokenSql } from './broken-text';
import { wordsSql } from './missing-words';
import type { Questions } from './questions';

/** More text columns than this are not looked into beyond their listed values. */
const MOST_COLUMNS = 60;

/** A text column with its values: all of them, or the listed ones and those that were found to be odd. */
export interface TextLook {
  readonly column: ColumnStatistics;
  readonly values: readonly ValueCount[];
  /** True where `values` are all values of the column. */
  readonly isComplete: boolean;
}

/** SQL: whether a text is odd: broken characters, space at its ends, a word for missing. */
const isOdd = (x: string): string => `(${brokenSql(x)} OR ${x} <> trim(${x}) OR ${wordsSql(x)})`;
const MOST_ODD = 200;

/**
 * The text columns with their values. Where not all are listed, the odd ones are looked for in a sample, and counted in all rows
 * of the columns where some were found: two statements at most.
 */
export async function textLooks(
  columns: readonly ColumnStatistics[],
  { sample, table, isAll, select }: Questions,
): Promise<TextLook[]> {
  const texts = columns.filter(({ type, count }) => type === 'text' && count > 0);
  const partial = texts.filter(({ values }) => !values.complete).slice(0, MOST_COLUMNS);
  const suspects = isAll ? partial : await withOdd(partial, sample, select);
  const odd = await oddValues(suspects, table, select);
  return texts.map((column) => {
    const listed = column.values.counts;
    const known = new Set(listed.map(({ value }) => value));
    const more = (odd.get(column.name) ?? []).filter(({ value }) => !known.has(value));
    return { column, values: [...listed, ...more], isComplete: column.values.complete };
  });
}

async function withOdd(
  columns: readonly ColumnStatistics[],
  sample: string,
  select: Questions['select'],
): Promise<ColumnStatistics[]> {
  if (columns.length === 0) return [];
  const list = columns.map(({ name }, i) => `bool_or(${isOdd(quoteIdentifier(name))}) AS o${i}`);
  const [row] = await select(`SELECT ${list.join(', ')} FROM ${sample}`);
  return columns.filter((_, i) => row?.[`o${i}`] === true);
}

async function oddValues(
  columns: readonly ColumnStatistics[],
  table: string,
  select: Questions['select'],
): Promise<Map<string, ValueCount[]>> {
  if (columns.length === 0) return new Map();
  const each = columns.map(
    ({ name }) => `(SELECT ${quoteLiteral(name)} AS name, x, count(*)::DOUBLE AS n
      FROM (SELECT ${quoteIdentifier(name)} AS x FROM ${table}) WHERE ${isOdd('x')} GROUP BY x ORDER BY n DESC, x LIMIT ${MOST_ODD})`,
  );
  const found = new Map<string, ValueCount[]>();
  for (const row of await select(each.join(' UNION ALL '))) {
    const name = String(row.name);
    found.set(name, [...(found.get(name) ?? []), { value: String(row.x), count: Number(row.n) }]);
  }
  return found;
}
