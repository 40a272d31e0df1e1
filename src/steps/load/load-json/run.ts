import type { Notice } from '../../../core/contract';
import { failWith } from '../../../core/failure';
import { fileKind, requireStepFor } from '../../../core/file-format';
import { frameOfRows, type Frame } from '../../../core/frame';
import type { OpenSource, RunStep } from '../../../core/run-context';
import { sourceFiles } from '../../../core/source';
import { unionNotices } from '../../../core/union-by-name';
import { quotedNames } from '../../../core/words';
import { addedName } from '../../../kernels/columns/fit';
import { columnNotices } from '../../../kernels/columns/said';
import {
  columnsFrame,
  unionPart,
  unmetNotices,
  type TableColumn,
} from '../../../kernels/columns/table-columns';
import { namedColumns, openFile, readFiles, type JsonFile } from './read-files';
import type { LoadJsonParams } from './step';

/** Reads JSON files into one table: find the records, find the columns, read, say what had to be changed. */
export const run: RunStep<LoadJsonParams> = async (context, params) => {
  const files: JsonFile[] = [];
  const empty: string[] = [];
  for (const file of sourceFiles(params.source)) {
    context.progress('finding the records');
    const source = await context.openSource(file);
    refuseOthers(source);
    const opened = await openFile(context, source, params);
    if (opened.found.length === 0) empty.push(opened.name);
    files.push(opened);
  }
  const names = files.flatMap((file) => namedColumns(file).map(({ name }) => name));
  const label = params.filename === '' ? null : addedName(params.filename, names);
  const { table, columns, isCut } = await readFiles(context, files, params, label);
  if (empty.length === files.length && columns.length === 0)
    failWith('json-no-columns', { name: empty[0] ?? '' });
  for (const notice of remarks(files, columns, params, label)) context.notice(notice);
  context.progress('hashing');
  return {
    artifacts: { table: { kind: 'table', ...table } },
    frames: { files: filesFrame(files), columns: columnsFrame(table.columns, columns) },
    ...(isCut ? { traits: { table: { sampled: { rows: table.rows, of: null } } } } : {}),
  };
};

/** Text is read whatever its name says; a file that is no text at all belongs to another step. */
function refuseOthers(source: OpenSource): void {
  const kind = fileKind(source.name, source.head);
  const isText = kind.kind !== 'data' || ['json', 'ndjson', 'text'].includes(kind.format);
  if (!isText) requireStepFor('load-json', source);
}

/** All that is to be said of what was read. */
function remarks(
  files: readonly JsonFile[],
  columns: readonly TableColumn[],
  params: LoadJsonParams,
  label: string | null,
): Notice[] {
  return [
    ...files.flatMap((file) => fileNotices(file, files.length > 1)),
    ...columnNotices(columns),
    ...(files.length > 1
      ? unionNotices(files.map((file) => unionPart(file.name, namedColumns(file), columns)))
      : []),
    ...unmetNotices(columns, params, label),
  ];
}

function fileNotices(file: JsonFile, isOneOfMany: boolean): Notice[] {
  const { name, opened, duplicates, halves, notFinite } = file;
  const of = isOneOfMany ? ` of “${name}”` : '';
  const { form, isFound, leftOut, names } = opened;
  const beside =
    leftOut.length === 0
      ? ''
      : `; ${quotedNames(leftOut)} beside it ${leftOut.length === 1 ? 'is' : 'are'} not read`;
  return [
    ...(isFound ? [{ code: 'json-found', text: `The records${of} were found at ${form.at}${beside}.` }] : []),
    ...(names === null ? [] : [{ code: 'json-header', text: `The first list${of} holds the names.` }]),
    ...(duplicates === 0
      ? []
      : [
          {
            code: 'json-duplicate-names',
            text: `In ${duplicates === 1 ? 'one place' : `${duplicates} places`}${of} a name stands twice in one object; the last value holds.`,
          },
        ]),
    ...(notFinite === 0
      ? []
      : [
          {
            code: 'json-not-finite',
            text: `${notFinite === 1 ? 'One value' : `${notFinite} values`}${of} ${notFinite === 1 ? 'is' : 'are'} NaN or infinite, which JSON does not have; read as ${notFinite === 1 ? 'a number' : 'numbers'}, not as missing.`,
          },
        ]),
    ...(halves === 0
      ? []
      : [
          {
            code: 'json-half-characters',
            text: `${halves === 1 ? 'One half of a character' : `${halves} halves of characters`}${of} (a lone surrogate) became “�”.`,
          },
        ]),
  ];
}

function filesFrame(files: readonly JsonFile[]): Frame {
  return frameOfRows(
    ['file', 'layout', 'record', 'at', 'encoding', 'rows'],
    files.map(({ name, opened: { form, encoding }, rows }) => ({
      file: name,
      layout: form.layout,
      record: form.record,
      at: form.at,
      encoding,
      rows,
    })),
  );
}
