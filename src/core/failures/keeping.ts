import type { FailureEntry } from './entry';

/** Failures of what the device keeps. */
export const KEEPING_FAILURES = {
  'keeping-full': {
    what: 'This device has no room to keep {what}.',
    why: 'The browser gives each site a share of the disk, and it is used up.',
    todo: 'Delete kept workbenches, or keep them without their data; here nothing is lost as long as the tab is open.',
  },
  'keeping-refused': {
    what: 'The browser does not let this page keep {what}.',
    why: 'A private window or a setting of the browser forbids storage.',
    todo: 'Save the workbench as a file before you close the tab; the tab itself holds it until then.',
  },
  'keeping-failed': {
    what: 'The device could not keep {what}.',
    why: 'The storage of the browser answered with an error.',
    todo: 'Save the workbench as a file; the tab itself holds it until you close it.',
  },
  'kept-gone': {
    what: 'The workbench “{title}” is no longer kept here.',
    why: 'It was deleted in another tab, or the browser has cleared its storage.',
    todo: 'Open it from its file, if you saved one.',
  },
} as const satisfies Record<string, FailureEntry>;
