import type { Cell } from '../../../../core/frame';
import type { NumberFormat } from '../../../../core/number-format';
import { detailGroups } from './details/detail-figures';
import { figureWriter, type FigureGroup, type FigureWriter } from './figures';
import type { ProfileIndex } from './profile-index';

/** Every figure of a column, in named groups. Which groups there are follows from its type. */
export function allFigures(profile: ProfileIndex, column: number, format: NumberFormat): FigureGroup[] {
  return [...statisticGroups(profile, column, format), ...detailGroups(profile, column, format)];
}

function statisticGroups(profile: ProfileIndex, column: number, format: NumberFormat): FigureGroup[] {
  const write = figureWriter(profile, column, format);
  const count = Number(profile.figure(column, 'count') ?? 0);
  const values: FigureGroup = {
    title: 'Values',
    figures: [
      write.count('count', 'count'),
      write.count('missing', 'missing'),
      write.share('missing share', 'missing', profile.rows, write.marks.redMissing),
      write.count('distinct', 'distinct'),
      write.text('stored as', 'sql_type'),
    ],
  };
  switch (profile.type(column)) {
    case 'integer':
    case 'number':
      return [values, ...numberGroups(write, count)];
    case 'text':
      return [values, ...textGroups(write, count)];
    case 'boolean':
      return [
        values,
        {
          title: 'Truth',
          figures: [
            write.count('true', 'true'),
            write.share('true share', 'true', count),
            write.count('false', 'false'),
            write.share('false share', 'false', count),
          ],
        },
      ];
    case 'date':
    case 'timestamp':
    case 'time':
      return [values, { title: 'Range', figures: [write.text('first', 'min'), write.text('last', 'max')] }];
    default:
      return [values];
  }
}

function numberGroups(write: FigureWriter, count: number): FigureGroup[] {
  return [
    {
      title: 'Centre and range',
      figures: [
        write.number('mean', 'mean'),
        write.number('median', 'median'),
        write.exact('min', 'min'),
        write.exact('max', 'max'),
      ],
    },
    {
      title: 'Spread and shape',
      figures: [
        write.number('standard deviation', 'sd'),
        write.number('median deviation (MAD)', 'mad'),
        write.number('skewness', 'skewness'),
        write.number('excess kurtosis', 'kurtosis'),
      ],
    },
    {
      title: 'Special values',
      figures: [
        write.count('zeros', 'zeros'),
        write.share('zeros share', 'zeros', count, write.marks.redZeros),
        write.count('negative', 'negatives'),
        write.count('NaN', 'nan'),
        write.count('+∞', 'positive_infinity'),
        write.count('−∞', 'negative_infinity'),
      ],
    },
  ];
}

function textGroups(write: FigureWriter, count: number): FigureGroup[] {
  const lengths = (title: string, unit: string): FigureGroup => ({
    title,
    figures: [
      write.count('shortest', `min_${unit}`),
      write.number('mean', `mean_${unit}`),
      write.count('longest', `max_${unit}`),
    ],
  });
  const characters = lengths('Length in characters', 'characters');
  const empty = [write.count('empty', 'empty'), write.share('empty share', 'empty', count)];
  return [{ ...characters, figures: [...characters.figures, ...empty] }, lengths('Length in bytes', 'bytes')];
}

/** The eleven deciles of a numeric column, from the minimum to the maximum; empty where it has none. */
export function decilesOf(profile: ProfileIndex, column: number): { label: string; value: Cell }[] {
  const deciles = Array.from({ length: 11 }, (_, tenth) => ({
    label: tenth === 0 ? 'min' : tenth === 10 ? 'max' : `${tenth * 10} %`,
    value: profile.figure(column, `d${tenth * 10}`),
  }));
  return deciles.some(({ value }) => value !== null) ? deciles : [];
}
