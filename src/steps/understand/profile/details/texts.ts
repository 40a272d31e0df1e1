import type { RunContext } from '../../../../core/run-context';
import type { ColumnStatistics } from '../../../../core/statistics';
import { describeTexts, type TextDetails } from '../../../../kernels/text-details/describe-texts';
import type { ProfileTable } from '../columns';
import type { ColumnDetails, DetailsByName, LengthBin } from './column-details';
import { joinTexts, sourceOf, type TextSource } from './joined';
import { readLengths } from './lengths';
import { LEAST_OF_SEVERAL_WORDS, listedOf, MOST_BYTES, MOST_PATTERNS, MOST_WORDS } from './limits';
import { pipeline } from './pipeline';

/** What one statement and one kernel call take, unless one column is more, and calls that wait at a time. */
const BYTES_PER_CALL = 4_000_000;
const MOST_COLUMNS = 250;
const WAITING = 3;

/** Texts are set apart by the first of these that none of a column's texts holds: record and unit separator, then private ones. */
const SEPARATORS = ['\u001e', '\u001f', '\ue0ff', '\ue1ff'];

/** Bins of the lengths of texts, about. */
const LENGTH_BINS = 20;

/** Patterns, characters, words and lengths of the text columns. Texts move to the kernels in long pieces, not one by one. */
export async function describeTextColumns(
  context: RunContext,
  table: ProfileTable,
  columns: readonly ColumnStatistics[],
  { tick, mostBytes = MOST_BYTES }: { readonly tick: (columns: number) => void; readonly mostBytes?: number },
): Promise<DetailsByName> {
  const found = new Map<string, ColumnDetails>();
  const tooLarge = columns.filter((column) => sourceOf(column, mostBytes) === null);
  for (const [name, lengths] of await readLengths(context, table, tooLarge, widthOf)) {
    found.set(name, { lengths, notes: [tooLargeNote(mostBytes)] });
  }
  tick(tooLarge.length);
  let open = columns.flatMap((column) => sourceOf(column, mostBytes) ?? []);
  for (const separator of SEPARATORS) {
    const described = await describeSources(context, table, open, { separator, tick });
    const held: TextSource[] = [];
    open.forEach((source, i) => {
      const details = described[i];
      if (details === null || details === undefined) held.push(source);
      else found.set(source.column.name, columnDetails(source.column, details));
    });
    open = held;
  }
  for (const { column } of open) {
    found.set(column.name, {
      notes: ['No patterns, characters and words: the texts hold every sign that could part them.'],
    });
  }
  return found;
}

const tooLargeNote = (mostBytes: number): string =>
  `No patterns, characters and words: its different texts have more than ${mostBytes / 1e6} MB.`;

/** The details of the sources; null where texts hold the separator. */
async function describeSources(
  context: RunContext,
  table: ProfileTable,
  sources: readonly TextSource[],
  { separator, tick }: { readonly separator: string; readonly tick: (columns: number) => void },
): Promise<(TextDetails | null)[]> {
  const limits = {
    top: listedOf(table.columns.length),
    mostPatterns: MOST_PATTERNS,
    mostWords: MOST_WORDS,
    leastOfSeveralWords: LEAST_OF_SEVERAL_WORDS,
  };
  // The longest first: the others are read beside them.
  const order = [...sources.keys()].sort((a, b) => sources[b]!.bytes - sources[a]!.bytes || a - b);
  const pieces = inBatches(order.map((place) => sources[place]!));
  const described = await pipeline(
    pieces,
    (piece) => joinTexts(context, table, piece, separator),
    async (joined, piece) => {
      const details = await context.kernels.call(describeTexts, {
        columns: joined.map(({ texts }) => texts),
        limits,
      });
      tick(piece.length);
      return details.map((one, i) => (one.texts === joined[i]!.expected ? one : null));
    },
    WAITING,
  );
  const flat = described.flat();
  const results = new Array<TextDetails | null>(sources.length).fill(null);
  order.forEach((place, i) => (results[place] = flat[i] ?? null));
  return results;
}

function inBatches(sources: readonly TextSource[]): TextSource[][] {
  const batches: TextSource[][] = [];
  let bytes = Infinity;
  for (const source of sources) {
    const last = batches.at(-1);
    bytes += source.bytes;
    if (last !== undefined && bytes <= BYTES_PER_CALL && last.length < MOST_COLUMNS) last.push(source);
    else {
      batches.push([source]);
      bytes = source.bytes;
    }
  }
  return batches;
}

function columnDetails(column: ColumnStatistics, details: TextDetails): ColumnDetails {
  const notes = [
    ...(details.patterns === null
      ? [`No patterns: there are more than ${MOST_PATTERNS.toLocaleString('en')} different ones.`]
      : []),
    ...(details.words === null
      ? [`No words: there are more than ${MOST_WORDS.toLocaleString('en')} different ones.`]
      : []),
  ];
  const { lengths, ...text } = details;
  return { text, lengths: binsOf(column, lengths), notes };
}

/** How many lengths go into a bin, so that about twenty reach from the shortest to the longest text. */
function widthOf({ text }: ColumnStatistics): number {
  const { min = 0, max = 0 } = text?.characters ?? {};
  return Math.max(1, Math.ceil((max - min + 1) / LENGTH_BINS));
}

function binsOf(column: ColumnStatistics, lengths: TextDetails['lengths']): LengthBin[] {
  const [first, width] = [column.text?.characters?.min ?? 0, widthOf(column)];
  const longest = column.text?.characters?.max ?? -1;
  const counts = new Array<number>(Math.floor((longest - first) / width) + 1).fill(0);
  for (const [length, count] of lengths) counts[Math.floor((length - first) / width)]! += count;
  return counts.map((count, bin) => ({
    low: first + bin * width,
    high: Math.min(longest, first + (bin + 1) * width - 1),
    count,
  }));
}
