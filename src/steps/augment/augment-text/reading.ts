import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { cellAt, frameRows, type Frame } from '../../../core/frame';
import { labelSafetySentence } from '../../../core/label-safety';
import type { NumberFormat } from '../../../core/number-format';
import { counted, listText } from '../../../core/words';
import type { AugmentTextParams } from './step';

/** How many new texts the authors of EDA advise for each text, by the number of texts. */
const ADVICE: readonly (readonly [most: number, times: number])[] = [
  [500, 16],
  [2000, 8],
  [Infinity, 4],
];
/** Classes that the sentence names. */
const NAMED = 3;

/** Says how many new texts there are and by what, what was dropped and refused, and how safe the labels are. */
export function read({ params, inputs, frames, notices, format }: ReadingInput<AugmentTextParams>): Reading {
  const { summary, counts, classes, label_safety: safety } = frames;
  if (summary === undefined || counts === undefined) return { text: '', suggestions: [] };
  const texts = [
    madeText(summary, counts, format),
    classesText(classes, params, format),
    droppedText(summary, format),
    safety !== undefined && safety.rows > 0 ? labelSafetySentence(safety, format) : '',
    ...notices.map((notice) => notice.text),
  ];
  return {
    text: texts.filter((text) => text !== '').join(' '),
    suggestions: suggestionsOf(summary, params, inputs.table),
  };
}

const figure = (frame: Frame, name: string): number => Number(cellAt(frame, name, 0) ?? 0);

function madeText(summary: Frame, counts: Frame, format: NumberFormat): string {
  const made = figure(summary, 'made');
  const asked = figure(summary, 'asked');
  if (asked === 0) return 'No new text was asked for.';
  const used = new Set(
    frameRows(counts).flatMap(({ operation, made: own }) =>
      operation !== null && Number(own) > 0 ? [String(operation)] : [],
    ),
  );
  const by =
    used.size === 0
      ? ''
      : used.size > 4
        ? ` by ${format.count(used.size)} operations`
        : ` by ${listText([...used])}`;
  const of = made === asked ? '' : `Of ${counted(asked, 'new text', format)} asked for, `;
  const rows = figure(summary, 'rows');
  if (made === 0) return `${of}none was made.`;
  const what = of === '' ? counted(made, 'new text', format) : `${of}${format.count(made)}`;
  return `${what} ${made === 1 ? 'was' : 'were'} made${by} beside ${counted(rows, 'real row', format)}.`;
}

function classesText(classes: Frame | undefined, { label }: AugmentTextParams, format: NumberFormat): string {
  if (classes === undefined || label === '') return '';
  const grown = frameRows(classes).filter((row) => Number(row.made) > 0);
  if (grown.length === 0 || grown.length > NAMED) return '';
  const texts = grown.map((row) => {
    const name = row.class === null ? 'Rows without a class' : `“${String(row.class)}”`;
    return `${name} from ${format.count(Number(row.rows))} to ${format.count(Number(row.rows) + Number(row.made))}`;
  });
  return `${listText(texts)}.`;
}

/** How many copies were replaced by other draws, and what is missing all the same. */
function droppedText(summary: Frame, format: NumberFormat): string {
  const [real, fresh] = [figure(summary, 'copies_of_real'), figure(summary, 'copies_of_new')];
  const redrawn = figure(summary, 'redrawn');
  const again =
    redrawn === 0
      ? ''
      : `In place of copies ${counted(redrawn, 'other draw', format)} ${redrawn === 1 ? 'was' : 'were'} made. `;
  if (real + fresh === 0) return again.trim();
  const parts = [
    real > 0 ? `${format.count(real)} of real texts` : '',
    fresh > 0 ? `${format.count(fresh)} of new ones` : '',
  ];
  return `${again}Missing, as no draw was more than a copy: ${listText(parts.filter((text) => text !== ''))}.`;
}

/** Whoever augments a whole table should split it first; whoever has a part may go by the advice of EDA's authors. */
function suggestionsOf(
  summary: Frame,
  params: AugmentTextParams,
  table: string | readonly string[] | undefined,
): Suggestion[] {
  if (typeof table !== 'string') return [];
  if (cellAt(summary, 'part', 0) === null) {
    const by = params.label === '' ? {} : { method: 'stratified', stratify: params.label };
    return [
      {
        step: 'split',
        feeds: 'table',
        title: params.label === '' ? 'Split first' : `Split by ${params.label} first`,
        reason: 'The test part then holds texts that people wrote, and no new text has kin in it.',
        params: by,
        inputs: { table: { name: table } },
      },
    ];
  }
  const rows = figure(summary, 'rows');
  const times = ADVICE.find(([most]) => rows <= most)![1];
  if (params.amount !== 'times' || params.classes.length > 0 || params.times === times) return [];
  return [
    {
      step: 'augment-text',
      title: `${times} new texts for each`,
      reason: `What the authors of EDA advise for some ${rows <= 500 ? '500 texts' : rows <= 2000 ? '2,000 texts' : '5,000 texts and more'}.`,
      params: { ...params, times },
      inputs: { table: { name: table } },
    },
  ];
}
