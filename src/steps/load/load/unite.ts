import type { Notice } from '../../../core/contract';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { unionNotices, unionSelect, type UnionPart } from '../../../core/union-by-name';
import { commonType } from '../../../core/union-types';
import type { LoadParams } from './params';
import type { ReadFile } from './read-file';

/** So many tables are united at once; more are united in groups first. */
const GROUP = 50;
const NOTICES_AT_MOST = 5;

/**
 * The tables of several files as one, columns matched by name; what differs is said. Where two files hold values of a column
 * that have no type in common (a date and a number), the column is text. One file stays as it is.
 */
export async function unite(
  context: RunContext,
  files: readonly ReadFile[],
  params: LoadParams,
): Promise<{ readonly table: MadeTable; readonly notices: readonly Notice[] }> {
  const [only] = files;
  if (files.length === 1 && only !== undefined) return { table: only.table, notices: [] };
  context.progress('uniting files');
  const parts = files.map(({ label, table }) => ({
    label,
    table: table.table,
    columns: table.columns,
  }));
  const clashing = clashes(parts);
  let tables: UnionPart[] = parts;
  while (tables.length > 1) {
    const groups: UnionPart[] = [];
    for (let at = 0; at < tables.length; at += GROUP) {
      const group = tables.slice(at, at + GROUP);
      const made = await context.database.createTable(unionOf(group, clashing));
      groups.push({ label: '', table: made.table, columns: made.columns });
    }
    tables = groups;
  }
  const [last] = tables;
  if (last === undefined) throw new Error('There is no table to unite.');
  const rows = files.reduce((sum, { table }) => sum + table.rows, 0);
  const columns = fileNameLast(last.columns, params.filename);
  const table = { table: last.table, rows, columns: last.columns };
  return {
    table: columns === last.columns ? table : await inOrder(context, last.table, columns),
    notices: [...shortened(unionNotices(parts)), ...clashNotices(clashing)],
  };
}

/** Columns whose types in two parts have nothing in common but text, by lower-case name. */
function clashes(parts: readonly UnionPart[]): Set<string> {
  const byName = new Map<string, Column[]>();
  for (const column of parts.flatMap(({ columns }) => columns)) {
    const key = column.name.toLowerCase();
    const same = byName.get(key);
    if (same === undefined) byName.set(key, [column]);
    else same.push(column);
  }
  return new Set([...byName].filter(([, of]) => commonType(of) === 'clash').map(([name]) => name));
}

/** The parts with the columns that clash as text, united. */
function unionOf(parts: readonly UnionPart[], clashing: ReadonlySet<string>): string {
  if (clashing.size === 0) return unionSelect(parts, null);
  return parts
    .map(({ table, columns }) => {
      const list = columns.map(({ name }) => {
        const column = quoteIdentifier(name);
        return clashing.has(name.toLowerCase()) ? `${column}::VARCHAR AS ${column}` : column;
      });
      return `SELECT ${list.join(', ')} FROM ${quoteIdentifier(table)}`;
    })
    .join(' UNION ALL BY NAME ');
}

function clashNotices(clashing: ReadonlySet<string>): Notice[] {
  if (clashing.size === 0) return [];
  const names = [...clashing].slice(0, NOTICES_AT_MOST).map((name) => `“${name}”`);
  const text = `Text, since the files hold values of several types: ${names.join(', ')}${clashing.size > names.length ? ' and more' : ''}.`;
  return [{ code: 'union-types-clash', text }];
}

function shortened(notices: readonly Notice[]): Notice[] {
  const rest = notices.length - NOTICES_AT_MOST;
  if (rest <= 0) return [...notices];
  const text = `${rest} more files have other columns than the first.`;
  return [...notices.slice(0, NOTICES_AT_MOST), { code: 'union-columns-differ', text }];
}

/** Columns that only later files have come behind the name of the file, which belongs at the end. */
function fileNameLast(columns: readonly Column[], filename: string): readonly Column[] {
  const at = columns.findIndex(({ name }) => name === filename);
  const column = columns[at];
  if (column === undefined || at === columns.length - 1) return columns;
  return [...columns.filter((one) => one !== column), column];
}

function inOrder({ database }: RunContext, table: string, columns: readonly Column[]): Promise<MadeTable> {
  const list = columns.map(({ name }) => quoteIdentifier(name)).join(', ');
  return database.createTable(`SELECT ${list} FROM ${quoteIdentifier(table)}`);
}
