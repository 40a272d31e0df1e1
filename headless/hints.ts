import type { Failure } from '../src/core/failure';
import type { FailureCode } from '../src/core/failure-catalogue';
import { isLeakCode } from '../src/core/failures/leaks';

const ANOTHER_SLUICE = 'Run it with the newest Sluice; this one leaves such cells out.';

/** What to do about a failure on the command line, where the catalogue names what the page of the app offers. */
const HINTS: Readonly<Partial<Record<FailureCode, string>>> = {
  'file-missing': 'Give its path with --data NAME=PATH, or put the file beside the workbench.',
  'file-unreadable': 'Check the path, and that the file may be read.',
  'workbench-not-json': 'Name a file that Sluice has saved (.sluice.json).',
  'workbench-not-sluice': 'Name a file that Sluice has saved (.sluice.json).',
  'workbench-too-large': 'Remove embedded tables from the file, and give their data with --data NAME=PATH.',
  'workbench-newer': 'Run it with the newest Sluice.',
  'step-unknown': ANOTHER_SLUICE,
  'step-newer': ANOTHER_SLUICE,
  'cell-unknown': ANOTHER_SLUICE,
  'engine-start-failed': 'Run it with a current Node.',
  'engine-guard-failed': 'Build Sluice anew; if it happens again, report it with this text.',
};

/** The failure with the remedy of the command line. */
export function onCommandLine(failure: Failure): Failure {
  const { code, hint } = failure;
  const overrule = `To run it all the same, write "overruled": ["${code}"] into the traits of its outputs.`;
  return { ...failure, hint: isLeakCode(code) ? `${hint} ${overrule}` : (HINTS[code] ?? hint) };
}
