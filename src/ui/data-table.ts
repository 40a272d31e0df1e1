import type { Frame } from '../core/frame';
import type { Column } from '../core/table';

/** A column as the data table shows it: numbers stand to the right. */
export interface TableColumn {
  readonly name: string;
  readonly kind: 'number' | 'text';
  /** True where the values are instants in ISO 8601, which read better without the `T`. */
  readonly isInstant?: boolean;
}

/** How a column of a table in the engine is shown. */
export function tableColumn(column: Column): TableColumn {
  return {
    name: column.name,
    kind: column.type === 'integer' || column.type === 'number' ? 'number' : 'text',
    ...(column.type === 'timestamp' && { isInstant: true }),
  };
}

/** The columns of a frame, each a number column when all that is not missing in it is a number. */
export function frameTableColumns(frame: Frame): TableColumn[] {
  return Object.entries(frame.columns).map(([name, values]) => ({
    name,
    kind: Array.from(values).every((value) => value === null || typeof value === 'number')
      ? 'number'
      : 'text',
  }));
}

/** The most characters of a cell that are drawn; the whole text is its title. */
export const CELL_CHARACTERS = 80;

/** A text cut to the given number of characters, never through a surrogate pair. */
export function shorten(text: string, characters: number = CELL_CHARACTERS): string {
  if (text.length <= characters) return text;
  const cut = text.slice(0, characters - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
