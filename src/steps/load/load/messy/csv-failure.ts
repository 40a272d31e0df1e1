import { FailureError, makeFailure } from '../../../../core/failure';
import type { OpenSource } from '../../../../core/run-context';
import type { Encoding } from '../dialect/encodings';

/** Says what an error of `read_csv` means for this file: which line, which column, what to do. Other errors pass through. */
export function csvFailure(
  error: unknown,
  source: OpenSource,
  encoding: Encoding,
  columns: number,
): FailureError {
  if (!(error instanceof FailureError)) throw error;
  const detail = withoutAdvice(error.failure.detail ?? '');
  if (error.failure.code !== 'sql-error') return error;
  const { name } = source;
  const line = Number(/CSV Error on Line: (\d+)/.exec(detail)?.[1] ?? 0);
  const extra = { detail };
  if (isEncodingError(detail)) {
    return new FailureError(
      makeFailure('csv-wrong-encoding', { name, encoding: encoding.toUpperCase() }, extra),
    );
  }
  if (detail.includes('Input is not a GZIP stream'))
    return new FailureError(makeFailure('gzip-padded', { name }, extra));
  const unreadable = new FailureError(makeFailure('csv-unreadable', { name }, extra));
  if (detail.includes('Maximum line size of')) {
    return new FailureError(makeFailure('csv-line-too-long', { name }, extra));
  }
  // The failures below name the line: without one they would send people to a line that is not there.
  if (line === 0) return unreadable;
  if (detail.includes('unterminated quote') || detail.includes('quote should be followed by')) {
    return new FailureError(makeFailure('csv-unclosed-quote', { name, line }, extra));
  }
  const counts = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(detail);
  if (counts !== null) {
    const code = Number(counts[2]) > Number(counts[1]) ? 'csv-row-too-wide' : 'csv-row-too-short';
    return new FailureError(makeFailure(code, { name, line, columns }, extra));
  }
  return conversionFailure(detail, name, line) ?? unreadable;
}

/** The engine's advice names options of its own that nobody can set here. */
function withoutAdvice(detail: string): string {
  return detail.replace(/\n?Possible (?:fixes|solutions):[\s\S]*$/, '').trimEnd();
}

/** In DuckDB's own phrase: the message quotes the line at fault, which may hold any words. */
export function isEncodingError(detail: string): boolean {
  return /Invalid unicode \(|This file is not \S+ encoded/.test(detail);
}

function conversionFailure(detail: string, name: string, line: number): FailureError | undefined {
  const column = /Error when converting column "([^"]*)"/.exec(detail)?.[1];
  if (column === undefined) return undefined;
  const value = /Could not (?:convert|parse) string "([^"]*)"/.exec(detail)?.[1] ?? '';
  const type = /converted as type (\w+)/.exec(detail)?.[1] ?? 'of the type asked for';
  return new FailureError(
    makeFailure('csv-value-not-of-type', { name, line, column, value, type }, { detail }),
  );
}
