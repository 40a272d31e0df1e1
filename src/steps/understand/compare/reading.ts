import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { cellAt, emptyFrame, frameRows, type FrameRow } from '../../../core/frame';
import { columnsOf, overlapText } from '../../../core/overlap-text';
import { counted, firstOf, quotedNames } from '../../../core/words';
import type { CompareParams } from './step';

const NAMED_AT_MOST = 3;

type Input = ReadingInput<CompareParams>;

/** Says what the two tables share that parts of a split must not, and which columns are distributed differently. */
export function read(input: Input): Reading {
  const { frames } = input;
  if (frames.tables === undefined) return { text: '', suggestions: [] };
  const overlaps = frameRows(frames.overlap ?? emptyFrame);
  const sentences = [
    emptyText(input),
    ...(emptyText(input) === '' ? overlaps : []).map((row) =>
      overlapText(row, [nameOf(input, 'table'), nameOf(input, 'beside')], input.format),
    ),
    differenceText(input),
    notComparedText(input),
    ...input.notices.map(({ text }) => text),
  ];
  return {
    text: sentences.filter((sentence) => sentence !== '').join(' '),
    suggestions: removal(overlaps, input),
  };
}

const nameOf = ({ inputs }: Input, slot: 'table' | 'beside'): string => String(inputs[slot] ?? slot);

function emptyText(input: Input): string {
  const { tables = emptyFrame } = input.frames;
  const slots = [
    ...(cellAt(tables, 'rows', 0) === 0 ? [nameOf(input, 'table')] : []),
    ...(cellAt(tables, 'rows_beside', 0) === 0 ? [nameOf(input, 'beside')] : []),
  ];
  if (slots.length > 0) return `${slots.join(' and ')} ${slots.length === 1 ? 'has' : 'have'} no rows.`;
  const isStranger = cellAt(tables, 'shared_columns', 0) === 0;
  return isStranger ? 'The tables have no column in common: there is nothing to compare.' : '';
}

function differenceText(input: Input): string {
  const { frames, format } = input;
  const all = frameRows(frames.compared ?? emptyFrame).filter(({ problem }) => problem === null);
  if (all.length === 0 || emptyText(input) !== '') return '';
  const far = all
    .filter((row) => row.is_different === true)
    .sort((a, b) => Number(b.jensen_shannon) - Number(a.jensen_shannon));
  const limit = format.number(Number(cellAt(frames.tables ?? emptyFrame, 'distance', 0)));
  if (far.length === 0) {
    return `None of ${counted(all.length, 'column', format)} is distributed differently (Jensen–Shannon from ${limit}).`;
  }
  const names = far.map((row) => `“${String(row.column)}” (${format.number(Number(row.jensen_shannon))})`);
  return `Distributed differently: ${firstOf(names, NAMED_AT_MOST, (rest) => format.count(rest))}.`;
}

function notComparedText({ frames }: Input): string {
  const names = frameRows(frames.compared ?? emptyFrame)
    .filter(({ problem }) => problem !== null)
    .map(({ column }) => String(column));
  return names.length === 0 ? '' : `Not compared: ${quotedNames(names, NAMED_AT_MOST)}.`;
}

/** The cell that takes the overlap away, by the key of most rows; else by whole rows. */
function removal(overlaps: readonly FrameRow[], input: Input): Suggestion[] {
  const found = overlaps.filter(({ shared }) => Number(shared) > 0);
  const [most] = found.sort((a, b) => Number(b.rows) - Number(a.rows));
  const { table, beside } = input.inputs;
  if (most === undefined || typeof table !== 'string' || typeof beside !== 'string') return [];
  const keys = columnsOf(most);
  return [
    {
      step: 'join',
      title: `Keep the rows of ${table} that ${beside} does not have`,
      reason: `${counted(Number(most.rows), 'row', input.format)} of ${table} would go. Where the parts come from a split, splitting by groups keeps them apart from the start.`,
      params: { kind: 'anti', keys, rightKeys: keys },
      inputs: { left: { name: table }, right: { name: beside } },
    },
  ];
}
