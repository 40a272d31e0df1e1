import type { Reading, ReadingInput } from '../../../core/contract';
import { cellAt, emptyFrame, frameRows } from '../../../core/frame';
import { counted } from '../../../core/words';
import type { SampleParams } from './step';

/** A share of a class that moves by more than this is worth a word. */
const NOTABLE_MOVE = 0.01;

type Input = ReadingInput<SampleParams>;

/** Says how many rows were drawn of how many, and what that did to classes and keys. */
export function read(input: Input): Reading {
  const { frames, params, outputs, notices, format } = input;
  const summary = frames.summary ?? emptyFrame;
  if (summary.rows === 0) return { text: '', suggestions: [] };
  const [rows, of] = ['rows', 'of'].map((name) => Number(cellAt(summary, name, 0))) as [number, number];
  if (of === 0) return { text: 'The table has no rows to draw.', suggestions: [] };
  const text = [
    rows === of
      ? `All ${counted(of, 'row', format)}: this is no sample.`
      : `${format.count(rows)} of ${counted(of, 'row', format)} (${format.share(rows / of)}), ${howText(params)}.`,
    classesText(input),
    keysText(input, rows),
    ...notices.map((notice) => notice.text),
    rows > 0 && rows < of ? 'Everything made from it says that it stands on a sample.' : '',
  ];
  const profile = {
    step: 'profile',
    title: `Profile ${outputs.sampled ?? 'the sample'}`,
    reason: 'Compare its columns with those of the whole table.',
    params: {},
    inputs: { table: { output: 'sampled' } },
  };
  return {
    text: text.filter((each) => each !== '').join(' '),
    suggestions: rows > 0 && rows < of ? [profile] : [],
  };
}

function howText({ method, seed }: SampleParams): string {
  switch (method) {
    case 'random':
      return `drawn at random with seed ${seed}`;
    case 'stratified':
      return `drawn from every class with seed ${seed}`;
    case 'by key':
      return `drawn by whole keys with seed ${seed}`;
    case 'first':
      return 'the first ones: files are often sorted, and then these are not like the others';
    default:
      return method satisfies never;
  }
}

function classesText({ frames, format }: Input): string {
  const summary = frames.summary ?? emptyFrame;
  const classes = cellAt(summary, 'classes', 0);
  if (classes === null) return '';
  const lost = Number(cellAt(summary, 'lost', 0));
  const moved = frameRows(frames.classes ?? emptyFrame)
    .map((row) => ({ name: row.class, from: Number(row.share_of), to: Number(row.share) }))
    .toSorted((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from))[0];
  const gone =
    lost === 0
      ? `All ${counted(Number(classes), 'class', format, 'classes')} are in it`
      : `${counted(lost, 'class has', format, 'classes have')} no row in it`;
  if (moved === undefined || Math.abs(moved.to - moved.from) < NOTABLE_MOVE) {
    return `${gone}, and no share moves by a point.`;
  }
  const name = moved.name === null ? 'missing' : `“${String(moved.name)}”`;
  return `${gone}; the share of ${name} goes from ${format.share(moved.from)} to ${format.share(moved.to)}.`;
}

function keysText({ frames, format }: Input, rows: number): string {
  const summary = frames.summary ?? emptyFrame;
  const [keys, of, keyless] = ['keys', 'keys_of', 'keyless'].map((name) => cellAt(summary, name, 0));
  if (keys === null || keys === undefined) return '';
  const asked = Number(cellAt(summary, 'asked', 0));
  const missed =
    asked === rows ? '' : `; asked for were ${counted(asked, 'row', format)}, which no whole keys make`;
  const without =
    Number(keyless) > 1 ? ` ${counted(Number(keyless), 'row', format)} without a key count as one key.` : '';
  return `${format.count(Number(keys))} of ${counted(Number(of), 'key', format)}${missed}.${without}`;
}
