import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { cellAt, frameRows, type Frame, type FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { counted } from '../../../core/words';
import { isAdding, isSynthetic, type Method } from './methods';
import type { ResampleParams } from './step';

/** Classes that the sentence names before it only counts them. */
const NAMED = 2;
/** From here on the distribution of a column among the new rows is another one. */
const APART = 0.2;
/** From this share on, new rows that equal old ones are worth a word. */
const EQUAL = 0.01;

/** Says what became of the classes, how many rows no source has, and what must be kept in mind. */
export function read({ params, inputs, frames, notices, format }: ReadingInput<ResampleParams>): Reading {
  const { classes, summary } = frames;
  if (classes === undefined || summary === undefined) return { text: '', suggestions: [] };
  const remarks = notices.map((notice) => notice.text);
  const texts = [
    changesText(classes, summary, params.method, format),
    likenessText(frames, format),
    ...remarks,
  ];
  return {
    text: texts.filter((text) => text !== '').join(' '),
    suggestions: suggestionsOf(summary, params, inputs.table),
  };
}

const figure = (frame: Frame | undefined, name: string): number =>
  frame === undefined ? 0 : Number(cellAt(frame, name, 0));

function changesText(classes: Frame, summary: Frame, method: Method, format: NumberFormat): string {
  const changed = frameRows(classes).filter((row) => row.before !== row.after);
  const moved = figure(summary, 'made') + figure(summary, 'removed');
  if (changed.length === 0 && moved === 0) return '';
  const change = ({ before, after }: FrameRow): string =>
    `from ${format.count(Number(before))} to ${counted(Number(after), 'row', format)}`;
  const verb = ({ before, after }: FrameRow): string => (Number(after) < Number(before) ? 'was cut' : 'grew');
  const [first] = changed;
  const isMixed = new Set(changed.map(verb)).size > 1;
  const many = isMixed ? 'changed' : changed.some((row) => verb(row) === 'grew') ? 'grew' : 'were cut';
  const what =
    changed.length === 0
      ? 'The classes kept their sizes'
      : changed.length <= NAMED
        ? changed.map((row) => `“${String(row.class)}” ${verb(row)} ${change(row)}`).join(', ')
        : `${format.count(changed.length)} classes ${many}, “${String(first?.class)}” ${change(first ?? {})}`;
  return `${what}. ${[addedText(summary, method, format), removedText(summary, method, format), leftAgainText(classes, summary, method, format)].filter((text) => text !== '').join(' ')}`;
}

function addedText(summary: Frame, method: Method, format: NumberFormat): string {
  const made = figure(summary, 'made');
  if (!isAdding(method) || made === 0) return '';
  const after = figure(summary, 'rows_after');
  const start = `${format.count(made)} of ${counted(after, 'row', format)} are`;
  const share = format.share(made / after);
  if (!isSynthetic(method)) {
    return `${start} repeated (${share}); a model learns them by heart more easily.`;
  }
  const how =
    method === 'SMOTE-N'
      ? 'each value the one that most of a row and its neighbours have'
      : 'each between two rows of its class';
  const others = figure(summary, 'removed') > 0 ? 'the rows of the input that are left' : 'the others';
  return `${start} synthetic (${share}), ${how}; ${others} stand unchanged before them.`;
}

function removedText(summary: Frame, method: Method, format: NumberFormat): string {
  const removed = figure(summary, 'removed');
  const cleaned = figure(summary, 'cleaned');
  const rows = `${counted(removed, 'row', format)} of the input (${format.share(removed / figure(summary, 'rows_before'))})`;
  if (isAdding(method)) {
    if (removed + cleaned === 0) return '';
    return `Cleaning then took out ${rows} and ${counted(cleaned, 'new row', format)}.`;
  }
  if (removed === 0) return '';
  const share = format.share(removed / figure(summary, 'rows_before'));
  return `${counted(removed, 'row', format)} (${share}) ${removed === 1 ? 'was' : 'were'} left out, and with ${removed === 1 ? 'it what it says' : 'them what they say'}.`;
}

/** Where cleaning took rows out again of classes that were as large as asked. */
function leftAgainText(classes: Frame, summary: Frame, method: Method, format: NumberFormat): string {
  if (!isAdding(method) || figure(summary, 'removed') + figure(summary, 'cleaned') === 0) return '';
  const off = frameRows(classes).filter(
    ({ asked, after }) => asked !== null && Number(after) < Number(asked),
  );
  if (off.length === 0) return '';
  const texts = off
    .slice(0, NAMED)
    .map(
      (row) =>
        `“${String(row.class)}” has ${format.count(Number(row.after))} rows instead of ${format.count(Number(row.asked))}`,
    );
  const more = off.length - texts.length;
  const rest =
    more > 0 ? `, and ${counted(more, 'more class', format, 'more classes')} fewer than asked` : '';
  return `So the classes are not as asked any more: ${texts.join(', ')}${rest}.`;
}

/** How like the new rows are to those of the input: said where something stands out. */
function likenessText(frames: ReadingInput<ResampleParams>['frames'], format: NumberFormat): string {
  const { likeness, distributions } = frames;
  const sampled = figure(likeness, 'made_sampled');
  if (sampled === 0 || likeness === undefined) return '';
  const texts: string[] = [];
  const equal = figure(likeness, 'equal_made');
  if (equal / sampled >= EQUAL) {
    texts.push(
      `Of ${counted(sampled, 'new row', format)} looked at, ${format.count(equal)} ${equal === 1 ? 'equals' : 'equal'} a row of the input.`,
    );
  }
  const apart = figure(distributions, 'distance');
  if (distributions !== undefined && distributions.rows > 0 && apart >= APART) {
    texts.push(
      `“${String(cellAt(distributions, 'column', 0))}” is distributed otherwise in them than in their classes (distance ${format.number(Math.round(apart * 100) / 100)}, where 0 is alike and 1 nothing in common).`,
    );
  }
  return texts.join(' ');
}

/** Whoever balances a whole table should split it first; who has a training part may clear the border that SMOTE blurs. */
function suggestionsOf(
  summary: Frame,
  { target, method }: ResampleParams,
  table: string | readonly string[] | undefined,
): Suggestion[] {
  if (typeof table !== 'string') return [];
  if (cellAt(summary, 'part', 0) === null) {
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
  if (method !== 'SMOTE' || figure(summary, 'made') === 0) return [];
  return [
    {
      step: 'resample',
      title: 'Clear the border: Tomek links',
      reason:
        'New rows may stand among another class; pairs of nearest rows of different classes show where.',
      params: { target, method: 'Tomek links', losing: 'all' },
      inputs: { table: { output: 'balanced' } },
    },
  ];
}
