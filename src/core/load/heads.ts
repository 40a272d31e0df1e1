import type { RawParams } from '../contract';
import { cellAt, emptyFrame, type Frame } from '../frame';
import { FORCED_TYPES, typesParam } from './params';

/** The types that can be set for the columns of a table, and those that are. */
export interface TypeChoice {
  readonly options: readonly string[];
  /** The type set for a column; undefined where it is found out. */
  setFor(column: string): string | undefined;
  /** Sets the type of a column, or leaves it to be found out (undefined). */
  set(column: string, type: string | undefined): void;
}

/** The types in the params of a loading cell, to be set through `setParams`; undefined where nothing can be set. */
export function typeChoice(
  params: RawParams,
  setParams: ((params: RawParams) => void) | undefined,
): TypeChoice | undefined {
  if (setParams === undefined) return undefined;
  const read = typesParam.safeParse(params.types);
  const types: Readonly<Record<string, string>> = read.success ? read.data : {};
  return {
    options: FORCED_TYPES,
    setFor: (column) => (Object.hasOwn(types, column) ? types[column] : undefined),
    set: (column, type) => {
      const others = Object.entries(types).filter(([name]) => name !== column);
      setParams({ types: Object.fromEntries(type === undefined ? others : [...others, [column, type]]) });
    },
  };
}

/**
 * What the file calls the columns that the table must call otherwise, by their names in the table: “was “Größe””. `frame` is of
 * the shape `loadedColumnsShape`; with `tellsNameless`, columns without a name in the file are told too.
 */
export function nameNotes(frame: Frame = emptyFrame, tellsNameless = false): ReadonlyMap<string, string> {
  const notes = new Map<string, string>();
  for (let row = 0; row < frame.rows; row++) {
    const name = String(cellAt(frame, 'column', row));
    const original = cellAt(frame, 'original', row);
    if (original === name) continue;
    if (original !== null && original !== '') notes.set(name, `was “${String(original)}”`);
    else if (tellsNameless) notes.set(name, 'had no name');
  }
  return notes;
}
