import type { Cell } from '../../../../core/frame';
import type { NumberFormat } from '../../../../core/number-format';
import type { Marks } from '../marks';
import { MASK } from '../../../../core/masking';
import type { ProfileIndex } from './profile-index';

/** A figure as it is shown: what it is, how it reads, the exact value to hover for, and why it is marked, if it is. */
export interface Figure {
  readonly label: string;
  readonly text: string;
  readonly title: string;
  readonly alert?: string | undefined;
}

/** Figures that belong together. */
export interface FigureGroup {
  readonly title: string;
  readonly figures: readonly Figure[];
}

/** Writes the figures of one column. */
export interface FigureWriter {
  /** From where on figures are red. */
  readonly marks: Marks;
  number(label: string, name: string): Figure;
  /** Without rounding, for where there is room. */
  exact(label: string, name: string): Figure;
  count(label: string, name: string): Figure;
  share(label: string, name: string, of: number, limit?: number): Figure;
  text(label: string, name: string): Figure;
}

/** A writer for the figures of one column in one locale. */
export function figureWriter(profile: ProfileIndex, column: number, format: NumberFormat): FigureWriter {
  const cell = (name: string) => profile.figure(column, name);
  const numberOf = (name: string) => Number(cell(name) ?? 0);
  const written = (label: string, value: Cell, write: (value: number) => string): Figure => ({
    label,
    text: value === null ? '—' : typeof value === 'number' ? write(value) : String(value),
    title: value === null ? 'none' : String(value),
  });
  return {
    marks: profile.marks,
    number(label, name) {
      const value = cell(name);
      // Integers beyond 2^53 are text: shortened here, in full in the title.
      const isLong = typeof value === 'string' && value !== MASK;
      const short = isLong ? format.number(Number(value)) : undefined;
      const figure = written(label, value, (number) => format.number(number));
      return short === undefined ? figure : { ...figure, text: short };
    },
    exact: (label, name) => written(label, cell(name), (value) => format.number(value)),
    count: (label, name) => written(label, cell(name), (value) => format.count(value)),
    text: (label, name) => written(label, cell(name), String),
    share(label, name, of, limit = Infinity) {
      const part = numberOf(name);
      const share = of > 0 ? part / of : 0;
      return {
        label,
        text: format.share(share),
        title: `${format.count(part)} of ${format.count(of)}`,
        alert: share > limit ? `more than ${format.share(limit)}` : undefined,
      };
    },
  };
}

/** The figures of a column's row, in groups of at most three: counts first, then what suits its type. */
export function rowFigures(profile: ProfileIndex, column: number, format: NumberFormat): Figure[][] {
  const write = figureWriter(profile, column, format);
  const count = Number(profile.figure(column, 'count') ?? 0);
  // Of two values, zero is one as good as the other.
  const zerosAlert = Number(profile.figure(column, 'distinct') ?? 0) > 2 ? profile.marks.redZeros : Infinity;
  const counts = [
    write.count('count', 'count'),
    write.share('missing', 'missing', profile.rows, profile.marks.redMissing),
    write.count('distinct', 'distinct'),
  ];
  switch (profile.type(column)) {
    case 'integer':
    case 'number':
      return [
        counts,
        [write.number('mean', 'mean'), write.number('sd', 'sd'), write.number('skew', 'skewness')],
        [write.number('min', 'min'), write.number('median', 'median'), write.number('max', 'max')],
        [
          write.share('zeros', 'zeros', count, zerosAlert),
          write.share('negative', 'negatives', count),
          notFinite(profile, column, format),
        ],
      ];
    case 'text':
      return [
        counts,
        [
          write.count('shortest', 'min_characters'),
          write.number('mean', 'mean_characters'),
          write.count('longest', 'max_characters'),
        ],
        [write.share('empty', 'empty', count)],
      ];
    case 'boolean':
      return [counts, [write.share('true', 'true', count), write.share('false', 'false', count)]];
    case 'date':
    case 'timestamp':
    case 'time':
      return [counts, [write.text('first', 'min'), write.text('last', 'max')]];
    default:
      return [counts];
  }
}

function notFinite(profile: ProfileIndex, column: number, format: NumberFormat): Figure {
  const names = ['nan', 'positive_infinity', 'negative_infinity'];
  const [nan = 0, plus = 0, minus = 0] = names.map((name) => Number(profile.figure(column, name) ?? 0));
  const total = nan + plus + minus;
  return {
    label: 'NaN, ∞',
    text: format.count(total),
    title: `${format.count(nan)} NaN, ${format.count(plus)} +∞, ${format.count(minus)} −∞`,
    alert: total > 0 ? 'left out of mean, sd, median and histograms' : undefined,
  };
}
