import { makeFailure } from '../core/failure';
import { fail, succeed, type Outcome } from '../core/outcome';
import { LARGEST_FILE } from '../document/parse';

/** What the choosers offer for data; a dropped file is taken whatever its ending. */
export const DATA_ENDINGS = '.csv,.tsv,.txt,.data,.gz,text/csv,text/tab-separated-values,text/plain';
/** What the chooser offers for workbenches. */
export const WORKBENCH_ENDINGS = '.json,application/json';

/** True for a file that by its ending is a workbench. */
export function isWorkbenchFile(file: File): boolean {
  return /\.json$/i.test(file.name);
}

/** The text of a workbench file. A file over the limit is refused before any of it is read. */
export async function readWorkbenchText(file: File): Promise<Outcome<string>> {
  if (file.size > LARGEST_FILE) {
    return fail(makeFailure('workbench-too-large', { bytes: file.size, limit: LARGEST_FILE }));
  }
  try {
    return succeed(await file.text());
  } catch (error) {
    return fail(makeFailure('file-unreadable', { name: file.name }, { detail: String(error) }));
  }
}
