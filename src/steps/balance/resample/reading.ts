import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { cellAt, frameRows, type Frame, type FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { counted } from '../../../core/words';
import type { ResampleParams } from './step';

/** Classes that the sentence names before it only counts them. */
const NAMED = 2;

/** Says what became of the classes, how many rows no source has, and what must be kept in mind. */
export function read({ params, inputs, frames, notices, format }: ReadingInput<ResampleParams>): Reading {
  const { classes, summary } = frames;
  if (classes === undefined || summary === undefined) return { text: '', suggestions: [] };
  const remarks = notices.map((notice) => notice.text);
  return {
    text: [changesText(classes, summary, params, format), ...remarks].filter((text) => text !== '').join(' '),
    suggestions: suggestionsOf(summary, params.target, inputs.table),
  };
}

const figure = (summary: Frame, name: string): number => Number(cellAt(summary, name, 0));

function changesText(
  classes: Frame,
  summary: Frame,
  { method }: ResampleParams,
  format: NumberFormat,
): string {
  const changed = frameRows(classes).filter((row) => row.before !== row.after);
  if (changed.length === 0) return '';
  const verb = method === 'random under' ? 'was cut' : 'grew';
  const [first] = changed;
  const change = ({ before, after }: FrameRow): string =>
    `from ${format.count(Number(before))} to ${counted(Number(after), 'row', format)}`;
  const what =
    changed.length <= NAMED
      ? changed.map((row) => `“${String(row.class)}” ${verb} ${change(row)}`).join(', ')
      : `${format.count(changed.length)} classes ${method === 'random under' ? 'were cut' : 'grew'}, “${String(first?.class)}” ${change(first ?? {})}`;
  return `${what}. ${addedText(summary, method, format)}`;
}

function addedText(summary: Frame, method: ResampleParams['method'], format: NumberFormat): string {
  const after = figure(summary, 'rows_after');
  const made = figure(summary, 'made');
  const of = `of ${counted(after, 'row', format)}`;
  switch (method) {
    case 'SMOTE':
      return `${format.count(made)} ${of} are synthetic (${format.share(made / after)}), each between two rows of its class; the others stand unchanged before them.`;
    case 'random over':
      return `${format.count(made)} ${of} are repeated (${format.share(made / after)}); a model learns them by heart more easily.`;
    case 'random under': {
      const removed = figure(summary, 'removed');
      return `${counted(removed, 'row', format)} (${format.share(removed / figure(summary, 'rows_before'))}) were left out, and with them what they say.`;
    }
    default:
      return method satisfies never;
  }
}

/** Whoever balances a whole table should split it first. */
function suggestionsOf(
  summary: Frame,
  target: string,
  table: string | readonly string[] | undefined,
): Suggestion[] {
  if (cellAt(summary, 'part', 0) !== null || typeof table !== 'string') return [];
  return [
    {
      step: 'split',
      title: `Split by ${target} first`,
      reason: 'The test part then keeps the classes as they occur, and no new row has kin in it.',
      params: { method: 'stratified', stratify: target },
      inputs: { table: { name: table } },
    },
  ];
}
