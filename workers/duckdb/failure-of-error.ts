import { makeFailure, type Failure } from '../../src/core/failure';
import { insteadOf } from './instead';
import { numbersOf, outOfMemory } from './out-of-memory';

/** After a trap the database cannot be trusted any more: it is ended and opened anew. */
const WASM_TRAP =
  /function signature mismatch|table index is out of bounds|memory access out of bounds|unreachable/;

/** The parts of DuckDB's JSON errors that we read. Which are there depends on the kind of error. */
interface EngineError {
  readonly type: string;
  readonly message: string;
  readonly position?: number;
}

/** Parser errors nest their JSON in the message; cancel and insert errors are plain text: all three forms are taken. */
export function parseEngineError(text: string): EngineError {
  const start = text.indexOf('{"exception_type"');
  if (start >= 0) {
    try {
      const raw = JSON.parse(text.slice(start)) as Readonly<Record<string, string>>;
      const position = Number(raw.position);
      return {
        type: raw.exception_type ?? 'Unknown',
        message: raw.exception_message ?? text,
        ...(Number.isInteger(position) ? { position } : {}),
      };
    } catch {
      // Not the JSON it seemed to be: the plain text below says as much.
    }
  }
  const plain = /^([A-Z][A-Za-z ]*?) Error: ([\s\S]*)$/.exec(text);
  return plain
    ? { type: plain[1] ?? 'Unknown', message: plain[2] ?? text }
    : { type: 'Unknown', message: text };
}

/**
 * Says what DuckDB's error means, as a catalogued failure. The kind of error decides; words are looked at only where there
 * is no kind, because a message quotes names and values of the user's. No engine hint (`INSTALL …`) stands in a message.
 */
export function failureOfError(error: unknown, sql: string): Failure {
  const text = error instanceof Error ? error.message : String(error);
  const { type, message } = parseEngineError(text);
  const extra = { detail: message, sql };
  // Of the browser's, who refuses a write to a file of the disk.
  if (error instanceof Error && error.name === 'QuotaExceededError') {
    return makeFailure('disk-full', { numbers: '' }, extra);
  }
  switch (type) {
    case 'Interrupt':
    case 'INTERRUPT':
      return makeFailure('cancelled');
    case 'Out of Memory':
      return outOfMemory(numbersOf(message), undefined, extra);
    case 'Permission':
      return makeFailure('sql-outside-access', { target: /"([^"]+)"/.exec(message)?.[1] ?? 'a file' }, extra);
    case 'Unknown':
      return failureOfWords(text, extra);
    default: {
      const name = unavailableName(message);
      if (name !== undefined)
        return makeFailure('sql-not-available', { name, instead: insteadOf(name) }, extra);
      return makeFailure('sql-error', { reason: firstSentence(message) }, extra);
    }
  }
}

/** Plain texts come from the wasm module and its runtime, not from a statement. */
function failureOfWords(text: string, extra: { readonly detail: string; readonly sql: string }): Failure {
  if (/query was cancel|interrupted/i.test(text)) return makeFailure('cancelled');
  if (/Allocation failure|could not allocate|out of memory/i.test(text)) {
    return outOfMemory(numbersOf(text), undefined, extra);
  }
  if (WASM_TRAP.test(text)) return makeFailure('duckdb-worker-died', {}, extra);
  return makeFailure('sql-error', { reason: firstSentence(text) }, extra);
}

/** The name of a function or type that only an extension would bring, in the phrases DuckDB uses for it. */
export function unavailableName(message: string): string | undefined {
  const named = /with name "?([\w.]+)"? is not in the catalog, but it exists in the \w+ extension/.exec(
    message,
  )?.[1];
  const required = /install the required extension '(\w+)'|requires the extension (\w+)/.exec(message);
  const extension = required?.[1] ?? required?.[2];
  return named ?? (extension === undefined ? undefined : `What the extension “${extension}” would bring`);
}

function firstSentence(message: string): string {
  return message.split('\n')[0]?.trim() ?? message;
}
