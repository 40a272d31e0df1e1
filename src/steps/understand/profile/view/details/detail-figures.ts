import type { Cell } from '../../../../../core/frame';
import type { NumberFormat } from '../../../../../core/number-format';
import { detailOf, type ColumnDetail } from './detail-index';
import type { Figure, FigureGroup } from '../figures';
import type { ProfileIndex } from '../profile-index';

/** Groups of figures from the phase `details`; none where the profile has none, or the column nothing of the kind. */
export function detailGroups(profile: ProfileIndex, column: number, format: NumberFormat): FigureGroup[] {
  const detail = detailOf(profile, column);
  const groups = [
    orderGroup(detail, format),
    boxGroup(profile, column, format),
    ...textGroup(detail, format),
    listGroup(detail, format),
  ];
  return groups.filter(({ figures }) => figures.length > 0);
}

const writers = (format: NumberFormat) => ({
  number: (value: number) => format.number(value),
  count: (value: number) => format.count(value),
});

/** A figure, or none where its cell is null. */
function figureOf(label: string, cell: Cell, write: (value: number) => string): Figure[] {
  if (cell === null) return [];
  const text = typeof cell === 'number' ? write(cell) : visible(String(cell));
  return [{ label, text, title: String(cell) }];
}

const visible = (text: string): string => (text.trim() === '' ? `“${text}”` : text);

function orderGroup(detail: ColumnDetail, format: NumberFormat): FigureGroup {
  const end = (label: string, name: string): Figure[] =>
    figureOf(label, detail.figure(name), writers(format).number);
  return {
    title: 'In the table’s order',
    figures: [...end('first', 'first'), ...end('last', 'last'), ...end('order', 'order')],
  };
}

/** Instants as far as there is room for them: a day for dates, else to the minute. In full in the title. */
function shortInstant(figure: Figure, type: string): Figure {
  if (!/^\d{4}-\d\d-\d\dT/.test(figure.text)) return figure;
  return {
    ...figure,
    text: type === 'date' ? figure.text.slice(0, 10) : figure.text.slice(0, 16).replace('T', ' '),
  };
}

function boxGroup(profile: ProfileIndex, column: number, format: NumberFormat): FigureGroup {
  const detail = detailOf(profile, column);
  const count = profile.figure(column, 'count');
  // Numbers have their median among their statistics.
  const median = profile.figure(column, 'median') === null ? ['median'] : [];
  const value = (label: string, name: string): Figure[] =>
    figureOf(label, detail.figure(name), writers(format).number).map((figure) =>
      shortInstant(figure, profile.type(column)),
    );
  const beyond = (label: string, name: string): Figure[] => {
    const cell = detail.figure(name);
    if (typeof cell !== 'number') return [];
    const share = Number(count) > 0 ? ` (${format.share(cell / Number(count))})` : '';
    const title = `${format.count(cell)} values more than 1.5 interquartile ranges beyond the middle half`;
    return [{ label, text: `${format.count(cell)}${cell === 0 ? '' : share}`, title }];
  };
  return {
    title: 'Box',
    figures: [
      ...value('lower quartile', 'q1'),
      ...median.flatMap((name) => value(name, name)),
      ...value('upper quartile', 'q3'),
      ...value('whisker from', 'whisker_low'),
      ...value('whisker to', 'whisker_high'),
      ...beyond('outliers below', 'outliers_below'),
      ...beyond('outliers above', 'outliers_above'),
    ],
  };
}

function textGroup(detail: ColumnDetail, format: NumberFormat): FigureGroup[] {
  const count = (label: string, name: string): Figure[] =>
    figureOf(label, detail.figure(name), writers(format).count);
  const { beyondAscii } = detail;
  const ascii: Figure[] =
    detail.characters.length === 0
      ? []
      : [
          {
            label: 'beyond ASCII',
            text: format.share(beyondAscii?.share ?? 0),
            title: `${format.count(beyondAscii?.count ?? 0)} characters`,
          },
        ];
  return [
    {
      title: 'Make of the texts',
      figures: [
        ...count('patterns', 'patterns'),
        ...count('words', 'words'),
        ...count('different words', 'distinct_words'),
        ...ascii,
      ],
    },
  ];
}

function listGroup(detail: ColumnDetail, format: NumberFormat): FigureGroup {
  const count = (label: string, name: string): Figure[] =>
    figureOf(label, detail.figure(name), writers(format).count);
  return {
    title: 'Lists',
    figures: [
      ...count('shortest', 'min_elements'),
      ...figureOf('mean', detail.figure('mean_elements'), writers(format).number),
      ...count('longest', 'max_elements'),
      ...count('empty', 'empty_lists'),
      ...count('elements', 'elements'),
      ...count('missing elements', 'missing_elements'),
      ...count('different elements', 'distinct_elements'),
    ],
  };
}
