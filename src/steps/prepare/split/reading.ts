import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { frameRows, type Frame, type FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { counted, listText } from '../../../core/words';
import type { SplitParams } from './step';

/** A share that misses what was asked for by more than this is worth a word. */
const NOTABLE_MISS = 0.02;
/** Classes up to which the share of the rarest is said. */
const NAMED_CLASSES = 10;

type Input = ReadingInput<SplitParams>;

/** Says how many rows went where, whether the classes stand alike, and whether equal rows stand apart. */
export function read(input: Input): Reading {
  const { frames, outputs, params, notices, format } = input;
  const parts = frameRows(frames.parts ?? { rows: 0, columns: {} });
  if (parts.length === 0) return { text: '', suggestions: [] };
  const rows = parts.reduce((sum, part) => sum + Number(part.rows), 0);
  if (rows === 0) return { text: 'The table has no rows, and so have its parts.', suggestions: [] };
  const nameOf = (part: FrameRow): string => outputs[String(part.part)] ?? String(part.part);
  const sentences = [
    `${rowsText(parts, nameOf, format)}${classText(frames.classes, parts, format)}.`,
    missText(parts, nameOf, format),
    rangeText(parts, nameOf, params.order),
    apartText(parts, nameOf, params, format),
    ...notices.map((notice) => notice.text),
  ];
  return {
    text: sentences.filter((sentence) => sentence !== '').join(' '),
    suggestions: suggestionsOf(params, parts, nameOf),
  };
}

type NameOf = (part: FrameRow) => string;

function rowsText(parts: readonly FrameRow[], nameOf: NameOf, format: NumberFormat): string {
  const counts = parts.map((part, index) => {
    const rows = Number(part.rows);
    return `${index === 0 ? counted(rows, 'row', format) : format.count(rows)} to ${nameOf(part)} (${format.share(Number(part.share))})`;
  });
  return listText(counts);
}

/** “28.2 % “bad” in both”: the share of the rarest listed class, in every part. */
function classText(classes: Frame | undefined, parts: readonly FrameRow[], format: NumberFormat): string {
  const rows = frameRows(classes ?? { rows: 0, columns: {} });
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

function missText(parts: readonly FrameRow[], nameOf: NameOf, format: NumberFormat): string {
  const missed = parts.filter((part) => Math.abs(Number(part.share) - Number(part.asked)) > NOTABLE_MISS);
  const texts = missed.map((part) => `${format.share(Number(part.asked))} for ${nameOf(part)}`);
  if (texts.length === 0) return '';
  return `Asked for were ${listText(texts)}: rows that stay together, or few rows, cannot be cut finer.`;
}

function rangeText(parts: readonly FrameRow[], nameOf: NameOf, order: string): string {
  const ranges = parts
    .filter((part) => part.first !== null)
    .map((part) => `${nameOf(part)} from ${String(part.first)} to ${String(part.last)}`);
  return ranges.length === 0 ? '' : `By ${order}: ${listText(ranges)}.`;
}

/** That the parts share no row, and how many rows have an equal in another part. */
function apartText(
  parts: readonly FrameRow[],
  nameOf: NameOf,
  { method, by }: SplitParams,
  format: NumberFormat,
): string {
  const both = parts.length === 2 ? 'both parts' : 'two parts';
  if (method === 'hash') {
    const together = by.length === 0 ? 'equal rows stand' : `rows of equal ${listText(by)} stand`;
    return `No row stands in ${both}; ${together} together.`;
  }
  const equal = parts.filter((part) => Number(part.equal_rows) > 0);
  if (equal.length === 0) return `No row stands in ${both}, and no two equal rows stand apart.`;
  const counts = equal.map((part) => `${format.count(Number(part.equal_rows))} of ${nameOf(part)}`);
  return `No row stands in ${both}, but some equal a row of another part in every column: ${listText(counts)}.`;
}

/** The classes of the first part, where the split was made by them. */
function suggestionsOf(
  { method, stratify }: SplitParams,
  parts: readonly FrameRow[],
  nameOf: NameOf,
): Suggestion[] {
  const [first] = parts;
  if (method !== 'stratified' || first === undefined) return [];
  return [
    {
      step: 'class-balance',
      title: `Show the classes in ${nameOf(first)}`,
      reason: `What balances “${stratify}” is fitted on ${nameOf(first)} alone.`,
      params: { target: stratify },
      inputs: { table: { output: String(first.part) } },
    },
  ];
}
