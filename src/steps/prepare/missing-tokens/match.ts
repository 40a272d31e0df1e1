import type { TableArtifact } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import { quoteIdentifier, quoteLiteral } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { NO_SUCH_COLUMN, type Unmet } from '../../../core/unmet';
import { isDateIn } from '../../../core/written-date';
import { EDGES, trimmed } from '../../../core/written-number';
import { trimmedSql } from '../../../core/written-number-sql';
import type { MissingTokensParams } from './step';

/** A value that means missing in one column. */
export interface Token {
  readonly text: string;
  readonly isEverywhere: boolean;
}

/** A column with all that means missing in it: first its own tokens, then those for every text column. */
export interface MatchedColumn {
  readonly column: Column;
  readonly tokens: readonly Token[];
  /** SQL: true where a cell is one of them. */
  readonly condition: string;
  /** SQL: the place of the one that a cell is, where the condition is true. */
  readonly place: string;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)?$/;
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?$/;

/** The columns that anything means missing in, in the table's order, and the tokens that are of no column or not of its type. */
export interface Matched {
  readonly columns: readonly MatchedColumn[];
  readonly unmet: readonly Unmet[];
}

/** Finds the columns that tokens are for. Throws `tokens-unset`. */
export function matchColumns(
  table: Pick<TableArtifact, 'columns'>,
  { tokens, everywhere }: MissingTokensParams,
): Matched {
  const own = new Map(Object.entries(tokens).filter(([, list]) => list.length > 0));
  if (own.size === 0 && everywhere.length === 0) return failWith('tokens-unset');
  const names = new Set(table.columns.map(({ name }) => name));
  const unmet = [...own.keys()]
    .filter((name) => !names.has(name))
    .map((column): Unmet => ({ what: 'column', column, reason: NO_SUCH_COLUMN }));
  const texts = [...new Set(everywhere.map(trimmed))];
  const columns = table.columns.flatMap((column) => {
    const all = column.type === 'text' ? texts : [];
    const tokens = own.get(column.name) ?? [];
    unmet.push(
      ...tokens.flatMap((token) => (literalOf(column, token) === null ? [notOfType(column, token)] : [])),
    );
    const matched = matchColumn(column, tokens, all);
    return matched.tokens.length === 0 ? [] : [matched];
  });
  return { columns, unmet };
}

/**
 * One pattern finds all texts for every column: it gives up at the first letter that fits none, while to take the spaces off
 * each value would cost ten times as much.
 */
function matchColumn(column: Column, own: readonly string[], everywhere: readonly string[]): MatchedColumn {
  const name = quoteIdentifier(column.name);
  const tokens = ownTokens(column, own);
  const text = `${name}::VARCHAR`;
  const pattern = `[${EDGES}]*(?:${everywhere.map(escaped).join('|')})[${EDGES}]*`;
  const isEverywhere =
    everywhere.length === 0 ? [] : [`regexp_full_match(${text}, ${quoteLiteral(pattern)})`];
  const ownPlaces = tokens.map(({ condition }, place) => `WHEN ${condition} THEN ${String(place)}`);
  const places = everywhere.map(
    (each, place) => `WHEN ${quoteLiteral(each)} THEN ${String(tokens.length + place)}`,
  );
  const other = everywhere.length === 0 ? 'NULL' : `CASE ${trimmedSql(text)} ${places.join(' ')} END`;
  return {
    column,
    tokens: [
      ...tokens.map((token) => ({ text: token.text, isEverywhere: false })),
      ...everywhere.map((each) => ({ text: each, isEverywhere: true })),
    ],
    condition: [...tokens.map(({ condition }) => condition), ...isEverywhere].join(' OR '),
    place: tokens.length === 0 ? other : `CASE ${ownPlaces.join(' ')} ELSE ${other} END`,
  };
}

/** A text as it stands for itself in a pattern. */
function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** SQL: the table with the cells set missing; every other value, and every type, as it was. */
export function markedSql(table: Pick<TableArtifact, 'table'>, columns: readonly MatchedColumn[]): string {
  const replaced = columns.map(({ column, condition }) => {
    const name = quoteIdentifier(column.name);
    return `CASE WHEN ${condition} THEN NULL ELSE ${name} END AS ${name}`;
  });
  const list = replaced.length === 0 ? '*' : `* REPLACE (${replaced.join(', ')})`;
  return `SELECT ${list} FROM ${quoteIdentifier(table.table)}`;
}

/** SQL: -1 where a cell of a column is missing, the place of the first token that it is, or the number of tokens for a value. */
export function placeSql({ column, tokens, condition, place }: MatchedColumn): string {
  return `CASE WHEN ${quoteIdentifier(column.name)} IS NULL THEN -1 WHEN ${condition} THEN ${place} ELSE ${String(tokens.length)} END`;
}

function ownTokens(
  column: Column,
  list: readonly string[],
): { readonly text: string; readonly condition: string }[] {
  const literals = new Map<string, string>();
  for (const text of list) {
    const literal = literalOf(column, text);
    if (literal !== null && ![...literals.values()].includes(literal)) literals.set(text, literal);
  }
  const name = quoteIdentifier(column.name);
  const isWritten = column.type === 'other' || (column.type === 'text' && column.sqlType !== 'VARCHAR');
  const compared = isWritten ? `${name}::VARCHAR` : name;
  return [...literals].map(([text, literal]) => ({ text, condition: `${compared} = ${literal}` }));
}

/** A token as SQL, in the kind of its column; NaN is one number. Null where the column can hold no such value. */
function literalOf(column: Column, given: string): string | null {
  const text = given.trim();
  switch (column.type) {
    case 'text':
    case 'other':
      return quoteLiteral(given);
    case 'integer':
    case 'number':
      return numberLiteral(column, text);
    case 'boolean':
      return /^(?:true|false)$/i.test(text) ? text.toUpperCase() : null;
    case 'date':
    case 'timestamp':
      return isMoment(text) ? `TIMESTAMP ${quoteLiteral(text)}` : null;
    case 'time':
      return CLOCK.test(text) ? `TIME ${quoteLiteral(text)}` : null;
    default:
      return column.type satisfies never;
  }
}

function numberLiteral(column: Column, text: string): string | null {
  if (/^[+-]?(?:nan|inf|infinity)$/i.test(text) && column.type === 'number') {
    return `${quoteLiteral(text)}::DOUBLE`;
  }
  if (!NUMBER.test(text)) return null;
  // A float of four bytes is none of eight: 0.1 must be rounded as the column's values were.
  return /^(FLOAT|DOUBLE)$/.test(column.sqlType) ? `${quoteLiteral(text)}::${column.sqlType}` : `(${text})`;
}

function isMoment(text: string): boolean {
  if (/^-?infinity$/i.test(text)) return true;
  const day = MOMENT.exec(text)?.[1];
  return day !== undefined && isDateIn(day, '%Y-%m-%d');
}

function notOfType({ name, type }: Column, token: string): Unmet {
  return { what: `“${token}”`, column: name, reason: `a column of ${type} holds no such value` };
}
