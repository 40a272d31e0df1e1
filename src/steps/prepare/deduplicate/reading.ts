import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { cellAt, emptyFrame, frameRows } from '../../../core/frame';
import { counted, firstOf } from '../../../core/words';
import type { DeduplicateParams } from './step';

const NAMED_AT_MOST = 3;

/** What the rows of a group are to each other. */
const LIKE: Readonly<Record<DeduplicateParams['method'], string>> = {
  exact: 'equal rows',
  keys: 'rows of one key',
  near: 'rows that are nearly the same',
};

type Input = ReadingInput<DeduplicateParams>;
type Figure = (name: string) => number;

/** Says how many rows went and why, in what rows of one key differ, and how many pairs are still to be decided. */
export function read(input: Input): Reading {
  const { frames, notices } = input;
  const { summary } = frames;
  if (summary === undefined) return { text: '', suggestions: [] };
  const figure: Figure = (name) => Number(cellAt(summary, name, 0));
  const sentences = [
    ...(cellAt(summary, 'is_compared', 0) === false
      ? [notComparedText(figure)]
      : [input.params.method === 'near' ? pairsText(input, figure) : '', droppedText(input, figure)]),
    differencesText(input, figure),
    ...notices.map(({ text }) => text),
  ];
  return {
    text: sentences.filter((sentence) => sentence !== '').join(' '),
    suggestions: suggestionsOf(input, figure),
  };
}

function notComparedText(figure: Figure): string {
  const decided = figure('dropped') > 0 ? 'Only what was decided by hand is dropped.' : 'Nothing is dropped.';
  return `Rows are not compared, since they would be by fewer columns than were named. ${decided}`;
}

function droppedText({ params, format }: Input, figure: Figure): string {
  const [rows, dropped] = [figure('rows'), figure('dropped')];
  if (rows === 0) return 'The table has no rows.';
  if (dropped > 0) {
    const groups = counted(
      figure('groups'),
      `group of ${LIKE[params.method]}`,
      format,
      `groups of ${LIKE[params.method]}`,
    );
    return `${counted(dropped, 'row', format)} of ${format.count(rows)} dropped (${format.share(dropped / rows)}): of ${figure('groups') === 1 ? 'the' : 'each of the'} ${groups}, the ${params.keep} row stays.`;
  }
  if (params.method === 'near') return 'No row is dropped.';
  const what = params.method === 'exact' ? 'in all columns' : `in ${firstOf(params.columns, NAMED_AT_MOST)}`;
  return `No two of ${counted(rows, 'row', format)} are equal ${what}: nothing is dropped.`;
}

function differencesText({ params, frames, format }: Input, figure: Figure): string {
  if (params.method !== 'keys' || figure('groups') === 0) return '';
  if (figure('differing') === 0) return 'Rows of one key are the same in all other columns.';
  const columns = frameRows(frames.differences ?? emptyFrame).map(
    ({ column, groups }) => `“${String(column)}” (${format.count(Number(groups))})`,
  );
  const keys = counted(figure('groups'), 'repeated key', format);
  return `Of ${keys}, ${format.count(figure('differing'))} ${figure('differing') === 1 ? 'has' : 'have'} rows that differ elsewhere: in ${firstOf(columns, NAMED_AT_MOST, (rest) => format.count(rest))}.`;
}

function pairsText({ format }: Input, figure: Figure): string {
  const words = figure('common_words');
  const common =
    words === 0 ? '' : ` ${counted(words, 'word', format)} of more than 100 rows brought no rows together.`;
  if (figure('rows') === 0) return '';
  if (figure('pairs') === 0) return `No two rows are that much alike.${common}`;
  const pairs = counted(figure('pairs'), 'pair of rows is', format, 'pairs of rows are');
  return `${pairs} nearly the same, ${format.count(figure('accepted'))} accepted.${common}`;
}

function suggestionsOf({ params, inputs, format }: Input, figure: Figure): Suggestion[] {
  const { table } = inputs;
  if (figure('dropped') === 0 || typeof table !== 'string') return [];
  return [
    {
      step: 'profile',
      title: `Profile ${params.method === 'keys' ? 'the rows that stay' : 'what is left'}`,
      reason: `${counted(figure('dropped'), 'row', format)} went: counts and shares are others now.`,
      params: {},
      inputs: { table: { output: 'deduplicated' } },
    },
  ];
}
