import type { ColumnStatistics } from '../../../../core/statistics';
import { isNumeric, quoted, type Alert, type ColumnRule } from './alert';

/** Integers of at most so many values are taken for classes. */
const MOST_INTEGER_CLASSES = 5;

/** Uneven classes, too many of them, and texts of one length. */
export const categories: ColumnRule = (column, input) => [
  ...imbalance(column, input),
  ...cardinality(column, input),
  ...length(column),
];

const mayBeClasses = (column: ColumnStatistics, most: number): boolean => {
  const { type, distinct, values } = column;
  if (distinct === null || distinct < 2 || !values.complete) return false;
  if (isNumeric(column)) return type === 'integer' && distinct <= MOST_INTEGER_CLASSES;
  return type === 'boolean' || (type === 'text' && distinct <= most && distinct < column.count / 2);
};

/** 1 − H/log k of the shares: 0 where all classes are equally frequent. */
export function unevenness(counts: readonly number[]): number {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const entropy = counts.reduce((sum, count) => sum - (count / n) * Math.log(count / n), 0);
  return 1 - entropy / Math.log(counts.length);
}

const imbalance: ColumnRule = (column, { thresholds, format }) => {
  const { name, values, count } = column;
  if (!mayBeClasses(column, thresholds.cardinality)) return [];
  const found = unevenness(values.counts.map((each) => each.count));
  const [most] = values.counts;
  const least = values.counts.at(-1);
  if (found <= thresholds.imbalance || most === undefined || least === undefined) return [];
  const alert: Alert = {
    alert: 'imbalance',
    column: name,
    severity: 'note',
    text: `${quoted(most.value)} has ${format.share(most.count / count)} of the values, ${quoted(least.value)} ${format.share(least.count / count)}: an unevenness of ${format.number(found)}, the alert begins above ${format.number(thresholds.imbalance)}. It matters in what a model shall foretell: weights come before resampled rows.`,
    numbers: {
      unevenness: found,
      classes: values.counts.length,
      most: most.count,
      least: least.count,
      threshold: thresholds.imbalance,
    },
    suggestion: {
      // Weights invent no row; resampling is for models that take none.
      step: 'class-weights',
      title: `Weigh the classes of “${name}”`,
      params: { target: name },
    },
    where: [{ kind: 'one-of', column: name, values: [least.value] }],
  };
  return [alert];
};

const cardinality: ColumnRule = ({ name, type, distinct, count }, { thresholds, format }) => {
  if (type !== 'text' || distinct === null || distinct <= thresholds.cardinality || distinct === count)
    return [];
  return [
    {
      alert: 'high-cardinality',
      column: name,
      severity: 'note',
      text: `${format.count(distinct)} different texts; the alert begins above ${format.count(thresholds.cardinality)}. As categories they are too many for most encodings.`,
      numbers: { distinct, count, threshold: thresholds.cardinality },
      suggestion: null,
      where: null,
    },
  ];
};

function length({ name, text, count, distinct }: ColumnStatistics): Alert[] {
  const characters = text?.characters ?? null;
  if (characters === null || characters.min !== characters.max || (distinct ?? 0) < 10 || characters.min < 2)
    return [];
  return [
    {
      alert: 'constant-length',
      column: name,
      severity: 'note',
      text: `All texts are ${characters.min} characters long, as codes are.`,
      numbers: { characters: characters.min, count },
      suggestion: null,
      where: null,
    },
  ];
}
