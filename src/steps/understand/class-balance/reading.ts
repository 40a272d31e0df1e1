import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { cellAt, type Frame } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { isTrainingPart } from '../../../core/split-part';
import { counted } from '../../../core/words';
import type { ClassBalanceParams } from './step';

/** Classes whose counts differ by less than this factor are called balanced. */
const BALANCED = 1.25;

/** Says how rare the rarest class is, and what a model would reach that knows nothing. */
export function read({ params, inputs, frames, notices, format }: ReadingInput<ClassBalanceParams>): Reading {
  const { classes, summary } = frames;
  if (classes === undefined || summary === undefined) return { text: '', suggestions: [] };
  const sentences = [
    balanceText(classes, summary, format),
    missingText(summary, format),
    ...notices.map((notice) => notice.text),
  ];
  const looksLikeClasses = notices.every(({ code }) => code === 'classes-not-listed');
  return {
    text: sentences.filter((sentence) => sentence !== '').join(' '),
    suggestions: looksLikeClasses ? suggestionsOf(params.target, String(inputs.table), summary) : [],
  };
}

const figure = (summary: Frame, name: string): number => Number(cellAt(summary, name, 0));

const quoted = (name: unknown): string => `“${name === '' ? '(empty)' : String(name)}”`;

function balanceText(classes: Frame, summary: Frame, format: NumberFormat): string {
  const k = figure(summary, 'classes');
  if (figure(summary, 'rows') === 0) return 'The table has no rows, so there are no classes.';
  if (k === 0) return 'No row has a class.';
  const largest = quoted(cellAt(classes, 'class', 0));
  if (k === 1) return `Every row ${havingClass(summary)}is ${largest}: there is nothing to tell apart.`;
  const share = format.share(figure(summary, 'majority_share'));
  const always = `A model that always says ${largest} would be right ${share} of the time`;
  if (figure(summary, 'ratio') < BALANCED) {
    return `The ${format.count(k)} classes are about equally frequent. ${always}.`;
  }
  const isListed = figure(summary, 'listed') === k;
  return `${rarestText(classes, summary, isListed, format)} ${always}${k === 2 ? ` and find no ${quoted(cellAt(classes, 'class', 1))}` : ''}.`;
}

/** “of rows” while every row has a class; else the denominator is said. */
const havingClass = (summary: Frame): string => (figure(summary, 'missing') > 0 ? 'with a class ' : '');

function rarestText(classes: Frame, summary: Frame, isListed: boolean, format: NumberFormat): string {
  const k = figure(summary, 'classes');
  const smallest = figure(summary, 'smallest_count');
  const of = figure(summary, 'missing') > 0 ? 'of the rows with a class' : 'of rows';
  const share = `${format.share(smallest / figure(summary, 'labelled'))} ${of}`;
  const ratio = ratioText(figure(summary, 'ratio'), format);
  const largest = quoted(cellAt(classes, 'class', 0));
  if (!isListed) {
    const rows = counted(smallest, 'row', format);
    return `The rarest of ${format.count(k)} classes has ${rows}, ${share}: 1 to ${ratio} ${largest}.`;
  }
  const rarest = quoted(cellAt(classes, 'class', k - 1));
  if (k === 2) return `${rarest} is ${share}: 1 ${rarest} to ${ratio} ${largest}.`;
  return `The rarest of ${format.count(k)} classes, ${rarest}, is ${share}: 1 ${rarest} to ${ratio} ${largest}.`;
}

/** A ratio with one decimal below 100. */
function ratioText(ratio: number, format: NumberFormat): string {
  return ratio < 100 ? format.number(Math.round(ratio * 10) / 10) : format.count(Math.round(ratio));
}

function missingText(summary: Frame, format: NumberFormat): string {
  const missing = figure(summary, 'missing');
  if (missing === 0 || figure(summary, 'classes') === 0) return '';
  const share = format.share(missing / figure(summary, 'rows'));
  const rows = counted(missing, 'row has', format, 'rows have');
  return `${rows} no class (${share} of all) and count in no share and no weight.`;
}

/** Split first; once the table is a training part, weigh it, compare the ways, and only then resample. A test part stays as it is. */
function suggestionsOf(target: string, table: string, summary: Frame): Suggestion[] {
  if (figure(summary, 'classes') < 2 || figure(summary, 'smallest_count') < 2) return [];
  const part = cellAt(summary, 'part', 0);
  if (part === null) {
    return [
      {
        step: 'split',
        title: `Split by ${target} first`,
        reason: `Each part gets the same share of every class of “${target}”; what balances classes then sees only the training part.`,
        params: { method: 'stratified', stratify: target },
        inputs: { table: { name: table } },
      },
    ];
  }
  if (!isTrainingPart(String(part)) || figure(summary, 'ratio') < BALANCED) return [];
  return [
    {
      step: 'class-weights',
      title: `Weigh the classes of ${target}`,
      reason:
        'Weights make rare rows count more without inventing one; the test part keeps the shares of the world.',
      params: { target },
      inputs: { table: { name: table } },
    },
    {
      step: 'compare-balancing',
      title: 'Compare weights, a moved threshold and resampling',
      reason: 'Often a lower threshold finds as much, and keeps the probabilities: held-out rows tell.',
      params: { target },
      inputs: { train: { name: table } },
    },
    {
      step: 'resample',
      title: `Balance ${target} by resampling`,
      reason: 'Where a model takes no weights; resampled rows shift its probabilities.',
      params: { target },
      inputs: { table: { name: table } },
    },
  ];
}
