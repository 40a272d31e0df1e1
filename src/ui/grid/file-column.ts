import type { Column } from '../../core/table';

/**
 * The column that says which file a row came from: the last one, of the name that was asked for, or that with a number where the
 * files have such a column already. A list, empty where there is none.
 */
export function fileColumn(asked: unknown, columns: readonly Column[]): string[] {
  const name = columns.at(-1)?.name ?? '';
  const isIt = typeof asked === 'string' && asked !== '' && name.startsWith(asked);
  return isIt && /^(_\d+)?$/.test(name.slice(asked.length)) ? [name] : [];
}
