import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { divideGroups, type Groups } from './divide-groups';

/** Groups of the given rows by class: `[[3, 1], [0, 2]]` is a group of 3 and 1 rows, and one of 2 of the second class. */
function groupsOf(rows: readonly (readonly number[])[]): Groups {
  const entries = rows.map((classes) =>
    classes.flatMap((count, one) => (count > 0 ? [[one, count] as const] : [])),
  );
  let sum = 0;
  return {
    starts: Int32Array.from([0, ...entries.map((each) => (sum += each.length))]),
    classes: Int32Array.from(entries.flat(), ([one]) => one),
    counts: Float64Array.from(entries.flat(), ([, count]) => count),
    classCount: rows[0]?.length ?? 0,
  };
}

/** Rows of each part, and by class. */
function filled(rows: readonly (readonly number[])[], parts: Uint8Array, count: number): number[][] {
  return Array.from({ length: count }, (_, part) =>
    (rows[0] ?? []).map((_, one) =>
      rows.reduce((sum, classes, group) => sum + (parts[group] === part ? classes[one]! : 0), 0),
    ),
  );
}

describe('dividing groups', () => {
  test('meets the shares exactly where the sizes allow', () => {
    const sizes = [[50], [30], [10], [5], [3], [1], [1]];
    const parts = divideGroups(groupsOf(sizes), [0.8, 0.2]);
    expect(filled(sizes, parts, 2)).toEqual([[80], [20]]);
  });

  test('puts a single group, and one larger than its share, where most is asked', () => {
    expect([...divideGroups(groupsOf([[7]]), [0.2, 0.5, 0.3])]).toEqual([1]);
    expect([...divideGroups(groupsOf([[90], [10]]), [0.2, 0.8])]).toEqual([1, 0]);
  });

  test('leaves no part empty while there are groups enough', () => {
    expect([...divideGroups(groupsOf([[5], [5]]), [0.8, 0.2])].toSorted()).toEqual([0, 1]);
    const parts = divideGroups(groupsOf(Array.from({ length: 20 }, () => [100])), [
      0.9,
      ...Array<number>(5).fill(0.02),
    ]);
    expect(new Set(parts).size).toBe(6);
  });

  test('has nothing to divide without groups', () => {
    expect(divideGroups(groupsOf([]), [0.8, 0.2])).toHaveLength(0);
  });

  test('gives every part its share of each class where groups allow', () => {
    // Sixty groups of ten rows; one in three holds all of the rare class.
    const rows = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? [4, 6] : [10, 0]));
    const parts = divideGroups(groupsOf(rows), [0.6, 0.2, 0.2]);
    expect(filled(rows, parts, 3)).toEqual([
      [288, 72],
      [96, 24],
      [96, 24],
    ]);
  });

  test('misses no share by more than the largest group', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 60 });
    const shares = fc
      .array(fc.integer({ min: 1, max: 10 }), { minLength: 2, maxLength: 5 })
      .map((weights) => weights.map((w) => w / weights.reduce((sum, each) => sum + each, 0)));
    fc.assert(
      fc.property(sizes, shares, (of, asked) => {
        const rows = of.map((size) => [size]);
        const all = of.reduce((sum, size) => sum + size, 0);
        filled(rows, divideGroups(groupsOf(rows), asked), asked.length).forEach(([got], part) => {
          expect(Math.abs(got! - asked[part]! * all)).toBeLessThanOrEqual(Math.max(...of));
        });
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test('is quick with a million groups', () => {
    const count = 1_000_000;
    const groups: Groups = {
      starts: Int32Array.from({ length: count + 1 }, (_, i) => i),
      classes: new Int32Array(count),
      counts: Float64Array.from({ length: count }, (_, i) => 1 + (i % 7)),
      classCount: 1,
    };
    const parts = divideGroups(groups, [0.7, 0.2, 0.1]);
    const rows = groups.counts.reduce((sum, each) => sum + each, 0);
    const test = groups.counts.reduce((sum, each, i) => sum + (parts[i] === 2 ? each : 0), 0);
    expect(Math.abs(test - 0.1 * rows)).toBeLessThan(7);
  });
});
