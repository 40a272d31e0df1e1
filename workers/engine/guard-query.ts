import { FailureError, failWith, placeAt } from '../../src/core/failure';
import { frameRows } from '../../src/core/frame';
import type { GuardedQuery, WrittenQuery } from '../../src/core/run-context';
import { quoteIdentifier } from '../../src/core/sql';
import { rewriteTables } from '../../src/core/sql-rename';
import { sqlReads } from '../../src/core/sql-tables';
import { sqlTokens } from '../../src/core/sql-tokens';
import type { Connection } from '../duckdb/connection';
import { failureInText } from '../duckdb/failure-in-text';
import { guardSelect } from '../duckdb/select-guard';

/** Functions that give rows of their arguments alone. Those that read files are refused by the engine's lock, by name. */
const ROW_FUNCTIONS = new Set(['range', 'generate_series', 'unnest', 'repeat', 'repeat_row', 'summary']);
const READS_FILES =
  /^(read_|parquet_|json_|sniff_csv|glob|sqlite_|postgres_|mysql_|delta_|iceberg_|st_|\w+_scan$)/;

/** See `Database.guardQuery`. */
export async function guardQuery(
  connection: Connection,
  query: WrittenQuery,
  signal: AbortSignal,
): Promise<GuardedQuery> {
  const { before = '', text, after = '', tables } = query;
  const written = withoutEnd(text);
  const sql = `${before}${written}${after}`;
  refuseOthers(sql, text, before.length, new Set(Object.keys(tables).map((name) => name.toLowerCase())));
  const scope = Object.entries(tables).map(([name, table]) => binding(name, table));
  try {
    const guarded = await guardSelect(connection, sql, scope, signal);
    const names = await namesOf(connection, sql, tables, signal);
    return { sql: guarded, text, start: startIn(guarded, sql) + before.length, names };
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const statement = error.failure.sql ?? sql;
    throw failureInText(error, { statement, text, start: startIn(statement, sql) + before.length });
  }
}

/** As written a query stands alone; guarded it stands at the end, in brackets. */
function startIn(statement: string, sql: string): number {
  return statement.endsWith(`(${sql}\n)`) ? statement.length - sql.length - 2 : 0;
}

/** A failure of a statement that runs a guarded query, as one of the text in it; any other as it is. */
export function failureOfGuarded(error: unknown, guarded: readonly GuardedQuery[]): unknown {
  const statement = error instanceof FailureError ? error.failure.sql : undefined;
  const query = guarded.find(({ sql }) => statement?.includes(sql));
  if (!(error instanceof FailureError) || statement === undefined || query === undefined) return error;
  const start = statement.indexOf(query.sql) + query.start;
  return failureInText(error, { statement, text: query.text, start });
}

/** Inlined, so that a table is scanned as if it were named itself: the engine would copy one that is read twice. */
function binding(name: string, table: string): string {
  return `${quoteIdentifier(name)} AS NOT MATERIALIZED (FROM ${quoteIdentifier(table)})`;
}

/** A query may end with a semicolon, and with a comment behind it. */
function withoutEnd(text: string): string {
  const last = sqlTokens(text).at(-1);
  return last?.kind === 'symbol' && last.text === ';' ? text.slice(0, last.start) : text;
}

/** Refuses what the engine would find though no cell made it: its own lists, and tables by their physical names. */
function refuseOthers(sql: string, text: string, shift: number, known: ReadonlySet<string>): void {
  const { tables, others } = sqlReads(sql);
  const unknown = tables.filter(({ name }) => !known.has(name.toLowerCase()));
  const strange = others.filter(({ kind, name }) => {
    const lower = name.toLowerCase();
    if (kind === 'file') return false;
    return kind !== 'function' || !(ROW_FUNCTIONS.has(lower) || READS_FILES.test(lower));
  });
  const [first] = [...unknown, ...strange].sort((a, b) => a.start - b.start);
  if (first === undefined) return;
  failWith(
    'sql-outside-workbench',
    { name: first.name },
    { sql: text, place: placeAt(text, first.start - shift) },
  );
}

/**
 * The columns as the text calls them: without a SELECT around it, which would number names that occur twice. A query that
 * begins with WITH cannot stand in brackets behind another WITH, so both lists are joined, under names nobody uses.
 */
async function namesOf(
  connection: Connection,
  sql: string,
  tables: WrittenQuery['tables'],
  signal: AbortSignal,
): Promise<string[]> {
  const entries = Object.entries(tables).map(([name, table], index) => ({
    name,
    table,
    alone: `$table ${index}`,
  }));
  const aloneOf = (name: string): string => {
    const entry = entries.find((each) => each.name.toLowerCase() === name.toLowerCase());
    return entry === undefined ? name : quoteIdentifier(entry.alone);
  };
  const apart = rewriteTables(sql, aloneOf);
  // Never empty, so that all texts are described in the same way.
  const scope = ['"$none" AS (SELECT 1)', ...entries.map(({ alone, table }) => binding(alone, table))].join(
    ', ',
  );
  const described = await connection.query(`DESCRIBE ${behindScope(scope, apart)}`, { signal });
  return frameRows(described).map((row) => String(row.column_name));
}

function behindScope(scope: string, sql: string): string {
  const [first, second] = sqlTokens(sql);
  if (first?.text.toUpperCase() !== 'WITH') return `WITH ${scope} (${sql}\n)`;
  const isRecursive = second?.text.toUpperCase() === 'RECURSIVE';
  const rest = sql.slice(isRecursive ? second.end : first.end);
  return `WITH ${isRecursive ? 'RECURSIVE ' : ''}${scope}, ${rest}`;
}
