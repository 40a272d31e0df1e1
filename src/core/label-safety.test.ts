import { expect, test } from 'vitest';
import { cellAt, frameRows } from './frame';
import { labelSafetyFrame, labelSafetySentence, labelSafetyShape } from './label-safety';
import { numberFormat } from './number-format';

const format = numberFormat('en');

/** Rows of one label, all with one share. */
const all = (count: number, label: string | null, share: number) => ({
  shares: new Array<number>(count).fill(share),
  labels: new Array<string | null>(count).fill(label),
});

function frameOf(real: readonly ReturnType<typeof all>[], made: readonly ReturnType<typeof all>[]) {
  return labelSafetyFrame({
    real: Float64Array.from(real.flatMap(({ shares }) => shares)),
    made: Float64Array.from(made.flatMap(({ shares }) => shares)),
    realLabels: real.flatMap(({ labels }) => labels),
    madeLabels: made.flatMap(({ labels }) => labels),
  });
}

test('agreement is the mean of the shares, with the interval of Wilson', () => {
  const frame = frameOf([all(20, 'a', 0.8)], [all(5, 'a', 1), all(5, 'a', 0.6)]);
  expect(Object.keys(frame.columns)).toEqual(Object.keys(labelSafetyShape));
  // Wilson's formula in Python, of 16 in 20 and of 8 in 10.
  const figures = (side: string) =>
    ['rows', 'agreement', 'low', 'high'].map((figure) => Number(cellAt(frame, `${side}_${figure}`, 1)));
  const near = (found: readonly number[], wanted: readonly number[]) =>
    found.forEach((value, i) => expect(value).toBeCloseTo(Number(wanted[i]), 6));
  near(figures('real'), [20, 0.8, 0.5839826, 0.9193423]);
  near(figures('made'), [10, 0.8, 0.4901625, 0.9433178]);
});

test('all real rows together are weighed as the new ones, so that a rare label is not held against its own kind', () => {
  const frame = frameOf([all(900, 'often', 0.95), all(100, 'rare', 0.5)], [all(200, 'rare', 0.5)]);
  expect(frame.columns.label).toEqual([null, 'rare']);
  expect(Number(cellAt(frame, 'real_agreement', 0))).toBeCloseTo(0.5, 12);
  expect(Number(cellAt(frame, 'real_agreement', 1))).toBeCloseTo(0.5, 12);
  expect(cellAt(frame, 'real_rows', 0)).toBe(100);
  expect(labelSafetySentence(frame, format)).toContain('not shown to be less safe');
});

test('the sentence says plainly which labels are less safe', () => {
  const real = [all(500, 'a', 0.9), all(500, 'b', 0.9)];
  expect(labelSafetySentence(frameOf(real, [all(200, 'a', 0.4), all(100, 'b', 0.9)]), format)).toBe(
    'The nearest real rows have the label of a new row in 56.7 % of cases and that of a real row in 90 %: new rows are less safe than real ones, most of all “a” (40 % against 90 %).',
  );
  expect(labelSafetySentence(frameOf(real, [all(2000, 'a', 0.93), all(50, 'b', 0.5)]), format)).toContain(
    'but new rows are less safe than real ones with “b” (50 % against 90 %).',
  );
});

test('the sentence says that too few rows tell nothing, and what cannot be judged', () => {
  expect(labelSafetySentence(frameOf([all(100, 'a', 0.9)], [all(6, 'a', 0.8)]), format)).toContain(
    'too few rows to tell',
  );
  expect(labelSafetySentence(frameOf([all(10, 'a', 1)], [all(4, 'c', 0)]), format)).toContain(
    'cannot be judged',
  );
  expect(labelSafetySentence(frameOf([all(10, 'a', 1)], [all(4, null, NaN)]), format)).toBe(
    'No new row has a label to judge.',
  );
});

test('a frame without rows has a first row that says nothing', () => {
  const [only] = frameRows(frameOf([], []));
  expect(only).toEqual({
    ...{ label: null, real_rows: 0, real_agreement: null, real_low: null, real_high: null },
    ...{ made_rows: 0, made_agreement: null, made_low: null, made_high: null },
  });
});
