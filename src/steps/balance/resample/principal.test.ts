import { expect, test } from 'vitest';
import { principalComponents } from './principal';

/** Three columns of six rows; numpy 2.4.6: eigh of the correlation matrix of the first five rows, scores of all six. */
const COLUMNS = [
  Float64Array.of(1, 2, 4, 4, 9, 3),
  Float64Array.of(10, 30, 20, 50, 60, 10),
  Float64Array.of(0.3, -0.1, 0.2, 0.1, -0.4, 0),
];

test('are those of the correlation matrix, found from the first rows, for all rows', () => {
  const { scores, shares } = principalComponents(COLUMNS, 5);
  const wanted = [
    -2.0271974771458687, -0.017654670890752403, -0.2677611089772324, -0.8247958207766259, -0.8538994278923139,
    0.3689559755892719, 0.31627865960383766, 0.5097948924722359, 2.8325793544115774, -0.03630037639412938,
    -0.9150570718872665, -0.6243499836361504,
  ];
  wanted.forEach((score, at) => expect(scores[at]).toBeCloseTo(score, 8));
  expect(shares[0]).toBeCloseTo(0.8689271896894414, 10);
  expect(shares[1]).toBeCloseTo(0.07186245966766765, 10);
});

test('take a missing value for the mean, and make nothing of a constant', () => {
  const { scores, shares } = principalComponents([Float64Array.of(5, 5, 5), Float64Array.of(1, NaN, 3)], 3);
  expect(shares).toEqual([1, 0]);
  expect(Array.from(scores, (score) => Math.round(score * 1e9) / 1e9 + 0)).toEqual([-1, 0, 0, 0, 1, 0]);
});
