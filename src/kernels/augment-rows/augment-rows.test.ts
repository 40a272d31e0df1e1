import { describe, expect, test } from 'vitest';
import { augmentRows, type AugmentedRows, type AugmentTask } from './augment-rows';
import type { AugmentColumn } from './columns';
import { toGrain } from './grain';
import { drawBeta, drawNumber, rowRandom } from './row-random';

const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const sdOf = (values: ArrayLike<number>): number => {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(Array.from(values, (value) => (value - mean) ** 2)));
};

const N = 40_000;
const draws = (draw: (row: number) => number): number[] => Array.from({ length: N }, (_, row) => draw(row));

describe('the random numbers of rows', () => {
  test('are uniform and normal over rows, first draws and later ones', () => {
    for (const skipped of [0, 3]) {
      const after = (row: number) => {
        const random = rowRandom(5, row);
        for (let n = 0; n < skipped; n++) random.uniform();
        return random;
      };
      const uniform = draws((row) => after(row).uniform());
      expect(Math.abs(meanOf(uniform) - 0.5)).toBeLessThan(0.006);
      expect(Math.abs(sdOf(uniform) - Math.sqrt(1 / 12))).toBeLessThan(0.004);
      const normal = draws((row) => after(row).normal());
      expect(Math.abs(meanOf(normal))).toBeLessThan(0.02);
      expect(Math.abs(sdOf(normal) - 1)).toBeLessThan(0.015);
      const kept = normal.filter((value) => Math.abs(value) < 1.959964).length / N;
      expect(Math.abs(kept - 0.95)).toBeLessThan(0.005);
    }
  });

  test('of neighbouring rows, and of neighbouring seeds, have nothing to do with each other', () => {
    const own = draws((row) => rowRandom(5, row).uniform() - 0.5);
    for (const other of [
      draws((row) => rowRandom(5, row + 1).uniform() - 0.5),
      draws((row) => rowRandom(6, row).uniform() - 0.5),
    ]) {
      const product = meanOf(own.map((value, row) => value * other[row]!)) * 12;
      expect(Math.abs(product)).toBeLessThan(0.02);
    }
    expect(new Set(own).size).toBe(N);
  });

  test.each([0.01, 0.2, 1, 4])('of Beta(%d, %d) have its mean and variance', (alpha) => {
    const drawn = draws((row) => drawBeta(rowRandom(9, row), alpha));
    expect(drawn.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(Math.abs(meanOf(drawn) - 0.5)).toBeLessThan(0.01);
    expect(Math.abs(sdOf(drawn) ** 2 - 1 / (4 * (2 * alpha + 1)))).toBeLessThan(0.003);
  });
});

test('values go to the grain of their column: up by chance so that the mean is kept, or to the nearest', () => {
  const whole = { unit: 1, decimals: null };
  expect(meanOf(draws((row) => toGrain(2.3, whole, rowRandom(1, row).uniform())))).toBeCloseTo(2.3, 1);
  expect([toGrain(2.3, whole, null), toGrain(-0.2, whole, null), toGrain(7, whole, 0.999)]).toEqual([
    2, 0, 7,
  ]);
  expect(toGrain(12_345.678, { unit: 0, decimals: 2 }, 0.5)).toBe(12_345.68);
  expect(toGrain(86_400_000_000 * 3.4, { unit: 86_400_000_000, decimals: null }, null)).toBe(259_200_000_000);
});

const number = (values: readonly number[], more: object = {}): AugmentColumn => {
  const finite = values.filter((value) => Number.isFinite(value));
  return {
    ...{ kind: 'number', values: Float64Array.from(values), unit: 0, decimals: null },
    ...{ low: Math.min(...finite), high: Math.max(...finite), spread: sdOf(finite) },
    ...more,
  };
};
const category = (codes: readonly number[]): AugmentColumn => ({
  kind: 'category',
  codes: Int32Array.from(codes),
});

function augment(columns: readonly AugmentColumn[], more: Partial<AugmentTask>): AugmentedRows {
  const { parents = new Int32Array() } = more;
  const task: AugmentTask = {
    operation: 'jitter and swap',
    columns,
    ...{ groups: new Int32Array(1000), parents, numbers: Float64Array.from(parents.keys()), seed: 3 },
    ...{ strength: 0.1, rounding: 'stochastic', swap: 0.1, alpha: 0.2 },
    ...more,
  };
  return augmentRows.run(structuredClone(task), () => undefined) as AugmentedRows;
}

const REAL = 1000;
const spread = Array.from({ length: REAL }, (_, row) => rowRandom(1, row).normal() * 5 + 100);
const everyTenTimes = Int32Array.from({ length: 10 * REAL }, (_, n) => Math.floor(n / 10));

describe('jitter', () => {
  test('has the mean nought and the standard deviation asked for, in units of the spread', () => {
    const { columns } = augment([number(spread)], {
      operation: 'jitter',
      parents: everyTenTimes,
      strength: 0.2,
    });
    const noise = Array.from(columns[0]!.values!, (value, n) => value - spread[everyTenTimes[n]!]!);
    expect(Math.abs(meanOf(noise))).toBeLessThan(0.03);
    expect(Math.abs(sdOf(noise) / sdOf(spread) - 0.2)).toBeLessThan(0.005);
  });

  test('stays within the bounds and counts what it set to them', () => {
    const { columns } = augment([number(spread)], {
      operation: 'jitter',
      parents: everyTenTimes,
      strength: 5,
    });
    const [low, high] = [Math.min(...spread), Math.max(...spread)];
    const values = Array.from(columns[0]!.values!);
    expect(values.every((value) => value >= low && value <= high)).toBe(true);
    const atBounds = values.filter((value) => value === low || value === high).length;
    expect(columns[0]!.clamped).toBe(atBounds);
    expect(atBounds).toBeGreaterThan(1000);
  });

  test('leaves what is no finite number, and a column without spread', () => {
    const gaps = [1, NaN, 3, NaN];
    const { columns } = augment([number(gaps), number([2, 2, 2, 2])], {
      ...{ operation: 'jitter', parents: Int32Array.of(0, 1, 2, 3), groups: new Int32Array(4) },
    });
    expect(Array.from(columns[0]!.values!, Number.isNaN)).toEqual([false, true, false, true]);
    expect(Array.from(columns[1]!.values!, Number.isNaN)).toEqual([true, true, true, true]);
  });
});

describe('swap', () => {
  // Class 0 has codes 0, 1, 2 in the shares 60, 30, 10 of 100; class 1 only 3 and 4.
  const codes = Array.from({ length: REAL }, (_, row) =>
    row < 500 ? (row % 10 < 6 ? 0 : row % 10 < 9 ? 1 : 2) : row % 2 === 0 ? 3 : 4,
  );
  const groups = Int32Array.from(codes, (_, row) => (row < 500 ? 0 : 1));

  test('happens as often as asked, always to another value, by how often that occurs in the class', () => {
    const { columns } = augment([category(codes)], {
      operation: 'swap',
      parents: everyTenTimes,
      groups,
      swap: 0.3,
    });
    const donors = Array.from(columns[0]!.donors);
    const swapped = donors.flatMap((donor, n) =>
      donor < 0 ? [] : [[codes[everyTenTimes[n]!]!, codes[donor]!]],
    );
    expect(Math.abs(swapped.length / donors.length - 0.3)).toBeLessThan(0.015);
    expect(swapped.every(([from, to]) => from !== to && from! < 3 === to! < 3)).toBe(true);
    const fromOne = swapped.filter(([from]) => from === 1).map(([, to]) => to);
    expect(Math.abs(fromOne.filter((to) => to === 0).length / fromOne.length - 60 / 70)).toBeLessThan(0.04);
  });

  test('leaves what is missing, and a class with one value', () => {
    const { columns } = augment([category([-1, 5, 5, -1, 7])], {
      ...{
        operation: 'swap',
        parents: Int32Array.of(0, 1, 2, 3, 4),
        groups: Int32Array.of(0, 0, 0, 0, 1),
        swap: 1,
      },
    });
    expect(Array.from(columns[0]!.donors)).toEqual([-1, -1, -1, -1, -1]);
  });
});

describe('mixup', () => {
  const groups = Int32Array.from({ length: REAL }, (_, row) => row % 3);
  const kinds = Array.from({ length: REAL }, (_, row) => row);

  test('mixes two rows of a class: numbers between them by the weight, categories as often as it says', () => {
    const made = augment([number(spread), category(kinds)], {
      ...{ operation: 'mixup', parents: everyTenTimes, groups, alpha: 1 },
    });
    let fromPartner = 0;
    made.partners.forEach((partner, n) => {
      const [parent, weight] = [everyTenTimes[n]!, made.weights[n]!];
      expect(partner).not.toBe(parent);
      expect(groups[partner]).toBe(groups[parent]);
      expect(weight).toBeGreaterThanOrEqual(0.5);
      const wanted = weight * spread[parent]! + (1 - weight) * spread[partner]!;
      expect(made.columns[0]!.values![n]).toBeCloseTo(wanted, 10);
      if (made.columns[1]!.donors[n] === partner) fromPartner += 1;
    });
    // Beta(1, 1) is uniform: the larger of the two weights has the mean 3/4.
    expect(Math.abs(meanOf(made.weights) - 0.75)).toBeLessThan(0.005);
    expect(Math.abs(fromPartner / everyTenTimes.length - 0.25)).toBeLessThan(0.015);
  });

  test('has no partner in a class of one row', () => {
    const made = augment([number(spread)], {
      operation: 'mixup',
      parents: Int32Array.of(0),
      groups: groups.map((_, row) => (row === 0 ? 1 : 0)),
    });
    expect([made.partners[0], made.columns[0]!.values![0]]).toEqual([-1, NaN]);
  });
});

test('rows are the same however they are divided among tasks', () => {
  const columns = [number(spread), category(spread.map((_, row) => row % 7))];
  for (const operation of ['jitter and swap', 'mixup'] as const) {
    const whole = augment(columns, { operation, parents: everyTenTimes });
    const parents = everyTenTimes.slice(4000, 4100);
    const numbers = Float64Array.from(parents, (_, n) => 4000 + n);
    const part = augment(columns, { operation, parents, numbers });
    expect(part.columns[0]!.values).toEqual(whole.columns[0]!.values!.slice(4000, 4100));
    expect(part.columns[1]!.donors).toEqual(whole.columns[1]!.donors.slice(4000, 4100));
    expect(part.partners).toEqual(whole.partners.slice(4000, 4100));
  }
});

test('a row that is drawn again becomes another one', () => {
  const columns = [number(spread)];
  const drawn = Array.from({ length: 20 }, (_, time) => {
    const numbers = Float64Array.of(drawNumber(7, time));
    return augment(columns, { operation: 'jitter', parents: Int32Array.of(7), numbers }).columns[0]!
      .values![0]!;
  });
  expect(new Set(drawn).size).toBe(20);
  expect(Math.abs(meanOf(drawn) - spread[7]!)).toBeLessThan(0.5);
});
