import type { Notice } from '../../core/contract';
import { frameOfRows, type Frame } from '../../core/frame';
import type { TypesSet } from '../../core/load/params';
import type { Column } from '../../core/table';
import type { UnionPart } from '../../core/union-by-name';
import { quotedNames } from '../../core/words';
import { KIND, typeOfKinds, type BuiltType } from './kinds';
import type { BuiltColumn } from './said';

/** A column that one file brings. */
export type FileColumn = Omit<BuiltColumn, 'isForced'>;

/** A column of the table that all files make. */
export interface TableColumn extends BuiltColumn {
  readonly type: BuiltType;
}

/**
 * The columns of all files, by name (capitals do not tell names apart), in the order in which they first stand; the type of each
 * holds the values of all files, or was set by hand.
 */
export function tableColumns(found: readonly FileColumn[], types: TypesSet): TableColumn[] {
  const byName = new Map<string, TableColumn>();
  for (const column of found) {
    const before = byName.get(keyOf(column.name));
    const name = before?.name ?? column.name;
    const kinds = (before?.kinds ?? 0) | column.kinds;
    const forced = Object.hasOwn(types, name) ? types[name] : undefined;
    byName.set(keyOf(name), {
      name,
      original: before?.original ?? column.original,
      kinds,
      type: forced ?? typeOfKinds(kinds),
      isForced: forced !== undefined,
    });
  }
  return [...byName.values()];
}

/** What a column's name is compared by: the database does not tell capitals apart. */
const keyOf = (name: string): string => name.toLowerCase();

/** The columns that a file brings, for what differs between files; one without values, or of words for NaN alone, is of the table's type. */
export function unionPart(
  label: string,
  own: readonly Pick<FileColumn, 'name' | 'kinds'>[],
  table: readonly TableColumn[],
): UnionPart {
  const typeOf = (name: string): BuiltType =>
    table.find((one) => keyOf(one.name) === keyOf(name))?.type ?? 'text';
  const columns = own.map(({ name, kinds }): Column => {
    const isOpen = (kinds & ~KIND.notFinite) === 0;
    return { name, type: isOpen ? typeOf(name) : typeOfKinds(kinds), sqlType: '' };
  });
  return { label, table: '', columns };
}

/** Remarks about params that could not be followed: a name for the column of file names that stands already, types of no column. */
export function unmetNotices(
  columns: readonly TableColumn[],
  { types, filename }: { readonly types: TypesSet; readonly filename: string },
  label: string | null,
): Notice[] {
  const unknown = Object.keys(types).filter((name) => !columns.some((column) => column.name === name));
  const said: Notice[] = [];
  if (label !== null && label !== filename) {
    said.push({
      code: 'filename-renamed',
      text: `The column of file names is “${label}”: “${filename}” stands already.`,
    });
  }
  if (unknown.length > 0) {
    said.push({
      code: 'types-unknown',
      text: `No column is called ${quotedNames(unknown)}; a type was set for it.`,
    });
  }
  return said;
}

/** The frame `columns` of a loading step (see `loadedColumnsShape`): the columns made, with what the files call them. */
export function columnsFrame(made: readonly Column[], columns: readonly TableColumn[]): Frame {
  return frameOfRows(
    ['column', 'original', 'type', 'sql_type'],
    made.map(({ name, type, sqlType }, place) => {
      const original = columns[place]?.original ?? '';
      return { column: name, original: original === '' ? null : original, type, sql_type: sqlType };
    }),
  );
}
