import { FailureError } from '../src/core/failure';
import type { Outcome } from '../src/core/outcome';

/** The value of an outcome; throws its failure. */
export function expectOk<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const { code, message, detail = '' } = outcome.failure;
  throw new Error(`${code}: ${message} ${detail}`);
}

/** The code of the failure that some work ends with; `ran` where it does not fail, the error as text where it has no code. */
export function codeOfFailure(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'ran',
    (error: unknown) => (error instanceof FailureError ? error.failure.code : String(error)),
  );
}
