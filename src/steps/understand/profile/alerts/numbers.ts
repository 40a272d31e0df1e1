import type { RowCondition } from '../../../../core/row-view';
import { skewness } from '../../../../kernels/moments';
import { makeMissing, type Alert, type ColumnRule } from './alert';
import { uniformShare } from './chi-square';

/** Of two values, zero is one as good as the other. */
const LEAST_VALUES = 3;
/** With fewer values, evenness says nothing. */
const LEAST_FOR_UNIFORM = 100;

/** Zeros, infinities, NaN, skewness and evenness of a number column. */
export const numberShapes: ColumnRule = (column, input) => {
  const { numbers, count } = column;
  if (numbers === undefined || count === 0) return [];
  return [
    ...zeros(column, input),
    ...infinite(column, input),
    ...nan(column, input),
    ...shape(column, input),
  ];
};

/** Rows whose number is written as the database writes it. */
const oneOf = (column: string, values: readonly string[]): RowCondition[] => [
  { kind: 'one-of', column, values },
];

const zeros: ColumnRule = ({ name, numbers, count, distinct }, { thresholds, format }) => {
  const found = numbers?.zeros ?? 0;
  const share = found / count;
  if (share <= thresholds.zerosShare || (distinct ?? 0) < LEAST_VALUES) return [];
  return [
    {
      alert: 'zeros',
      column: name,
      severity: 'note',
      text: `${format.count(found)} values are 0 (${format.share(share)}); the alert begins above ${format.share(thresholds.zerosShare)}.`,
      numbers: { zeros: found, count, share, threshold: thresholds.zerosShare },
      suggestion: null,
      where: [{ kind: 'range', column: name, low: '0', high: '0' }],
    },
  ];
};

const infinite: ColumnRule = ({ name, numbers, count }, { thresholds, format }) => {
  const plus = numbers?.positiveInfinity ?? 0;
  const minus = numbers?.negativeInfinity ?? 0;
  const share = (plus + minus) / count;
  if (share <= thresholds.infiniteShare) return [];
  return [
    {
      alert: 'infinite',
      column: name,
      severity: 'severe',
      text: `${format.count(plus + minus)} values are infinite (${format.share(share)}) and stand in no mean; the alert begins above ${format.share(thresholds.infiniteShare)}.`,
      numbers: { positive: plus, negative: minus, count, share, threshold: thresholds.infiniteShare },
      suggestion: makeMissing(name, [...(plus > 0 ? ['inf'] : []), ...(minus > 0 ? ['-inf'] : [])]),
      where: oneOf(name, ['inf', '-inf']),
    },
  ];
};

const nan: ColumnRule = ({ name, numbers, count }, { format }) => {
  const found = numbers?.nan ?? 0;
  if (found === 0) return [];
  const share = found / count;
  return [
    {
      alert: 'nan',
      column: name,
      severity: 'warning',
      text: `${format.count(found)} values are NaN (${format.share(share)}): a computation failed, and they stand in no figure.`,
      numbers: { nan: found, count, share },
      suggestion: makeMissing(name, ['nan']),
      where: oneOf(name, ['nan']),
    },
  ];
};

const shape: ColumnRule = ({ name, type, count, numbers, distinct }, { thresholds, format }) => {
  if (numbers === undefined) return [];
  const found: Alert[] = [];
  const skew = skewness(numbers.moments);
  if (skew !== null && Math.abs(skew) > thresholds.skewness) {
    found.push({
      alert: 'skewed',
      column: name,
      severity: 'note',
      text: `The skewness is ${format.number(skew)}: a long tail to the ${skew > 0 ? 'right' : 'left'}; the alert begins beyond ±${format.number(thresholds.skewness)}.`,
      numbers: { skewness: skew, threshold: thresholds.skewness },
      suggestion: {
        step: 'clip',
        title: `Cut the tails of “${name}” off`,
        params: { columns: [name], method: 'quantiles' },
      },
      where: null,
    });
  }
  const { histogram, moments } = numbers;
  // The numbers of rows that were counted through fill any bins evenly.
  const isCounter = type === 'integer' && distinct === count;
  const isMany = moments.n >= LEAST_FOR_UNIFORM && (distinct ?? 0) >= LEAST_FOR_UNIFORM;
  if (histogram !== null && isMany && !isCounter) {
    const share = uniformShare(histogram.counts);
    if (share > thresholds.uniform) {
      found.push({
        alert: 'uniform',
        column: name,
        severity: 'note',
        text: `Its values fill ten equal bins more evenly than ${format.share(share)} of random draws would (χ² test); the alert begins above ${format.share(thresholds.uniform)}.`,
        numbers: { p: share, threshold: thresholds.uniform },
        suggestion: null,
        where: null,
      });
    }
  }
  return found;
};
