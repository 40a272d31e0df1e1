import type { Failure } from './failure';

/** What an operation that a user can make fail gives back: a value, or a failure that says what to do. Bugs are thrown instead. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Wraps a value as a successful outcome. */
export const succeed = <T>(value: T): Outcome<T> => ({ ok: true, value });

/** Wraps a failure as an unsuccessful outcome. */
export const fail = (failure: Failure): Outcome<never> => ({ ok: false, failure });
