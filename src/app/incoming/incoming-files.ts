import { makeFailure } from '../../core/failure';
import { fail, succeed, type Outcome } from '../../core/outcome';
import { LARGEST_FILE } from '../../document/parse';

/** What the choosers offer for data; a dropped file is taken whatever its ending. */
export const DATA_ENDINGS = [
  '.csv,.tsv,.tab,.txt,.data,.dat,.psv,.gz,.zip',
  '.parquet,.parq,.pq,.arrow,.arrows,.feather,.ipc',
  '.json,.geojson,.ndjson,.jsonl',
  '.xlsx,.xlsm,.xlsb,.xls,.ods,.fods',
  '.png,.jpg,.jpeg,.gif,.bmp,.webp,.avif,.heic,.tif,.tiff,.ico,.svg',
  'text/csv,text/tab-separated-values,text/plain,application/json,image/*',
].join(',');
/** What the chooser offers for workbenches. */
export const WORKBENCH_ENDINGS = '.json,.zip,application/json,application/zip';

/** True for a zip archive, by its first bytes. */
export async function isArchive(file: File): Promise<boolean> {
  const start = await file
    .slice(0, 2)
    .text()
    .catch(() => '');
  return start === 'PK';
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
