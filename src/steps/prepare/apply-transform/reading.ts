import type { Reading, ReadingInput } from '../../../core/contract';
import { cellAt, frameRows, type FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import type { ApplyTransformParams } from './step';

/** Columns that a sentence names before it only counts the rest. */
const NAMED = 3;

/** Says what was applied to what, and how much of the table lies beyond what the constants were learned on. */
export function read({ inputs, frames, notices, format }: ReadingInput<ApplyTransformParams>): Reading {
  const { columns, summary } = frames;
  if (columns === undefined || summary === undefined) return { text: '', suggestions: [] };
  const rows = Number(cellAt(summary, 'rows', 0));
  const changed = frameRows(columns);
  const sentences = [
    `${String(inputs.transform)} changes ${changed.length === 1 ? '1 column' : `${format.count(changed.length)} columns`} of ${String(inputs.table)}, as it was fitted${partText(cellAt(summary, 'fitted_on', 0))}.`,
    rows === 0 ? 'The table has no rows.' : outsideText(changed, format),
    ...notices.map((notice) => notice.text),
  ];
  return { text: sentences.join(' '), suggestions: [] };
}

const partText = (part: unknown): string => (typeof part === 'string' ? ` on “${part}”` : '');

function outsideText(columns: readonly FrameRow[], format: NumberFormat): string {
  const known = columns.filter(({ outside }) => outside !== null);
  if (known.length === 0) return 'Nothing is fitted again.';
  const beyond = known.filter(({ outside }) => Number(outside) > 0).sort((a, b) => shareOf(b) - shareOf(a));
  if (known.every(({ count }) => Number(count) === 0)) return 'None of its values there is a finite number.';
  if (beyond.length === 0) return 'All of its values lie within what the constants were learned on.';
  const names = beyond
    .slice(0, NAMED)
    .map(
      (row) => `“${String(row.column)}” ${format.count(Number(row.outside))} (${format.share(shareOf(row))})`,
    );
  const more = beyond.length > NAMED ? ` and ${beyond.length - NAMED} more columns` : '';
  return `Values outside the range it was fitted on: ${names.join(', ')}${more}; they are scaled alike, not clipped.`;
}

const shareOf = ({ outside, count }: FrameRow): number => Number(outside) / Math.max(1, Number(count));
