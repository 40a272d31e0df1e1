import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { cellAt, emptyFrame, frameRows } from '../../../core/frame';
import { counted } from '../../../core/words';
import { methodText } from './method-text';
import type { MergeValuesParams } from './step';

type Input = ReadingInput<MergeValuesParams>;
type Figure = (name: string) => number;

/** Says how many values look like variants, how many were merged and what that changed. */
export function read(input: Input): Reading {
  const { frames, notices } = input;
  const { summary } = frames;
  if (summary === undefined) return { text: '', suggestions: [] };
  const figure: Figure = (name) => Number(cellAt(summary, name, 0));
  const isColumnThere = !frameRows(frames.unmet ?? emptyFrame).some(({ what }) => what === 'column');
  const found = isColumnThere ? foundText(input, figure) : 'The table is as it was.';
  const sentences = [found, mergedText(input, figure), ...notices.map(({ text }) => text)];
  return {
    text: sentences.filter((sentence) => sentence !== '').join(' '),
    suggestions: figure('changed') > 0 ? [lookForDuplicates(input, figure)] : [],
  };
}

function foundText({ params, format }: Input, figure: Figure): string {
  const name = `“${params.column}”`;
  if (figure('rows') === 0) return 'The table has no rows.';
  if (figure('distinct') === 0) return `${name} holds no value: there is nothing to compare.`;
  const values = counted(figure('distinct'), 'different value', format);
  if (figure('clusters') === 0)
    return `Among ${values} of ${name} no two are variants by ${methodText(params)}.`;
  const clusters = counted(figure('clusters'), 'cluster', format);
  const members = figure('clusters') + figure('variants');
  return `${format.count(members)} of ${values} of ${name} form ${clusters}.`;
}

function mergedText({ format }: Input, figure: Figure): string {
  const share = (rows: number) => format.share(rows / Math.max(1, figure('rows')));
  if (figure('merged') > 0) {
    const values = counted(figure('merged'), 'value is', format, 'values are');
    const rows = counted(figure('changed'), 'row changes', format, 'rows change');
    return `${values} replaced: ${rows} (${share(figure('changed'))}), and ${format.count(figure('distinct_after'))} different values remain.`;
  }
  if (figure('clusters') === 0) return '';
  const rows = counted(figure('variant_rows'), 'row', format);
  return `Nothing is merged until you accept it; all of it would change ${rows} (${share(figure('variant_rows'))}).`;
}

function lookForDuplicates({ format }: Input, figure: Figure): Suggestion {
  return {
    step: 'deduplicate',
    title: 'Look for duplicate rows',
    reason: `${counted(figure('changed'), 'row has', format, 'rows have')} a merged value: some may now equal others.`,
    params: {},
    inputs: { table: { output: 'merged' } },
  };
}
