import { cellAt, frameRows } from '../../../../core/frame';
import type { RunContext } from '../../../../core/run-context';
import { quoteIdentifier } from '../../../../core/sql';
import type { ColumnStatistics } from '../../../../core/statistics';
import type { JoinedTexts } from '../../../../kernels/text-details/joined-texts';
import type { ProfileTable } from '../columns';
import { MOST_BYTES } from './limits';

/** Bytes that are joined into one text: longer ones are copied too often while they grow. */
const BYTES_PER_TEXT = 1_000_000;
/** Values that are grouped before they are joined occur so often at least. */
const WORTH_GROUPING = 4;

/**
 * How the texts of a column are read: from its listed values, where these are all; grouped by value, where many are equal; else row
 * by row.
 */
export interface TextSource {
  readonly column: ColumnStatistics;
  readonly way: 'listed' | 'grouped' | 'rows';
  /** UTF-8 bytes that are read, and texts with them, about. */
  readonly bytes: number;
  readonly texts: number;
}

/** The cheapest way to read the texts of a column; null where all are too much. */
export function sourceOf(column: ColumnStatistics, mostBytes = MOST_BYTES): TextSource | null {
  const { values, count, distinct, text } = column;
  if (values.complete) return { column, way: 'listed', bytes: 0, texts: 0 };
  const total = text?.bytes?.total ?? 0;
  const isSmall = total <= BYTES_PER_TEXT;
  const isRepeated = !isSmall && distinct !== null && distinct * WORTH_GROUPING <= count;
  const bytes = isRepeated ? (total / count) * distinct : total;
  if (bytes > mostBytes) return null;
  return { column, way: isRepeated ? 'grouped' : 'rows', bytes, texts: isRepeated ? distinct : count };
}

/** The texts of columns, each joined with a separator that none of them must hold, and how many they are. */
export async function joinTexts(
  { database }: RunContext,
  table: ProfileTable,
  sources: readonly TextSource[],
  separator: string,
): Promise<{ readonly texts: JoinedTexts; readonly expected: number }[]> {
  const isSmall = ({ way, bytes }: TextSource): boolean => way === 'rows' && bytes <= BYTES_PER_TEXT;
  const small = await readSmall(database, table, sources.filter(isSmall), separator);
  const branches = sources.flatMap((source, i) =>
    source.way === 'listed' || isSmall(source) ? [] : branchOf(source, i, table, separator),
  );
  const rows = branches.length === 0 ? [] : frameRows(await database.query(branches.join(' UNION ALL ')));
  return sources.map((source, i) => {
    if (source.way === 'listed') return listedTexts(source.column, separator);
    const one = small.get(source);
    if (one !== undefined) return one;
    const own = rows.filter(({ c }) => Number(c) === i);
    own.sort((a, b) => Number(a.p) - Number(b.p));
    const pieces = own.map(({ t }) => `${String(t)}${separator}`);
    const counts =
      source.way === 'grouped'
        ? Float64Array.from(
            own.flatMap(({ n }) => String(n).split(' ')),
            Number,
          )
        : undefined;
    const expected = own.reduce((sum, { texts }) => sum + Number(texts), 0);
    return { texts: { pieces, separator, counts }, expected };
  });
}

interface Joined {
  readonly texts: JoinedTexts;
  readonly expected: number;
}

/** The texts of columns of which one text holds all, in one scan: in a table of thousands of columns a scan for each takes long. */
async function readSmall(
  database: RunContext['database'],
  { table }: ProfileTable,
  sources: readonly TextSource[],
  separator: string,
): Promise<Map<TextSource, Joined>> {
  if (sources.length === 0) return new Map();
  const list = sources.map(({ column }, i) => {
    const name = quoteIdentifier(column.name);
    return `string_agg(${name}::VARCHAR, chr(${separator.charCodeAt(0)})) AS t${i}`;
  });
  const frame = await database.query(`SELECT ${list.join(', ')} FROM ${quoteIdentifier(table)}`);
  return new Map(
    sources.map((source, i) => {
      const pieces = [`${String(cellAt(frame, `t${i}`, 0) ?? '')}${separator}`];
      return [source, { texts: { pieces, separator }, expected: source.column.count }] as const;
    }),
  );
}

function listedTexts(
  { values }: ColumnStatistics,
  separator: string,
): { texts: JoinedTexts; expected: number } {
  const { counts } = values;
  const pieces = [counts.map(({ value }) => `${value}${separator}`).join('')];
  return {
    texts: { pieces, separator, counts: Float64Array.from(counts, ({ count }) => count) },
    expected: counts.length,
  };
}

/** Rows of `t`, texts that are joined, `n`, how often each occurs, and `texts`, how many they are; `p` numbers them. */
function branchOf(source: TextSource, index: number, { table }: ProfileTable, separator: string): string {
  const { column, way, bytes, texts } = source;
  const name = quoteIdentifier(column.name);
  const from = `FROM ${quoteIdentifier(table)} WHERE ${name} IS NOT NULL`;
  const rows =
    way === 'grouped'
      ? `SELECT ${name} AS x, count(*) AS n ${from} GROUP BY ${name}`
      : `SELECT ${name} AS x ${from}`;
  const perText = Math.max(1, Math.floor(texts / Math.ceil(Math.max(1, bytes) / BYTES_PER_TEXT)));
  const counts = way === 'grouped' ? `string_agg(n::VARCHAR, ' ')` : 'NULL::VARCHAR';
  return `SELECT ${index} AS c, p, string_agg(x::VARCHAR, chr(${separator.charCodeAt(0)})) AS t, ${counts} AS n, count(*)::DOUBLE AS texts
    FROM (SELECT *, (row_number() OVER () - 1) // ${perText} AS p FROM (${rows})) GROUP BY p`;
}
