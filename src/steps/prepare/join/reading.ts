import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { cellAt, emptyFrame, frameRows, type FrameRow } from '../../../core/frame';
import { counted, firstOf } from '../../../core/words';
import type { JoinParams } from './step';

const NAMED_AT_MOST = 4;

type Input = ReadingInput<JoinParams>;

/** Says how many rows of each table met one of the other, how many stayed alone, and what was multiplied or renamed. */
export function read(input: Input): Reading {
  const { frames, notices, format } = input;
  const [left, right] = frameRows(frames.sides ?? emptyFrame);
  if (left === undefined || right === undefined) return { text: '', suggestions: [] };
  const rows = Number(cellAt(frames.summary ?? emptyFrame, 'rows', 0));
  const text = [
    `${counted(rows, 'row', format)}. ${met(left, nameOf(input, 'left'), input)}, ${met(right, nameOf(input, 'right'), input)}.`,
    sameTimes(input),
    renamed(input),
    ...notices.map((notice) => notice.text),
    rows === 0 && Number(left.rows) > 0 ? none(input) : '',
  ];
  return {
    text: text.filter((each) => each !== '').join(' '),
    suggestions: orphans(input, Number(left.orphaned)),
  };
}

function nameOf({ inputs }: Input, side: string): string {
  const name = inputs[side];
  return typeof name === 'string' && name !== '' ? name : side;
}

function met(side: FrameRow, name: string, { format, params }: Input): string {
  const [rows, matched] = [Number(side.rows), Number(side.matched)];
  const verb = params.kind === 'as-of' && side.side === 'right' ? 'met' : 'matched';
  if (rows === 0) return `${name} has no rows`;
  if (matched === rows) return `all ${format.count(rows)} of ${name} ${verb}`;
  return `${format.count(matched)} of ${format.count(rows)} of ${name} ${verb} (${format.share(matched / rows)})`;
}

function sameTimes({ frames, format }: Input): string {
  const left = Number(cellAt(frames.summary ?? emptyFrame, 'repeated_times', 0));
  if (left === 0) return '';
  const rows = left === 1 ? '1 row on the right has' : `${format.count(left)} rows on the right have`;
  return `${rows} a later one of the same key and time, which counts.`;
}

function renamed({ frames }: Input): string {
  const columns = frameRows(frames.columns ?? emptyFrame).filter(
    ({ column, original }) => column !== original,
  );
  if (columns.length === 0) return '';
  const named = columns.map(({ original, column }) => `“${String(original)}” is “${String(column)}”`);
  return `In both tables, so that of the right has another name: ${firstOf(named, NAMED_AT_MOST)}.`;
}

function none({ params }: Input): string {
  return params.kind === 'anti'
    ? 'Every row of left has a match.'
    : 'No two keys are equal: look at their spelling, their spaces and their zeros in front.';
}

/** The rows of left that stayed alone, as a table: the first thing to look at after a join. */
function orphans(input: Input, orphaned: number): Suggestion[] {
  const { params, inputs, format } = input;
  const { left, right } = inputs;
  const isPlain = ['left', 'inner', 'right', 'full'].includes(params.kind);
  if (!isPlain || orphaned === 0 || typeof left !== 'string' || typeof right !== 'string') return [];
  const keys = frameRows(input.frames.keys ?? emptyFrame);
  const named = {
    keys: keys.map((key) => String(key.left)),
    rightKeys: keys.map((key) => String(key.right)),
  };
  return [
    {
      step: 'join',
      title: `Show the ${counted(orphaned, 'row', format)} of ${left} without a match`,
      reason: 'Rows that find no match are seldom a random part of the data.',
      params: { ...named, kind: 'anti', compare: params.compare },
      inputs: { left: { name: left }, right: { name: right } },
    },
  ];
}
