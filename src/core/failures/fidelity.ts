import type { FailureEntry } from './entry';

/** Failures of steps that judge synthetic rows. */
export const FIDELITY_FAILURES = {
  'fidelity-no-column': {
    what: 'The tables have no column by which synthetic rows could be judged.',
    why: 'Columns are compared that every table has under one name; those that tell every real row apart are left out.',
    todo: 'Give the columns of the tables equal names, or name the columns to compare.',
  },
} as const satisfies Record<string, FailureEntry>;
