import { typeOfKinds } from '../../../kernels/columns/kinds';
import { tableNames } from '../../../kernels/columns/names';
import type { TableColumn } from '../../../kernels/columns/table-columns';
import type { JsonColumn } from '../../../kernels/json/plan';

/** A column as a reader found it. */
export type FoundColumn = Pick<JsonColumn, 'path' | 'kinds'>;

/** A column of one file: its name as a table could have it, and as the file writes it; null where it is none. */
export interface FileColumn extends FoundColumn {
  readonly name: string | null;
  readonly original: string;
}

/** Adds columns to those known, and kinds to theirs; new ones come last. */
export function merged(known: readonly FoundColumn[], found: readonly FoundColumn[]): FoundColumn[] {
  const byPath = new Map(known.map((column) => [keyOf(column.path), column]));
  for (const { path, kinds } of found) {
    const before = byPath.get(keyOf(path));
    byPath.set(keyOf(path), { path, kinds: (before?.kinds ?? 0) | kinds });
  }
  return [...byPath.values()];
}

const keyOf = (path: readonly string[]): string => JSON.stringify(path);

/**
 * The columns of a file with names: its own joined by dots, made different from each other. A column that holds nothing,
 * beside others whose names start with its own, is none: there the file has null for an object. `header` are the names of
 * columns by place, where records are lists.
 */
export function fileColumns(found: readonly FoundColumn[], header: readonly string[] | null): FileColumn[] {
  const starts = new Set(
    found.flatMap(({ path }) => path.slice(1).map((_, index) => keyOf(path.slice(0, index + 1)))),
  );
  const kept = found.filter(({ path, kinds }) => kinds !== 0 || !starts.has(keyOf(path)));
  const originals = kept.map(({ path }) => shownPath(path, header).join('.'));
  const names = tableNames(originals);
  const places = new Map(kept.map(({ path }, place) => [keyOf(path), place]));
  return found.map((column) => {
    const place = places.get(keyOf(column.path));
    if (place === undefined) return { ...column, name: null, original: '' };
    return { ...column, name: names[place] ?? null, original: originals[place] ?? '' };
  });
}

function shownPath([first = '', ...rest]: readonly string[], header: readonly string[] | null): string[] {
  const place = header === null ? undefined : /^column(\d+)$/.exec(first)?.[1];
  return [(place === undefined ? undefined : header?.[Number(place)]) ?? first, ...rest];
}

/** What one file is read with so that its columns are those of the table. */
export function filePlan(columns: readonly FileColumn[], table: readonly TableColumn[]): JsonColumn[] {
  const byName = new Map(table.map((column) => [column.name.toLowerCase(), column]));
  return columns.map(({ path, kinds, name }) => {
    const column = name === null ? undefined : byName.get(name.toLowerCase());
    if (column === undefined) return { path, kinds, name: null, type: typeOfKinds(kinds), isForced: false };
    return { path, kinds: column.kinds, name: column.name, type: column.type, isForced: column.isForced };
  });
}
