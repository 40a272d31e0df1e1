import { ARCHIVE_FAILURES } from './failures/archives';
import { AUGMENTING_IMAGES_FAILURES } from './failures/augmenting-images';
import { AUGMENTING_TABLES_FAILURES } from './failures/augmenting-tables';
import { AUGMENT_TEXT_FAILURES } from './failures/augment-texts';
import { COLUMNAR_FAILURES } from './failures/columnar';
import { COMBINING_FAILURES } from './failures/combining';
import type { FailureEntry } from './failures/entry';
import { ENGINE_FAILURES } from './failures/engine';
import { FIDELITY_FAILURES } from './failures/fidelity';
import { FILE_FAILURES } from './failures/files';
import { JSON_FAILURES } from './failures/json';
import { KEEPING_FAILURES } from './failures/keeping';
import { LEAK_FAILURES } from './failures/leaks';
import { MODEL_FAILURES } from './failures/models';
import { ODD_TEXT_FAILURES } from './failures/odd-texts';
import { PARSING_FAILURES } from './failures/parsing';
import { PROFILE_FAILURES } from './failures/profile';
import { REPAIR_FAILURES } from './failures/repairs';
import { RESAMPLING_FAILURES } from './failures/resampling';
import { SAVING_FAILURES } from './failures/saving';
import { SERIES_FAILURES } from './failures/series';
import { SHEET_FAILURES } from './failures/sheets';
import { SPLITTING_FAILURES } from './failures/splitting';
import { TABLE_FAILURES } from './failures/tables';
import { VARIANT_FAILURES } from './failures/variants';
import { WORKBENCH_FAILURES } from './failures/workbench';

export type { FailureEntry } from './failures/entry';

/** Every failure that a user can meet, by its code. The screens, the headless runner and `docs/failures.md` read this table. */
export const FAILURES = {
  ...FILE_FAILURES,
  ...ARCHIVE_FAILURES,
  ...AUGMENTING_TABLES_FAILURES,
  ...AUGMENTING_IMAGES_FAILURES,
  ...AUGMENT_TEXT_FAILURES,
  ...COLUMNAR_FAILURES,
  ...JSON_FAILURES,
  ...SHEET_FAILURES,
  ...ENGINE_FAILURES,
  ...FIDELITY_FAILURES,
  ...TABLE_FAILURES,
  ...COMBINING_FAILURES,
  ...KEEPING_FAILURES,
  ...LEAK_FAILURES,
  ...MODEL_FAILURES,
  ...ODD_TEXT_FAILURES,
  ...PARSING_FAILURES,
  ...PROFILE_FAILURES,
  ...REPAIR_FAILURES,
  ...RESAMPLING_FAILURES,
  ...SAVING_FAILURES,
  ...SERIES_FAILURES,
  ...SPLITTING_FAILURES,
  ...VARIANT_FAILURES,
  ...WORKBENCH_FAILURES,
} as const satisfies Record<string, FailureEntry>;

/** The name of a failure; a key of the catalogue. */
export type FailureCode = keyof typeof FAILURES;
