import { FAILURES, type FailureCode } from './failure-catalogue';

/** A named failure: data, never a bare string. It crosses workers by structured clone and is printed as it is by the headless runner. */
export interface Failure {
  readonly code: FailureCode;
  /** What happened, in one sentence, with the names and numbers of this case. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly hint: string;
  /** The engine's or the library's own words, for those who want them. */
  readonly detail?: string;
  /** The statement that failed, where SQL was at fault; what a person wrote, where a person wrote it. */
  readonly sql?: string;
  /** Where in `sql` the fault stands, where that is known. */
  readonly place?: TextPlace;
}

/** A place in a text: its offset in UTF-16 units from 0, its line and column (in characters) from 1. */
export interface TextPlace {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** The place at an offset of a text; one past its ends is its end. */
export function placeAt(text: string, offset: number): TextPlace {
  const clamped = Math.min(Math.max(0, offset), text.length);
  const lines = text.slice(0, clamped).split('\n');
  return { offset: clamped, line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1 };
}

/** Values that fill the `{placeholders}` of a catalogue entry. */
export type FailureFacts = Readonly<Record<string, string | number>>;

/** What a failure may carry beside its message. */
export type FailureExtra = Pick<Failure, 'detail' | 'sql' | 'place'>;

/** Makes a failure from its catalogue entry. A placeholder without a fact is a bug and throws. */
export function makeFailure(code: FailureCode, facts: FailureFacts = {}, extra: FailureExtra = {}): Failure {
  const entry = FAILURES[code];
  return { code, message: fill(entry.what, facts, code), hint: fill(entry.todo, facts, code), ...extra };
}

function fill(template: string, facts: FailureFacts, code: FailureCode): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = facts[name];
    if (fact === undefined) throw new Error(`Failure ${code} needs the fact "${name}".`);
    return String(fact);
  });
}

/** Carries a failure through code that throws; caught at the edge of the engine and turned back into data. */
export class FailureError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.name = 'FailureError';
    this.failure = failure;
  }
}

/** Throws a catalogued failure from inside a step or the engine. */
export function failWith(code: FailureCode, facts: FailureFacts = {}, extra: FailureExtra = {}): never {
  throw new FailureError(makeFailure(code, facts, extra));
}

/** True when a file holds a failure of this shape (used where failures cross a worker). */
export function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'code' in value && String(value.code) in FAILURES;
}
