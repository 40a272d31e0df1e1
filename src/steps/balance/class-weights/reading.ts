import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { emptyFrame, frameRows, type FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { counted, listText } from '../../../core/words';
import type { ClassWeightsParams } from './step';

/** Classes that a sentence names. */
const NAMED = 4;

/** Says what a row of each class counts now, and how many rows are left in what the weights say. */
export function read(input: ReadingInput<ClassWeightsParams>): Reading {
  const { frames, notices, format } = input;
  const { summary = emptyFrame, classes = emptyFrame } = frames;
  if (summary.rows === 0) return { text: '', suggestions: [] };
  const known = frameRows(classes).filter((row) => row.class !== null);
  const texts = [weightsText(known, format), sharesText(known, frameRows(summary)[0] ?? {}, format)];
  const remarks = notices.map((notice) => notice.text);
  return {
    text: [...texts, ...remarks].filter((text) => text !== '').join(' '),
    suggestions: known.length < 2 ? [] : suggestionsOf(input),
  };
}

const quoted = (name: unknown): string => `“${name === '' ? '(empty)' : String(name)}”`;

function weightsText(classes: readonly FrameRow[], format: NumberFormat): string {
  if (classes.length === 0) return 'No row has a class, so none has a weight.';
  if (classes.length === 1)
    return `Every row with a class is ${quoted(classes[0]?.class)}: there is nothing to weigh it against.`;
  const heaviest = [...classes].sort((a, b) => Number(b.weight) - Number(a.weight));
  const texts = heaviest
    .slice(0, NAMED)
    .map((row) => `${quoted(row.class)} counts ${format.number(Number(row.weight))}`);
  const rest = classes.length - texts.length;
  return `A row of ${listText(texts)}${rest > 0 ? `; ${counted(rest, 'more class', format, 'more classes')}` : ''}.`;
}

function sharesText(classes: readonly FrameRow[], summary: FrameRow, format: NumberFormat): string {
  const [rarest] = [...classes].sort((a, b) => Number(a.rows) - Number(b.rows));
  if (classes.length < 2 || rarest === undefined || typeof rarest.weighted_share !== 'number') return '';
  const effective = Number(summary.effective_rows);
  const share = `${quoted(rarest.class)}, ${format.share(Number(rarest.share))} of the rows, is ${format.share(rarest.weighted_share)} of the weight`;
  return `${share}; no row is made up. Where weights differ, estimates vary more: what is learned from these ${counted(Number(summary.labelled), 'row', format)} is as certain as from some ${format.count(Math.round(effective))} rows that count the same. Probabilities learned with them are shifted.`;
}

function suggestionsOf({ params }: ReadingInput<ClassWeightsParams>): Suggestion[] {
  return [
    {
      step: 'train-logistic',
      title: 'Train a model with these weights',
      reason: `The column “${params.name}” says how often each row counts; it is no feature.`,
      params: { target: params.target, weight: params.name },
      inputs: { table: { output: 'weighted' } },
    },
  ];
}
