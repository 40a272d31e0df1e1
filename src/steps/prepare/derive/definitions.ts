import { failWith, placeAt } from '../../../core/failure';
import { sqlTokens, type SqlToken } from '../../../core/sql-tokens';

/** One new column as it is written: the expression, and the name it is given; null where none is. */
export interface Definition {
  readonly text: string;
  readonly name: string | null;
}

/** Words that would end the list of expressions, or begin a query. */
const ENDS = new Set([
  ...['FROM', 'WHERE', 'GROUP', 'HAVING', 'QUALIFY', 'LIMIT', 'UNION', 'INTERSECT', 'EXCEPT', 'SELECT'],
  ...['WITH', 'VALUES'],
]);

/**
 * The expressions of a list such as `weight / height ^ 2 AS bmi, upper(city) AS city`, split at its top-level commas. Takes
 * any text; what is open at the end runs to the end.
 */
export function definitions(text: string): Definition[] {
  const tokens = sqlTokens(text);
  const starts = [0];
  const ends: number[] = [];
  let depth = 0;
  for (const { kind, text: symbol, start, end } of tokens) {
    if (kind !== 'symbol') continue;
    if ('([{'.includes(symbol)) depth += 1;
    else if (')]}'.includes(symbol)) depth -= 1;
    else if (symbol === ',' && depth === 0) {
      ends.push(start);
      starts.push(end);
    }
  }
  ends.push(text.length);
  return starts.flatMap((start, index) => {
    const end = ends[index] ?? text.length;
    const own = tokens.filter((token) => token.start >= start && token.end <= end);
    const [first, last] = [own[0], own.at(-1)];
    return first === undefined || last === undefined
      ? []
      : [{ text: text.slice(first.start, last.end), name: nameIn(own) }];
  });
}

/** The name behind the last AS of an expression. */
function nameIn(tokens: readonly SqlToken[]): string | null {
  const [as, name] = tokens.slice(-2);
  const isNamed = as?.kind === 'word' && as.text.toUpperCase() === 'AS';
  return isNamed && (name?.kind === 'word' || name?.kind === 'quoted') ? name.value : null;
}

/** Refuses a text that is more than expressions with names: one that would end the list, or the statement. */
export function requireExpressions(text: string): void {
  const open: string[] = [];
  const refuse = (reason: string, offset: number): never =>
    failWith('derive-not-expressions', { reason }, { sql: text, place: placeAt(text, offset) });
  const tokens = sqlTokens(text);
  if (tokens.length === 0) failWith('derive-unset');
  for (const { kind, text: word, start } of tokens) {
    if (kind === 'word' && open.length === 0 && ENDS.has(word.toUpperCase())) {
      refuse(`${word.toUpperCase()} belongs to a query of its own`, start);
    }
    if (kind !== 'symbol') continue;
    if (word === ';') refuse('it holds a semicolon', start);
    if ('([{'.includes(word)) open.push(word);
    else if (')]}'.includes(word) && open.pop() === undefined)
      refuse('a bracket is closed that was not opened', start);
  }
  if (open.length > 0) refuse('a bracket is not closed', text.length);
  const last = tokens.at(-1);
  if (last?.text === ',') refuse('nothing follows the last comma', last.start);
}
