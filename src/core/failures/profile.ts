import type { FailureEntry } from './entry';

/** Failures of a profile about a target. */
export const PROFILE_FAILURES = {
  'target-classes': {
    what: 'The column “{name}” has {count} different values; a target of classes has at most {most}.',
    why: 'A target by classes is shown class by class, and rare classes say nothing that would hold on other rows.',
    todo: 'Choose another target, merge rare values into one, or take a number as a number.',
  },
} as const satisfies Record<string, FailureEntry>;
