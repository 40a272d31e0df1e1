import { makeFailure, type Failure } from '../../src/core/failure';

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

/** Says what DuckDB's error means, as a catalogued failure. No engine hint (`INSTALL …`) stands in its message. */
export function failureOfError(error: unknown, sql: string): Failure {
  const text = error instanceof Error ? error.message : String(error);
  const { type, message } = parseEngineError(text);
  const extra = { detail: message, sql };
  if (/interrupt|cancel/i.test(type) || /query was cancel|INTERRUPT/i.test(text))
    return makeFailure('cancelled');
  if (/Out of Memory|Allocation failure|could not allocate/i.test(text)) {
    return makeFailure('out-of-memory', {}, extra);
  }
  if (type === 'Permission') {
    const target = /"([^"]+)"/.exec(message)?.[1] ?? 'a file';
    return makeFailure('sql-outside-access', { target }, extra);
  }
  const extension = unavailableName(message);
  if (extension !== undefined) return makeFailure('sql-not-available', { name: extension }, extra);
  if (WASM_TRAP.test(text)) return makeFailure('duckdb-worker-died', {}, extra);
  return makeFailure('sql-error', { reason: firstSentence(message) }, extra);
}

/** The name of a function or type that only an extension would bring. */
function unavailableName(message: string): string | undefined {
  if (!/extension/i.test(message)) return undefined;
  return (
    /(?:function|type|setting|copy function)(?: with)?(?: the)?(?: name)? "?([\w.]+)"?/i.exec(message)?.[1] ??
    /"([\w.]+)"/.exec(message)?.[1] ??
    'This'
  );
}

function firstSentence(message: string): string {
  return message.split('\n')[0]?.trim() ?? message;
}
