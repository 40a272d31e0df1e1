import type { Reading, ReadingInput } from '../../../core/contract';
import { cellAt, emptyFrame, frameRows, type FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { counted, listText } from '../../../core/words';
import type { ClipParams } from './step';

/** Columns that a sentence names before it only counts the rest. */
const NAMED = 3;

/** Says how many values were moved, of which columns and to which bounds. */
export function read({ inputs, frames, notices, format, params }: ReadingInput<ClipParams>): Reading {
  const { summary } = frames;
  if (summary === undefined) return { text: '', suggestions: [] };
  const table = String(inputs.table);
  const columns = frameRows(frames.columns ?? emptyFrame);
  const number = (name: string): number => Number(cellAt(summary, name, 0));
  const moved = columns.filter((row) => movedOf(row) > 0).sort((a, b) => movedOf(b) - movedOf(a));
  const [below, above] = [number('below'), number('above')];
  const names = moved.slice(0, NAMED).map((row) => columnText(row, format));
  if (moved.length > NAMED) names.push(counted(moved.length - NAMED, 'more column', format));
  const share = format.share(number('rows_changed') / Math.max(1, number('rows')));
  const whole = `${counted(below + above, 'value', format)} in ${counted(number('rows_changed'), 'row', format)} (${share}) of ${table} ${below + above === 1 ? 'was' : 'were'} moved: ${format.count(below)} up, ${format.count(above)} down. ${listText(names)}.`;
  const sentences = [
    moved.length === 0 ? `No value of ${table} lies beyond the bounds.` : whole,
    ...notices.map(({ text }) => text),
  ];
  const reason =
    params.method === 'quantiles'
      ? `Test and new rows are clipped at the quantiles of ${table}, never at their own.`
      : 'Test and new rows are clipped at the same bounds.';
  return {
    text: sentences.join(' '),
    suggestions: [
      {
        step: 'apply-transform',
        title: 'Apply it to another table',
        reason,
        params: {},
        inputs: { transform: { output: 'transform' } },
      },
    ],
  };
}

const movedOf = ({ below, above }: FrameRow): number => Number(below) + Number(above);

/** “Income”: 12 below 50 and 40 above 900. */
function columnText({ column, low, high, below, above }: FrameRow, format: NumberFormat): string {
  const sides = [
    Number(below) > 0 ? `${format.count(Number(below))} below ${format.number(Number(low))}` : '',
    Number(above) > 0 ? `${format.count(Number(above))} above ${format.number(Number(high))}` : '',
  ];
  return `“${String(column)}”: ${listText(sides.filter((side) => side !== ''))}`;
}
