import type { Reading, ReadingInput } from '../../../core/contract';
import { cellAt, frameRows, type FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { counted } from '../../../core/words';
import type { ApplyTransformParams } from './step';

/** Columns that a sentence names before it only counts the rest. */
const NAMED = 3;

/** Says what was applied to what, what it did, and how much of the table lies beyond what the constants were learned on. */
export function read({ inputs, frames, notices, format }: ReadingInput<ApplyTransformParams>): Reading {
  const { columns, summary } = frames;
  if (columns === undefined || summary === undefined) return { text: '', suggestions: [] };
  const rows = Number(cellAt(summary, 'rows', 0));
  const method = String(cellAt(summary, 'method', 0));
  const changed = frameRows(columns);
  const sentences = [
    `${String(inputs.transform)} ${verbOf(method)} ${changed.length === 1 ? '1 column' : `${format.count(changed.length)} columns`} of ${String(inputs.table)}, ${asLearned(method, cellAt(summary, 'fitted_on', 0))}.`,
    ...(rows === 0 ? ['The table has no rows.'] : factsOf(method, changed, format)),
    ...notices.map((notice) => notice.text),
  ];
  return { text: sentences.filter((sentence) => sentence !== '').join(' '), suggestions: [] };
}

const isImputing = (method: string): boolean => method.startsWith('impute');

function verbOf(method: string): string {
  if (method === 'clip') return 'clips';
  return isImputing(method) ? 'imputes' : 'changes';
}

/** Where the constants come from. Values carried forward are none: each table is filled from its own rows. */
function asLearned(method: string, part: unknown): string {
  const on = typeof part === 'string' ? `the part “${part}”` : 'the table it was made on';
  return method === 'impute-forward'
    ? `each cell from the rows before it here; it was set up on ${on}`
    : `with what was learned from ${on}`;
}

function factsOf(method: string, columns: readonly FrameRow[], format: NumberFormat): string[] {
  if (method === 'clip') return [movedText(columns, format)];
  if (!isImputing(method)) return [outsideText(columns, format, 'they are scaled alike, not clipped')];
  const isOutside = columns.some(({ outside }) => Number(outside) > 0);
  return [
    filledText(columns, format),
    isOutside ? outsideText(columns, format, 'values that are there stay as they are') : '',
  ];
}

const sum = (columns: readonly FrameRow[], name: string): number =>
  columns.reduce((total, row) => total + Number(row[name]), 0);

function filledText(columns: readonly FrameRow[], format: NumberFormat): string {
  const [filled, left] = [sum(columns, 'filled'), sum(columns, 'left')];
  const rest =
    left === 0 ? '' : `${counted(left, 'cell', format)} ${left === 1 ? 'is' : 'are'} still missing.`;
  if (filled === 0) return left === 0 ? 'No cell was missing there.' : `No cell was filled. ${rest}`;
  const names = namesOf(columns, ({ filled: n }) => Number(n), format);
  return `${counted(filled, 'cell', format)} ${filled === 1 ? 'was' : 'were'} filled: ${names}. ${rest}`.trim();
}

function movedText(columns: readonly FrameRow[], format: NumberFormat): string {
  const [below, above] = [sum(columns, 'below'), sum(columns, 'above')];
  if (below + above === 0) return 'No value lies beyond the bounds.';
  const names = namesOf(columns, (row) => Number(row.below) + Number(row.above), format);
  return `${counted(below, 'value', format)} moved up and ${format.count(above)} down to the bounds: ${names}.`;
}

/** “x” 12, “y” 3 and 2 more columns: those with the most first. */
function namesOf(columns: readonly FrameRow[], of: (row: FrameRow) => number, format: NumberFormat): string {
  const some = columns.filter((row) => of(row) > 0).sort((a, b) => of(b) - of(a));
  const names = some.slice(0, NAMED).map((row) => `“${String(row.column)}” ${format.count(of(row))}`);
  const rest = some.length - NAMED;
  return `${names.join(', ')}${rest > 0 ? ` and ${counted(rest, 'more column', format)}` : ''}`;
}

function outsideText(columns: readonly FrameRow[], format: NumberFormat, then: string): string {
  const known = columns.filter(({ outside }) => outside !== null);
  if (known.length === 0) return 'Nothing is learned anew here.';
  const beyond = known.filter(({ outside }) => Number(outside) > 0).sort((a, b) => shareOf(b) - shareOf(a));
  if (known.every(({ count }) => Number(count) === 0)) return 'None of its values there is a finite number.';
  if (beyond.length === 0) return 'All of its values lie within what the constants were learned on.';
  const names = beyond
    .slice(0, NAMED)
    .map(
      (row) => `“${String(row.column)}” ${format.count(Number(row.outside))} (${format.share(shareOf(row))})`,
    );
  const more = beyond.length > NAMED ? ` and ${beyond.length - NAMED} more columns` : '';
  return `Values outside the range it was learned on: ${names.join(', ')}${more}; ${then}.`;
}

const shareOf = ({ outside, count }: FrameRow): number => Number(outside) / Math.max(1, Number(count));
