import { failWith, placeAt } from '../../../core/failure';
import { sqlTokens, type SqlToken } from '../../../core/sql-tokens';

/** After these something must follow. */
const OPEN_WORDS = new Set([
  'AND',
  'OR',
  'NOT',
  'IN',
  'IS',
  'LIKE',
  'ILIKE',
  'BETWEEN',
  'WHEN',
  'THEN',
  'ELSE',
  'CASE',
]);
const OPEN_SYMBOL = /^(?:::|->>?|[<>!]?=|<>|[<>+\-*/%,.!~]|\|\|)$/;

const QUERIES = new Set(['SELECT', 'FROM', 'WITH', 'VALUES']);

/** Refuses a text that would end the brackets it is put in, or the statement. What passes may still not parse. */
export function requireOneExpression(condition: string): void {
  const open: string[] = [];
  const refuse = (reason: string, offset: number): never =>
    failWith('condition-not-single', { reason }, { sql: condition, place: placeAt(condition, offset) });
  const tokens = sqlTokens(condition);
  const [first] = tokens;
  const word = first?.kind === 'word' ? first.text.toUpperCase() : '';
  if (word === 'WHERE') refuse('it begins with WHERE, which stands there already', first?.start ?? 0);
  if (QUERIES.has(word)) refuse('it is a query of its own', first?.start ?? 0);
  for (const { kind, text, start } of tokens) {
    if (kind !== 'symbol') continue;
    if (text === ';') refuse('it holds a semicolon', start);
    if ('([{'.includes(text)) open.push(text);
    else if (')]}'.includes(text) && open.pop() === undefined)
      refuse('a bracket is closed that was not opened', start);
  }
  if (open.length > 0) refuse('a bracket is not closed', condition.length);
  const last = tokens.at(-1);
  if (last === undefined) refuse('it holds a comment only', 0);
  else if (isOpen(last)) refuse(`something must follow “${last.text}”`, last.start);
}

function isOpen({ kind, text }: SqlToken): boolean {
  return kind === 'symbol' ? OPEN_SYMBOL.test(text) : kind === 'word' && OPEN_WORDS.has(text.toUpperCase());
}

/**
 * The parts of a condition that are joined by AND at its top: `a > 1 AND b BETWEEN 2 AND 3` gives two. One part where it
 * is an OR, or nothing is joined.
 */
export function conjuncts(condition: string): string[] {
  const cuts: { readonly start: number; readonly end: number }[] = [];
  let depth = 0;
  let between = 0;
  for (const { kind, text, start, end } of sqlTokens(condition)) {
    const word = kind === 'word' ? text.toUpperCase() : '';
    if (word === 'CASE' || (kind === 'symbol' && '([{'.includes(text))) depth += 1;
    else if (word === 'END' || (kind === 'symbol' && ')]}'.includes(text))) depth -= 1;
    else if (depth > 0) continue;
    else if (word === 'OR') return [condition.trim()];
    else if (word === 'BETWEEN') between += 1;
    else if (word === 'AND' && between > 0) between -= 1;
    else if (word === 'AND') cuts.push({ start, end });
  }
  const starts = [0, ...cuts.map(({ end }) => end)];
  const ends = [...cuts.map(({ start }) => start), condition.length];
  return starts.map((start, index) => condition.slice(start, ends[index]).trim());
}
