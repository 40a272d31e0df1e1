import { ARCHIVE_FAILURES } from './failures/archives';
import { COLUMNAR_FAILURES } from './failures/columnar';
import { COMBINING_FAILURES } from './failures/combining';
import type { FailureEntry } from './failures/entry';
import { ENGINE_FAILURES } from './failures/engine';
import { FILE_FAILURES } from './failures/files';
import { JSON_FAILURES } from './failures/json';
import { KEEPING_FAILURES } from './failures/keeping';
import { PARSING_FAILURES } from './failures/parsing';
import { PROFILE_FAILURES } from './failures/profile';
import { REPAIR_FAILURES } from './failures/repairs';
import { SAVING_FAILURES } from './failures/saving';
import { SHEET_FAILURES } from './failures/sheets';
import { TABLE_FAILURES } from './failures/tables';
import { VARIANT_FAILURES } from './failures/variants';
import { WORKBENCH_FAILURES } from './failures/workbench';

export type { FailureEntry } from './failures/entry';

/** Every failure that a user can meet, by its code. The screens, the headless runner and `docs/failures.md` read this table. */
export const FAILURES = {
  ...FILE_FAILURES,
  ...ARCHIVE_FAILURES,
  ...COLUMNAR_FAILURES,
  ...JSON_FAILURES,
  ...SHEET_FAILURES,
  ...ENGINE_FAILURES,
  ...TABLE_FAILURES,
  ...COMBINING_FAILURES,
  ...KEEPING_FAILURES,
  ...PARSING_FAILURES,
  ...PROFILE_FAILURES,
  ...REPAIR_FAILURES,
  ...SAVING_FAILURES,
  ...VARIANT_FAILURES,
  ...WORKBENCH_FAILURES,
} as const satisfies Record<string, FailureEntry>;

/** The name of a failure; a key of the catalogue. */
export type FailureCode = keyof typeof FAILURES;
