import type { FrameRow } from './frame';
import type { NumberFormat } from './number-format';
import { counted, quotedNames } from './words';

const NAMED_AT_MOST = 3;

/** The columns of an overlap that stands in a frame. */
export const columnsOf = ({ columns }: FrameRow): string[] => JSON.parse(String(columns)) as string[];

/** What of one table stands in another, in a sentence: a row of a frame of `overlapShape`, and what the two tables are called. */
export function overlapText(
  row: FrameRow,
  [table, beside]: readonly [string, string],
  format: NumberFormat,
): string {
  const named = quotedNames(columnsOf(row), NAMED_AT_MOST);
  if (row.shared === 0) {
    return row.kind === 'rows'
      ? 'No row stands in both tables.'
      : `No value of ${named} stands in both tables.`;
  }
  const of = (rows: unknown, share: unknown, name: string): string =>
    `${counted(Number(rows), 'row', format)} of ${name} (${format.share(Number(share))})`;
  const sides = `${of(row.rows, row.share, table)} and ${of(row.rows_beside, row.share_beside, beside)}`;
  const leak = 'A model that learns from one and is judged on the other is judged on what it knows.';
  return row.kind === 'rows'
    ? `${sides} are the same in all columns that both have. ${leak}`
    : `${sides} share ${counted(Number(row.shared), 'value', format)} of ${named}.`;
}
