import { describe, expect, test } from 'vitest';
import { cutsBetween } from './bin-plan';
import golden from './fixtures/target-golden.json';
import { meanOf, shareOf } from './intervals';
import { growCuts, leafOf } from './one-column-tree';
import { classOutcomes, powerOf, rankOutcomes } from './power';

/** Numbers from 0 to 1 that look random, always the same. */
const noise = (rows: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, i) => Math.abs(Math.sin(i * 12.9898 + 1) * 43_758.5453) % 1);
const measured = (values: Float64Array) => ({ values, isMeasured: true });
const coded = (values: Float64Array) => ({ values, isMeasured: false });
const ascending = (values: Float64Array): Uint32Array =>
  Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);

describe('intervals', () => {
  test('of shares are those of scipy (Wilson)', () => {
    for (const [count, n, from, to] of golden.wilson) {
      const found = shareOf(count!, n!);
      expect(found.value).toBe(count! / n!);
      expect(found.from).toBeCloseTo(from!, 12);
      expect(found.to).toBeCloseTo(to!, 12);
    }
  });

  test('of means are normal, whatever the centre and scale of the sums; one number has none', () => {
    const { numbers, from, to } = golden.normal;
    const z = numbers.map((x) => (x - 100) / 7);
    const sums = { n: 5, sum: z.reduce((a, b) => a + b), squares: z.reduce((a, b) => a + b * b, 0) };
    const found = meanOf(sums, { centre: 100, scale: 7 });
    expect([found.from, found.to]).toEqual([expect.closeTo(from, 10), expect.closeTo(to, 10)]);
    expect(meanOf({ n: 1, sum: 2, squares: 4 }, { centre: 1, scale: 3 })).toEqual({
      value: 7,
      from: null,
      to: null,
    });
  });
});

describe('a tree over one column', () => {
  test('cuts where the outcome changes, and puts the cut value to the left', () => {
    const values = Float64Array.from({ length: 60 }, (_, i) => i);
    const cuts = growCuts(
      values,
      ascending(values),
      classOutcomes(
        values.map((x) => Number(x > 21)),
        2,
      ),
    );
    expect(cuts).toEqual([21.5]);
    expect([leafOf(21.5, cuts), leafOf(22, cuts), leafOf(Infinity, cuts)]).toEqual([0, 1, 1]);
  });

  test('does not cut between equal values, nor leaves of fewer than five rows, nor a constant outcome', () => {
    const same = new Float64Array(50).fill(3);
    expect(growCuts(same, ascending(same), classOutcomes(noise(50).map(Math.round), 2))).toEqual([]);
    const values = Float64Array.from({ length: 50 }, (_, i) => i);
    expect(growCuts(values, ascending(values), classOutcomes(new Float64Array(50), 2))).toEqual([]);
    const edge = growCuts(
      values,
      ascending(values),
      classOutcomes(
        values.map((x) => Number(x < 2)),
        2,
      ),
    );
    expect(edge).toEqual([4.5]);
  });
});

describe('predictive power', () => {
  test('of a measured column is that of a tree of scikit-learn with the same rules', () => {
    const { x, y, power } = golden.tree;
    const found = powerOf(measured(Float64Array.from(x)), classOutcomes(Float64Array.from(y), 2));
    expect(found?.power).toBeCloseTo(power, 10);
    expect(found!.least).toBeLessThanOrEqual(found!.power);
    expect(found!.most).toBeGreaterThanOrEqual(found!.power);
  });

  test('is nearly 1 of a copy, by classes and by numbers, in small tables too', () => {
    const values = noise(100);
    expect(
      powerOf(measured(values), rankOutcomes(values.map((x) => -Math.exp(9 * x))))?.power,
    ).toBeGreaterThan(0.999);
    const classes = values.map((x) => Math.floor(x * 3));
    expect(powerOf(coded(classes), classOutcomes(classes, 3))?.power).toBeGreaterThan(0.99);
    expect(powerOf(measured(values), classOutcomes(classes, 3))?.power).toBeGreaterThan(0.9);
  });

  test('is 0 of noise and of an identifier: high cardinality does not cheat', () => {
    const classes = noise(400).map(Math.round);
    expect(
      powerOf(coded(Float64Array.from({ length: 400 }, (_, i) => i)), classOutcomes(classes, 2))?.power,
    ).toBe(0);
    const other = noise(800).slice(400);
    expect(powerOf(measured(other), classOutcomes(classes, 2))?.power).toBeLessThan(0.05);
    expect(powerOf(measured(other), rankOutcomes(noise(400)))?.power).toBeLessThan(0.05);
  });

  test('sees what being missing tells, and that a constant tells nothing', () => {
    const classes = noise(400).map(Math.round);
    const gaps = noise(800)
      .slice(400)
      .map((x, i) => (classes[i] === 1 ? NaN : x));
    expect(powerOf(measured(gaps), classOutcomes(classes, 2))?.power).toBeGreaterThan(0.99);
    expect(powerOf(coded(new Float64Array(400)), classOutcomes(classes, 2))?.power).toBe(0);
    expect(powerOf(measured(new Float64Array(400).fill(NaN)), rankOutcomes(noise(400)))?.power).toBe(0);
    expect(powerOf(measured(noise(40)), classOutcomes(new Float64Array(40), 2))).toBeNull();
  });

  test('of a number is that of its ranks: the sizes of a few do not decide', () => {
    const values = noise(200);
    const wild = values.map((x, i) => (i % 50 === 0 ? x * 1e9 : x));
    expect(rankOutcomes(Float64Array.of(5, 1, 5, 9)).amount).toEqual(Float64Array.of(0.5, 0.125, 0.5, 0.875));
    expect(powerOf(measured(values), rankOutcomes(wild))?.power).toBeGreaterThan(0.9);
  });
});

test('cuts of equal parts leave a value that fills one alone', () => {
  expect(cutsBetween([0, 1, 2, 3])).toEqual([1, 2, 3].map((at) => ({ at, isIn: true })));
  expect(cutsBetween([0, 4, 4, 9, 9])).toEqual([
    { at: 4, isIn: false },
    { at: 4, isIn: true },
    { at: 9, isIn: false },
    { at: 9, isIn: true },
  ]);
});
