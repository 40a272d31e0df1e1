import { sqlTokens, type SqlToken } from './sql-tokens';

/** The functions that the engine calls volatile, or the same within one query only; a test asks it. */
const FUNCTIONS = new Set([
  'random',
  'setseed',
  'uuid',
  'uuidv4',
  'uuidv7',
  'gen_random_uuid',
  'now',
  'get_current_timestamp',
  'transaction_timestamp',
  'nextval',
  'currval',
  'txid_current',
  'current_query',
  'current_query_id',
  'current_connection_id',
  'current_transaction_id',
]);

/** The words of a query that make its result another one each run: clocks, unseeded random draws and samples. Each once. */
export function volatileParts(sql: string): string[] {
  const tokens = sqlTokens(sql);
  const found = tokens.flatMap((token, index) => {
    const word = token.kind === 'word' ? token.value.toLowerCase() : '';
    const next = tokens[index + 1]?.text;
    if (tokens[index - 1]?.text === '.') return [];
    if (FUNCTIONS.has(word) && next === '(') return [`${word}()`];
    if (word === 'current_timestamp') return [word];
    // With one argument it counts to today.
    if (word === 'age' && next === '(' && !hasComma(tokens, index + 2)) return ['age()'];
    const isSample = word === 'tablesample' || (word === 'using' && next?.toLowerCase() === 'sample');
    return isSample && !isSeeded(tokens, index) ? ['a sample without REPEATABLE'] : [];
  });
  return [...new Set(found)];
}

/** Whether the call whose arguments begin here has a second one. */
function hasComma(tokens: readonly SqlToken[], begin: number): boolean {
  let depth = 0;
  for (const { text } of tokens.slice(begin)) {
    if (text === ',' && depth === 0) return true;
    if (text === ')' && depth === 0) return false;
    if ('([{'.includes(text)) depth += 1;
    else if (')]}'.includes(text)) depth -= 1;
  }
  return false;
}

/** `REPEATABLE (1)` or `(method, seed)` somewhere behind; another sample further on may lend it its seed, which is rare. */
function isSeeded(tokens: readonly SqlToken[], index: number): boolean {
  const behind = tokens.slice(index, index + 12);
  return behind.some(({ kind, text }) => kind === 'word' && /^repeatable$/i.test(text));
}
