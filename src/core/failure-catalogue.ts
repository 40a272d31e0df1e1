import type { FailureEntry } from './failures/entry';
import { ENGINE_FAILURES } from './failures/engine';
import { FILE_FAILURES } from './failures/files';
import { KEEPING_FAILURES } from './failures/keeping';
import { TABLE_FAILURES } from './failures/tables';
import { WORKBENCH_FAILURES } from './failures/workbench';

export type { FailureEntry } from './failures/entry';

/** Every failure that a user can meet, by its code. The screens, the headless runner and `docs/failures.md` read this table. */
export const FAILURES = {
  ...FILE_FAILURES,
  ...ENGINE_FAILURES,
  ...TABLE_FAILURES,
  ...KEEPING_FAILURES,
  ...WORKBENCH_FAILURES,
} as const satisfies Record<string, FailureEntry>;

/** The name of a failure; a key of the catalogue. */
export type FailureCode = keyof typeof FAILURES;
