import {
  FailureError,
  makeFailure,
  placeAt,
  type Failure,
  type FailureExtra,
  type TextPlace,
} from '../../src/core/failure';
import { sqlTokens } from '../../src/core/sql-tokens';
import { parseEngineError, unavailableName } from './failure-of-error';

/** The text a person wrote, and where it stands in the statement that failed (in UTF-16 units). */
export interface TextInStatement {
  readonly statement: string;
  readonly text: string;
  readonly start: number;
}

const NAMED_AT_MOST = 3;

/**
 * A failure of a statement as one of the text that a person wrote in it: it shows that text alone, says the line and the
 * column of the fault, and proposes names. Failures that are no fault of the text stay as they are.
 */
export function failureInText(
  error: FailureError,
  { statement, text, start }: TextInStatement,
): FailureError {
  const { code, detail } = error.failure;
  const engine = error.cause instanceof Error ? parseEngineError(error.cause.message) : undefined;
  const extra = (place: TextPlace | undefined): FailureExtra => ({
    ...(detail === undefined ? {} : { detail }),
    sql: text,
    ...(place === undefined ? {} : { place }),
  });
  const failure = (): Failure => {
    if (code === 'sql-error' && engine !== undefined) {
      const place = placeIn(text, start, statement, engine);
      return makeFailure('sql-error', { reason: reasonOf(engine.message, place) }, extra(place));
    }
    if (code === 'sql-not-available' && engine !== undefined) {
      const place = placeOfName(unavailableName(engine.message), text);
      return { ...error.failure, ...extra(place) };
    }
    if (code === 'sql-two-statements') return { ...error.failure, ...extra(placeOfName(';', text)) };
    return code.startsWith('sql-') ? { ...error.failure, ...extra(undefined) } : error.failure;
  };
  return new FailureError(failure(), { cause: error });
}

function placeOfName(name: string | undefined, text: string): TextPlace | undefined {
  const token = sqlTokens(text).find(({ value }) => value.toLowerCase() === name?.toLowerCase());
  return token === undefined ? undefined : placeAt(text, token.start);
}

/** The parser counts characters, everything behind it bytes of UTF-8. */
function placeIn(
  text: string,
  start: number,
  statement: string,
  { type, position }: { readonly type: string; readonly position?: number },
): TextPlace | undefined {
  if (position === undefined) return undefined;
  const before =
    type === 'Parser'
      ? [...statement].slice(0, position).join('')
      : new TextDecoder().decode(new TextEncoder().encode(statement).subarray(0, position));
  return placeAt(text, before.length - start);
}

function reasonOf(message: string, place: TextPlace | undefined): string {
  const { what, candidates } = explain(message);
  const where = place === undefined ? '' : ` (line ${place.line}, column ${place.column})`;
  const names = candidates.slice(0, NAMED_AT_MOST).map((name) => `“${name}”`);
  const ask = names.length === 0 ? '' : ` Did you mean ${names.join(' or ')}?`;
  return `${what.replace(/[.!]$/, '')}${where}.${ask}`;
}

/** What a message of the engine says, in our words where we know the phrase. */
function explain(message: string): { readonly what: string; readonly candidates: readonly string[] } {
  const [first = message] = message.split('\n');
  const candidates = [...quotedNames(message, /\n\s*(?:Candidate (?:bindings|tables)|Did you mean)(.*)/)];
  const missing = /^Referenced column "(.*)" (?:was )?not found/.exec(first)?.[1];
  if (missing !== undefined) return { what: `there is no column “${missing}”`, candidates };
  const inTable = /^(?:Table|Values list) "(.*)" does not have a column named "(.*)"/.exec(first);
  if (inTable !== null) return { what: `“${inTable[1]}” has no column “${inTable[2]}”`, candidates };
  const table = /^Referenced table "(.*)" not found/.exec(first)?.[1];
  if (table !== undefined) return { what: `the query reads no table “${table}”`, candidates };
  // Of tables that are not there the engine proposes its own lists.
  const noTable = /^Table with name (.*) does not exist/.exec(first)?.[1];
  if (noTable !== undefined) return { what: `there is no table “${noTable}”`, candidates: [] };
  const noFunction = /^(\w+(?: \w+)*) with name (.*) does not exist/.exec(first);
  if (noFunction !== null) {
    return { what: `there is no ${noFunction[1]?.toLowerCase()} “${noFunction[2]}”`, candidates };
  }
  const zoned = /TIMESTAMP WITH TIME ZONE/.test(first) ? ' Cast TIMESTAMPTZ to TIMESTAMP first' : '';
  return { what: `${first.charAt(0).toLowerCase()}${first.slice(1)}${zoned}`, candidates: [] };
}

function quotedNames(message: string, after: RegExp): string[] {
  const list = after.exec(message)?.[1] ?? '';
  return [...list.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '').filter((name) => name !== '');
}
