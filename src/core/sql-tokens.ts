/**
 * A piece of SQL that is neither white space nor comment. `value` is what it means: a word as written, a name or a text
 * without its quotes. `start` and `end` count UTF-16 units.
 */
export interface SqlToken {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol';
  readonly text: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const SPACE = /\s+/y;
const LINE_COMMENT = /--[^\n]*/y;
const WORD = /(?:[A-Za-z_]|[^\s\p{ASCII}])(?:[\w$]|[^\s\p{ASCII}])*/uy;
const NUMBER = /(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const DOLLAR_TAG = /\$(?:(?:[A-Za-z_]|[^\s\p{ASCII}])(?:\w|[^\s\p{ASCII}])*)?\$/uy;
const STRING = /'(?:[^']|'')*(?:'|$)/y;
const ESCAPE_STRING = /[eE]'(?:[^'\\]|''|\\[\s\S]|\\$)*(?:'|$)/y;
const QUOTED = /"(?:[^"]|"")*(?:"|$)/y;
const SYMBOL = /::|:=|=>|->>?|<=|>=|<>|!=|\|\||[^]/uy;

/**
 * Splits SQL as DuckDB's scanner does: comments (block comments nest), texts with `''`, `E'\''` and `$tag$`, names with
 * `""`. Takes any text: what is not closed runs to the end. Cost: its length.
 */
export function sqlTokens(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  for (let at = 0; at < sql.length;) {
    const past = pastBlank(sql, at);
    if (past > at) {
      at = past;
      continue;
    }
    const token = tokenAt(sql, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(sql: string, start: number): SqlToken {
  const token = (kind: SqlToken['kind'], text: string, value: string): SqlToken => ({
    kind,
    text,
    value,
    start,
    end: start + text.length,
  });
  const string = match(STRING, sql, start);
  if (string !== null) return token('string', string, unquoted(string, "'"));
  const escaped = match(ESCAPE_STRING, sql, start);
  if (escaped !== null) return token('string', escaped, unquoted(escaped.slice(1), "'"));
  const quoted = match(QUOTED, sql, start);
  if (quoted !== null) return token('quoted', quoted, unquoted(quoted, '"'));
  const tag = match(DOLLAR_TAG, sql, start);
  if (tag !== null) {
    const close = sql.indexOf(tag, start + tag.length);
    const end = close < 0 ? sql.length : close + tag.length;
    return token('string', sql.slice(start, end), sql.slice(start + tag.length, close < 0 ? end : close));
  }
  const word = match(WORD, sql, start);
  if (word !== null) return token('word', word, word);
  const number = match(NUMBER, sql, start);
  if (number !== null) return token('number', number, number);
  const symbol = match(SYMBOL, sql, start) ?? sql.slice(start, start + 1);
  return token('symbol', symbol, symbol);
}

/** The place after the white space or the comment that stands here; the same place where none does. */
function pastBlank(sql: string, at: number): number {
  const blank = match(SPACE, sql, at) ?? match(LINE_COMMENT, sql, at);
  if (blank !== null) return at + blank.length;
  if (!sql.startsWith('/*', at)) return at;
  let depth = 0;
  for (let place = at; place < sql.length; place += 1) {
    if (sql.startsWith('/*', place)) depth += 1;
    else if (sql.startsWith('*/', place)) depth -= 1;
    else continue;
    place += 1;
    if (depth === 0) return place + 1;
  }
  return sql.length;
}

function match(pattern: RegExp, sql: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0] ?? null;
}

function unquoted(text: string, quote: string): string {
  const end = text.length > 1 && text.endsWith(quote) ? -1 : undefined;
  return text.slice(1, end).replaceAll(quote + quote, quote);
}
