import { frameOfRows, type Cell, type Frame } from '../../../../core/frame';
import type { ColumnStatistics, Statistics, ValueCount } from '../../../../core/statistics';
import { CHARACTER_CLASSES } from '../../../../kernels/text-details/character-classes';
import type { ColumnDetails, DetailsByName } from './column-details';
import { detailFrames } from './frame-shapes';

type Row = Readonly<Record<string, Cell>>;

/** The frames of the phase `details`, in the order of the columns. */
export function framesOfDetails({ columns }: Statistics, details: DetailsByName): Record<string, Frame> {
  const rows = (of: (column: ColumnStatistics, found: ColumnDetails) => Row[]): Row[] =>
    columns.flatMap((column) =>
      of(column, details.get(column.name) ?? {}).map((row) => ({ column: column.name, ...row })),
    );
  const frame = (name: keyof typeof detailFrames, of: Row[]): Frame =>
    frameOfRows(Object.keys(detailFrames[name]), of);
  return {
    details: frame(
      'details',
      rows((_, found) => [detailRow(found)]),
    ),
    extremes: frame(
      'extremes',
      rows((_, found) => extremeRows(found)),
    ),
    patterns: frame(
      'patterns',
      rows(({ count }, { text }) => ranked('pattern', text?.patterns?.top, count)),
    ),
    characters: frame(
      'characters',
      rows((_, found) => characterRows(found)),
    ),
    words: frame(
      'words',
      rows((_, { text }) => {
        const words = text?.words;
        return words === undefined || words === null || words === 'few'
          ? []
          : ranked('word', words.top, words.total);
      }),
    ),
    text_lengths: frame(
      'text_lengths',
      rows((_, { lengths = [] }) => lengths.map((bin) => ({ ...bin }))),
    ),
    elements: frame(
      'elements',
      rows((_, { list }) =>
        ranked('value', list?.elements?.top, (list?.total ?? 0) - (list?.elements?.missing ?? 0)),
      ),
    ),
    fields: frame(
      'fields',
      rows(({ count }, { fields = [] }) =>
        fields.map((field) => ({ ...field, share: count === 0 ? null : field.missing / count })),
      ),
    ),
  };
}

function detailRow({ first, last, order, box, text, list, notes = [] }: ColumnDetails): Row {
  const words = text?.words === 'few' ? null : text?.words;
  return {
    first: first ?? null,
    last: last ?? null,
    order: order ?? null,
    q1: box?.q1 ?? null,
    median: box?.median ?? null,
    q3: box?.q3 ?? null,
    whisker_low: box?.low ?? null,
    whisker_high: box?.high ?? null,
    outliers_below: box?.below ?? null,
    outliers_above: box?.above ?? null,
    patterns: text?.patterns?.distinct ?? null,
    words: words?.total ?? null,
    distinct_words: words?.distinct ?? null,
    min_elements: list?.min ?? null,
    mean_elements: list?.mean ?? null,
    max_elements: list?.max ?? null,
    empty_lists: list?.empty ?? null,
    elements: list?.total ?? null,
    missing_elements: list?.elements?.missing ?? null,
    distinct_elements: list?.elements?.distinct ?? null,
    note: notes.length === 0 ? null : notes.join(' '),
  };
}

function extremeRows({ least = [], greatest = [] }: ColumnDetails): Row[] {
  return Object.entries({ least, greatest }).flatMap(([end, values]) =>
    values.map(({ value, count }, i) => ({ end, rank: i + 1, value, count })),
  );
}

function ranked(name: string, values: readonly ValueCount[] = [], of: number): Row[] {
  return values.map(({ value, count }, i) => ({ rank: i + 1, [name]: value, count, share: count / of }));
}

function characterRows({ text }: ColumnDetails): Row[] {
  if (text === undefined) return [];
  const total = text.characters.reduce((sum, count) => sum + count, 0);
  const classes = CHARACTER_CLASSES.map((name, i) => [name, text.characters[i] ?? 0] as const);
  return [...classes, ['beyond ASCII', text.nonAscii] as const]
    .filter(([, count]) => count > 0)
    .map(([name, count]) => ({ class: name, count, share: count / total }));
}
