import type { Reading, ReadingInput } from '../../../core/contract';
import { emptyFrame, frameRows, type Frame, type FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { counted, listText } from '../../../core/words';
import { leakTexts } from './leak-text';
import type { SplitParams } from './params';
import { suggestionsOf } from './suggestions';

/** A share that misses what was asked for by more than this is worth a word. */
const NOTABLE_MISS = 0.02;
/** Below this a share is met. */
const EXACT = 1e-9;
/** Classes up to which the share of the rarest is said. */
const NAMED_CLASSES = 10;
/** Parts up to which each is told by itself. */
const NAMED_PARTS = 6;

/** What a part is called: the name of its table, where it has one. */
export type NameOf = (part: FrameRow) => string;

/** Says how many rows went where, whether the classes stand alike, and what the parts tell of each other. */
export function read(input: ReadingInput<SplitParams>): Reading {
  const { frames, outputs, params, notices, format } = input;
  const parts = frameRows(frames.parts ?? emptyFrame);
  if (parts.length === 0) return { text: '', suggestions: [] };
  const rows = parts.reduce((sum, part) => sum + Number(part.rows), 0);
  const leftOut = frameRows(frames.left_out ?? emptyFrame);
  if (rows === 0 && leftOut.length === 0)
    return { text: 'The table has no rows, and so have its parts.', suggestions: [] };
  const nameOf: NameOf = (part) => outputs[String(part.part)] ?? String(part.part);
  const sentences = [
    `${rowsText(parts, nameOf, format)}${classText(frames.classes, parts, format)}.`,
    leftOutText(leftOut, params, format),
    missText(parts, nameOf, params, format),
    rangeText(parts, nameOf, params.order),
    ...(rows === 0 ? [] : [apartText(parts, nameOf, params, format)]),
    ...(rows === 0 ? [] : leakTexts(frames.leaks, nameOf, format)),
    ...notices.map((notice) => notice.text),
  ];
  return {
    text: sentences.filter((sentence) => sentence !== '').join(' '),
    suggestions: suggestionsOf(input, parts, nameOf),
  };
}

function rowsText(parts: readonly FrameRow[], nameOf: NameOf, format: NumberFormat): string {
  if (parts.length > NAMED_PARTS) {
    const sizes = parts.map(({ rows }) => Number(rows));
    const all = sizes.reduce((sum, size) => sum + size, 0);
    return `${counted(all, 'row', format)} in ${parts.length} parts of ${format.count(Math.min(...sizes))} to ${format.count(Math.max(...sizes))}`;
  }
  const counts = parts.map((part, index) => {
    const rows = Number(part.rows);
    return `${index === 0 ? counted(rows, 'row', format) : format.count(rows)} to ${nameOf(part)} (${format.share(Number(part.share))})`;
  });
  return listText(counts);
}

/** “28.2 % “bad” in both”: the share of the rarest listed class, in every part. */
function classText(classes: Frame | undefined, parts: readonly FrameRow[], format: NumberFormat): string {
  const rows = frameRows(classes ?? emptyFrame);
  const last = rows.at(-1);
  if (last === undefined) return '';
  const shares = rows
    .filter((row) => row.class === last.class && row.share !== null)
    .map((row) => format.share(Number(row.share)));
  if (rows.length > NAMED_CLASSES * parts.length) return '';
  const name = last.class === null ? 'without a class' : `“${String(last.class)}”`;
  const isSame = new Set(shares).size === 1;
  const everywhere = parts.length === 2 ? 'in both' : `in all ${parts.length}`;
  return isSame ? `, ${shares[0] ?? ''} ${name} ${everywhere}` : `, ${listText(shares)} ${name}`;
}

/** How many rows are in no part, and why. */
function leftOutText(leftOut: readonly FrameRow[], params: SplitParams, format: NumberFormat): string {
  if (leftOut.length === 0) return '';
  const reasons: Readonly<Record<string, string>> = {
    gap: `within ${params.gap} before a cut`,
    missing: `without a value of ${params.order}`,
    other: `whose ${params.column} names no part`,
    later: 'of later folds',
  };
  const texts = leftOut.map(
    ({ reason, rows }) =>
      `${counted(Number(rows), 'row', format)} ${reasons[String(reason)] ?? String(reason)}`,
  );
  return `Left out: ${listText(texts)}.`;
}

function missText(
  parts: readonly FrameRow[],
  nameOf: NameOf,
  { method }: SplitParams,
  format: NumberFormat,
): string {
  const asked = parts.filter((part) => part.asked !== null);
  const missOf = (part: FrameRow): number => Math.abs(Number(part.share) - Number(part.asked));
  const missed = asked.filter((part) => missOf(part) > NOTABLE_MISS);
  const texts = missed.map((part) => `${format.share(Number(part.asked))} for ${nameOf(part)}`);
  if (texts.length > 0)
    return `Asked for were ${listText(texts)}: rows that stay together, or few rows, cannot be cut finer.`;
  if (method !== 'group' || asked.length === 0) return '';
  const most = Math.max(...asked.map(missOf));
  if (most < EXACT) return 'Whole groups meet the shares asked for exactly.';
  return `Whole groups meet the shares asked for to within ${format.share(most)} of all rows.`;
}

function rangeText(parts: readonly FrameRow[], nameOf: NameOf, order: string): string {
  const known = parts.filter((part) => part.first !== null);
  const ranges = known
    .slice(0, NAMED_PARTS)
    .map((part) => `${nameOf(part)} from ${String(part.first)} to ${String(part.last)}`);
  const rest = known.length > NAMED_PARTS ? ' and so on' : '';
  return ranges.length === 0 ? '' : `By ${order}: ${listText(ranges)}${rest}.`;
}

/** That the parts share no row, and how many rows have an equal in another part. */
function apartText(
  parts: readonly FrameRow[],
  nameOf: NameOf,
  { method, by }: SplitParams,
  format: NumberFormat,
): string {
  const both = parts.length === 2 ? 'both parts' : 'two parts';
  if (method === 'hash' || method === 'group') {
    const together = by.length === 0 ? 'equal rows stand' : `rows of equal ${listText(by)} stand`;
    return `No row stands in ${both}; ${together} together.`;
  }
  const equal = parts.filter((part) => Number(part.equal_rows) > 0);
  if (equal.length === 0) return `No row stands in ${both}, and no two equal rows stand apart.`;
  const counts = equal.map((part) => `${format.count(Number(part.equal_rows))} of ${nameOf(part)}`);
  return `No row stands in ${both}, but some equal a row of another part in every column: ${listText(counts)}.`;
}
