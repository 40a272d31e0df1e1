import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { privacySentence, qualitySentence } from '../../../core/fidelity-text';
import { cellAt, type Frame } from '../../../core/frame';
import { labelSafetySentence } from '../../../core/label-safety';
import type { NumberFormat } from '../../../core/number-format';
import { counted, listText } from '../../../core/words';
import type { Method } from './methods';
import type { AugmentTableParams } from './step';

const HOW: Readonly<Record<Method, string>> = {
  'jitter and swap': 'each a real row with its numbers moved and some categories swapped',
  jitter: 'each a real row with its numbers moved',
  swap: 'each a real row with some categories swapped',
  mixup: 'each mixed of two real ones',
  synthesise: 'drawn column by column, each value that of a real row',
};

/** Says how many rows were made of those asked for, how, and whether their labels can be trusted. */
export function read({ params, inputs, frames, notices, format }: ReadingInput<AugmentTableParams>): Reading {
  const { summary, label_safety: safety } = frames;
  if (summary === undefined) return { text: '', suggestions: [] };
  const texts = [
    madeText(summary, params, format),
    droppedText(summary, format),
    safety === undefined || safety.rows === 0 ? '' : labelSafetySentence(safety, format),
    ...likenessTexts(params, frames, format),
    ...notices.map(({ text }) => text),
  ];
  return {
    text: texts.filter((text) => text !== '').join(' '),
    suggestions: suggestionsOf(summary, params, inputs.table),
  };
}

/** Drawn rows are made to be like real ones, and not to be them; moved rows stay near their parents on purpose. */
function likenessTexts(
  { method }: AugmentTableParams,
  frames: ReadingInput<AugmentTableParams>['frames'],
  format: NumberFormat,
): string[] {
  if (method !== 'synthesise' || (frames.fidelity?.rows ?? 0) === 0) return [];
  return [qualitySentence(frames, format), privacySentence(frames, format)];
}

const figure = (frame: Frame, name: string): number => Number(cellAt(frame, name, 0));

function madeText(
  summary: Frame,
  { method, keep, smoothing }: AugmentTableParams,
  format: NumberFormat,
): string {
  const made = figure(summary, 'made');
  if (made === 0) return 'No new row was made.';
  const how =
    method === 'synthesise' && smoothing
      ? 'drawn column by column, with a little noise on numbers'
      : HOW[method];
  const where = keep
    ? `; the ${counted(figure(summary, 'rows_before'), 'real row', format)} stand unchanged before ${made === 1 ? 'it' : 'them'}`
    : '; real rows are left out';
  return `${counted(made, 'new row', format)}, ${how}${where}.`;
}

/** How many rows were drawn in place of copies, and what is missing all the same. */
function droppedText(summary: Frame, format: NumberFormat): string {
  const [asked, made] = [figure(summary, 'asked'), figure(summary, 'made')];
  const redrawn = figure(summary, 'redrawn');
  const again =
    redrawn === 0
      ? ''
      : `In place of copies ${counted(redrawn, 'other row', format)} ${redrawn === 1 ? 'was' : 'were'} drawn. `;
  if (asked === made) return again.trim();
  const reasons = [
    ['copies', 'to the last draw equalled a real row'],
    ['repeats', 'to the last draw equalled another new one'],
    ['unmade', 'could not be made'],
  ] as const;
  const parts = reasons.flatMap(([name, what]) =>
    figure(summary, name) > 0 ? [`${format.count(figure(summary, name))} ${what}`] : [],
  );
  return `${again}${counted(asked, 'row was', format, 'rows were')} asked for: ${listText(parts)}.`;
}

/** Who augments a whole table should split it first; who has a training part may look at what became of it. */
function suggestionsOf(
  summary: Frame,
  { label }: AugmentTableParams,
  table: string | readonly string[] | undefined,
): Suggestion[] {
  if (typeof table !== 'string') return [];
  if (cellAt(summary, 'part', 0) === null) {
    return [
      {
        step: 'split',
        feeds: 'table',
        title: label === '' ? 'Split first' : `Split by ${label} first`,
        reason: 'No new row then has kin in the test part, and scores taken there can be believed.',
        params: label === '' ? {} : { method: 'stratified', stratify: label },
        inputs: { table: { name: table } },
      },
    ];
  }
  if (label === '' || figure(summary, 'made') === 0) return [];
  return [
    {
      step: 'train-logistic',
      title: `Train on the augmented rows`,
      reason: 'Whether new rows help shows on held-out ones alone: train with and without them, and compare.',
      params: { target: label },
      inputs: { table: { output: 'augmented' } },
    },
  ];
}
