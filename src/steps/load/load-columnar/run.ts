import { failWith } from '../../../core/failure';
import { frameOfRows } from '../../../core/frame';
import type { Notice } from '../../../core/contract';
import type { MadeTable, RunContext, RunOutput, RunStep } from '../../../core/run-context';
import { sourceFiles, type SourceFile } from '../../../core/source';
import { unionNotices, unionSelect } from '../../../core/union-by-name';
import { quotedNames } from '../../../core/words';
import { readFile, type ReadFile } from './read-file';
import type { LoadColumnarParams } from './step';

const MOST_NAMED = 5;

/** Reads the files one after the other, and lays their tables one under the other by the names of their columns. */
export const run: RunStep<LoadColumnarParams> = async (context, params) => {
  const wanted = sourceFiles(params.source);
  const files: ReadFile[] = [];
  let left = params.limit ?? Infinity;
  for (const [index, file] of wanted.entries()) {
    if (left <= 0) break;
    const phase = wanted.length === 1 ? 'reading' : `reading file ${index + 1} of ${wanted.length}`;
    const one = await readFile(context, file, { columns: params.columns, limit: left, phase });
    left -= one.table.rows;
    files.push(one);
    for (const notice of notices(one, wanted.length > 1)) context.notice(notice);
  }
  const table = await unite(context, files, params.filename, wanted);
  context.progress('hashing');
  const isCut =
    params.limit !== null && (files.length < wanted.length || files.some((one) => one.rows > one.table.rows));
  const of = files.length < wanted.length ? null : files.reduce((sum, one) => sum + one.rows, 0);
  return output(files, table, isCut ? { rows: table.rows, of } : null);
};

async function unite(
  context: RunContext,
  files: readonly ReadFile[],
  filename: string,
  sources: readonly SourceFile[],
): Promise<MadeTable> {
  const [first] = files;
  if (first === undefined) throw new Error('A source has at least one file.');
  if (files.length === 1 && filename === '') return first.table;
  for (const { columns } of files.map((one) => one.table)) {
    if (columns.some((column) => column.name.toLowerCase() === filename.toLowerCase())) {
      failWith('columnar-filename-taken', { column: filename });
    }
  }
  const parts = files.map((one, index) => ({ label: labelOf(sources[index], one), ...one.table }));
  for (const notice of unionNotices(parts)) context.notice(notice);
  context.progress(files.length === 1 ? 'naming the file in each row' : 'joining the files');
  return context.database.createTable(unionSelect(parts, filename === '' ? null : filename));
}

function labelOf(source: SourceFile | undefined, { name }: ReadFile): string {
  return source?.kind === 'file' ? (source.member ?? source.name) : name;
}

/** What was changed on the way: names, and values by what was done with them. */
function notices({ name, columns }: ReadFile, isOneOfMany: boolean): Notice[] {
  const of = isOneOfMany ? ` of “${name}”` : '';
  const renamed = columns.filter((column) => column.name !== column.original);
  const changes = new Map<string, string[]>();
  for (const column of columns) {
    for (const text of column.said) changes.set(text, [...(changes.get(text) ?? []), column.name]);
  }
  return [
    ...renamed.slice(0, MOST_NAMED).map((column) => ({
      code: 'columnar-renamed',
      text:
        column.original === ''
          ? `A column${of} without a name is “${column.name}”.`
          : `A second column${of} named “${column.original}” is “${column.name}”.`,
    })),
    ...(renamed.length > MOST_NAMED
      ? [{ code: 'columnar-renamed', text: `So were ${renamed.length - MOST_NAMED} more columns${of}.` }]
      : []),
    ...[...changes].map(([text, names]) => ({
      code: 'columnar-converted',
      text: `${quotedNames(names)}${of}: ${text}.`,
    })),
  ];
}

function output(
  files: readonly ReadFile[],
  table: MadeTable,
  sampled: { readonly rows: number; readonly of: number | null } | null,
): RunOutput {
  return {
    artifacts: { table: { kind: 'table', ...table } },
    frames: {
      files: frameOfRows(
        ['file', 'format', 'bytes', 'rows', 'rows_read', 'groups', 'codecs', 'written_by'],
        files.map((one) => ({
          file: one.name,
          format: one.format,
          bytes: one.bytes,
          rows: one.rows,
          rows_read: one.table.rows,
          groups: one.groups,
          codecs: one.codecs.join(', ') || 'none',
          written_by: one.writtenBy,
        })),
      ),
      columns: frameOfRows(
        ['file', 'column', 'original', 'stored', 'type', 'sql_type', 'change'],
        files.flatMap((one) =>
          one.columns.map((column, index) => ({
            file: one.name,
            column: column.name,
            original: column.original,
            stored: column.stored,
            type: one.table.columns[index]?.type ?? null,
            sql_type: one.table.columns[index]?.sqlType ?? null,
            change: column.said.join('; ') || null,
          })),
        ),
      ),
    },
    ...(sampled === null ? {} : { traits: { table: { sampled } } }),
  };
}
