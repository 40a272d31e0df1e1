/** One row of the catalogue: what happened (with `{placeholders}`), why it happens, and what to do. */
export interface FailureEntry {
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}
