import { FailureError, failWith } from '../../src/core/failure';
import type { Connection } from './connection';
import { parseEngineError } from './failure-of-error';

const COMMENT_OR_SPACE = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/;
const QUERY_STARTS = new Set(['SELECT', 'FROM', 'WITH', 'VALUES', '(']);

/** The first word of a statement, in capitals, past white space and comments; `(` where it starts with one. */
export function leadingKeyword(sql: string): string {
  const text = sql.replace(COMMENT_OR_SPACE, '');
  return (/^(\(|\w+)/.exec(text)?.[0] ?? '').toUpperCase();
}

/**
 * Lets through exactly one query and refuses everything else by name: what does not start as a query, a second
 * statement, and what only looks like a query. Nothing is run: the text is prepared as it stands, which proves that it
 * parses as one statement, and once more inside `SELECT * FROM (…)`, where nothing but a query can stand.
 *
 * @param names common table expressions that give the tables of the workbench their names
 * @returns the query to run, wrapped, without a limit
 */
export async function guardSelect(
  connection: Connection,
  sql: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const keyword = leadingKeyword(sql);
  if (!QUERY_STARTS.has(keyword)) {
    failWith('sql-not-select', { statement: keyword === '' ? 'An empty text' : keyword }, { sql });
  }
  await parseOne(connection, sql, signal);
  const scope = names.length === 0 ? '' : `WITH ${names.join(', ')} `;
  const wrapped = `${scope}SELECT * FROM (${sql.replace(/;\s*$/, '')}\n)`;
  await prepareQuery(connection, wrapped, sql, signal);
  return wrapped;
}

/** What parses as a statement but not inside a query is another statement behind a `WITH`. */
async function prepareQuery(
  connection: Connection,
  wrapped: string,
  sql: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await connection.prepare(wrapped, { signal });
  } catch (error) {
    if (!(error instanceof FailureError) || !(error.cause instanceof Error)) throw error;
    if (parseEngineError(error.cause.message).type !== 'Parser') throw error;
    const statement = /\b(INSERT|UPDATE|DELETE|MERGE|CREATE)\b/i.exec(sql)?.[0].toUpperCase();
    failWith('sql-not-select', { statement: statement ?? 'This statement' }, { sql });
  }
}

/** The names of the workbench are unknown to the text alone: what does not bind may still parse. */
async function parseOne(connection: Connection, sql: string, signal: AbortSignal): Promise<void> {
  try {
    await connection.prepare(sql, { signal });
  } catch (error) {
    if (!(error instanceof FailureError) || !(error.cause instanceof Error)) throw error;
    const { type, message } = parseEngineError(error.cause.message);
    if (message.includes('multiple statements')) failWith('sql-two-statements', {}, { sql });
    if (type !== 'Binder' && type !== 'Catalog') throw error;
    if (error.failure.code !== 'sql-error') throw error;
  }
}
