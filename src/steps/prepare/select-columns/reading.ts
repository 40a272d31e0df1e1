import type { Reading, ReadingInput } from '../../../core/contract';
import { frameRows } from '../../../core/frame';
import { counted, firstOf } from '../../../core/words';
import type { SelectColumnsParams } from './step';

const NAMED_AT_MOST = 6;

/** Says how many columns stay, and which went. */
export function read({ artifacts, frames, format }: ReadingInput<SelectColumnsParams>): Reading {
  const table = artifacts.selected;
  const columns = frames.columns === undefined ? [] : frameRows(frames.columns);
  if (table?.kind !== 'table' || columns.length === 0) return { text: '', suggestions: [] };
  const gone = columns.filter(({ kept }) => kept !== true).map(({ column }) => `“${String(column)}”`);
  const kept = columns.length - gone.length;
  const dropped =
    gone.length === 0
      ? 'None is dropped.'
      : `Dropped: ${firstOf(gone, NAMED_AT_MOST, (rest) => format.count(rest))}.`;
  const noun = columns.length === 1 ? 'column stays' : `columns ${kept === 1 ? 'stays' : 'stay'}`;
  const rows = counted(table.rows, 'row', format);
  return {
    text: `${format.count(kept)} of ${format.count(columns.length)} ${noun}, in ${rows}. ${dropped}`,
    suggestions: [],
  };
}
