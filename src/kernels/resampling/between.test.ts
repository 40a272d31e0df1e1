import { expect, test } from 'vitest';
import { randomState } from '../random-state';
import { adasynCounts } from './adasyn';
import { drawAround, drawPairs, madeOf } from './between';
import { rowsInDanger } from './danger';
import { editInRounds } from './edited';
import { nearByAllPairs } from './brute-force';
import { labelledRows } from './labels';
import { classShares, valueDifferenceNeighbours } from './value-difference';
import { drawnDonors, lowestWinnerOf, votedDonors, winnerOf } from './votes';

test('a vote goes to the most frequent code, at a tie to the one that stands nearer, or to the lowest', () => {
  expect([winnerOf([3, 1, 1]), winnerOf([2, 1, 1, 2]), winnerOf([5, 4, 3])]).toEqual([1, 0, 0]);
  expect([lowestWinnerOf([3, 1, 1]), lowestWinnerOf([2, 1, 1, 2]), lowestWinnerOf([5, 4, 3])]).toEqual([
    1, 1, 2,
  ]);
});

test('ADASYN: in proportion to foreign neighbours; exactly as many as wanted, or each rounded to even', () => {
  expect([...adasynCounts(Int32Array.of(0, 1, 2, 5), 5, 7, true)!]).toEqual([0, 1, 2, 4]);
  expect([...adasynCounts(Int32Array.of(1, 1, 1, 1), 5, 2, false)!]).toEqual([0, 0, 0, 0]);
  expect([...adasynCounts(Int32Array.of(1, 1, 1, 1), 5, 2, true)!]).toEqual([1, 1, 0, 0]);
  expect([...adasynCounts(Int32Array.of(1, 1), 5, 3, false)!]).toEqual([2, 2]);
  expect(adasynCounts(Int32Array.of(0, 0), 5, 7, true)).toBeNull();
});

test('in danger is a row of whose neighbours at least half are foreign, but not all', () => {
  expect([...rowsInDanger(Int32Array.of(7, 8, 9, 10), Int32Array.of(1, 2, 3, 4), 4)]).toEqual([8, 9]);
});

test('pairs: each row and one of its neighbours, with a gap from 0 to below 1', () => {
  const drawn = drawPairs(randomState(1), 3, 2, 50);
  expect(Math.max(...drawn.bases, ...drawn.picks)).toBe(2);
  expect(drawn.gaps.every((gap) => gap >= 0 && gap < 1)).toBe(true);
  const made = madeOf(
    drawn,
    Int32Array.of(10, 20, 30),
    Int32Array.of(0, 1, 2),
    Int32Array.of(11, 12, 21, 22, 31, 32),
    2,
  );
  made.bases.forEach((base, i) => expect([base + 1, base + 2]).toContain(made.neighbours[i]));
  const around = drawAround(randomState(1), Int32Array.of(2, 0, 1), 2);
  expect([...around.bases]).toEqual([0, 0, 2]);
});

test('donors have the code that wins; as imbalanced-learn, one that is drawn among those that tie', () => {
  const made = {
    ...{ bases: Int32Array.of(0, 0), neighbours: Int32Array.of(1, 2), gaps: Float64Array.of(0.5, 0.5) },
    ...{ slots: Int32Array.of(0, 1), lists: Int32Array.of(1, 2, 3, 3, 1, 2), k: 3 },
  };
  const codes = [9, 5, 5, 7];
  expect([...votedDonors(made, (row) => codes[row]!, winnerOf)]).toEqual([1, 1]);
  const tied = { ...made, lists: Int32Array.of(1, 3, 3, 3, 1, 1), codes };
  expect([...drawnDonors(tied, (row) => codes[row]!, randomState(0))]).toEqual([3, 1]);
  const open = { ...made, slots: new Int32Array(40), lists: Int32Array.of(1, 3), k: 2 };
  expect(new Set(drawnDonors(open, (row) => codes[row]!, randomState(0)))).toEqual(new Set([1, 3]));
});

test('value differences: near are values that say the same of the classes, not those that are equal alone', () => {
  // One column; value 0 and 1 are always of class 0, value 2 of class 1, value 3 of both.
  const codes = Int32Array.of(0, 1, 2, 3, 3, 0);
  const labels = Int32Array.of(0, 0, 1, 0, 1, 0);
  const shares = classShares(codes, 1, labels, 2);
  expect([...shares[0]!]).toEqual([1, 0, 1, 0, 0, 1, 0.5, 0.5]);
  const input = { codes, columns: 1, shares, classes: 2, from: 0, to: 3, k: 2 };
  // Row 0: rows 1 and 5 at no distance, the lower first; row 2: the two of both classes, (0.5 + 0.5)² away.
  expect(valueDifferenceNeighbours.run(input, () => undefined)).toEqual(Int32Array.of(1, 5, 0, 5, 3, 4));
});

test('editing in rounds: a class that would fall below its floor keeps its rows, the others go on', async () => {
  const x = [0, 1, 2, 10, 10.4, 10.9, 11.5, 5].map((value) => [value]);
  const labels = Int32Array.of(0, 1, 0, 1, 1, 1, 1, 0);
  const asked = {
    labels,
    mayLose: [true, true],
    rules: new Array<{ kind: 'all'; k: number; tie: 'stays' }>(9).fill({ kind: 'all', k: 1, tie: 'stays' }),
  };
  const edited = await editInRounds({ ...asked, floors: [3, 1] }, labelledRows(labels), nearByAllPairs(x));
  expect([...edited.rows]).toEqual([0, 2, 3, 4, 5, 6, 7]);
  expect(edited.spared).toEqual([0]);
  const free = await editInRounds({ ...asked, floors: [0, 0] }, labelledRows(labels), nearByAllPairs(x));
  expect(free.rows.length).toBeLessThan(edited.rows.length);
});
