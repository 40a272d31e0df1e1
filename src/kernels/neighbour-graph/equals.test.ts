import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findEquals, hashRows, searchDistinct } from './equals';
import { searchAllRows } from './exact';
import { spaceOf, trialContext } from './trial-context';

const rowLists = fc.array(fc.tuple(fc.constantFrom(0, -0, 1, 1e300), fc.nat(1), fc.nat(2)), {
  minLength: 1,
  maxLength: 60,
});
type Row = readonly [number, number, number];
const spaceFrom = (rows: readonly Row[]) =>
  spaceOf(rows.length, { points: rows.flatMap(([x, y]) => [x, y]), codes: rows.map(([, , code]) => code) });

describe('equal rows', () => {
  test('are found by their bits, whatever their hashes, and the first few of each are kept', () => {
    fc.assert(
      fc.property(rowLists, fc.integer({ min: 1, max: 5 }), fc.boolean(), (rows, most, isBlind) => {
        const space = spaceFrom(rows);
        const hashes = isBlind ? new Int32Array(rows.length) : hashRows.run(space, () => undefined);
        const { first, next, kept } = findEquals(space, hashes as Int32Array, most);
        const equalsOf = (row: number): number[] =>
          rows.flatMap((other, at) =>
            other.every((value, i) => Object.is(value, rows[row]![i])) ? [at] : [],
          );
        rows.forEach((_, row) => {
          const equals = equalsOf(row);
          const walked = [first[row]!];
          while (next[walked.at(-1)!]! >= 0) walked.push(next[walked.at(-1)!]!);
          expect(walked).toEqual(equals.slice(0, most));
          expect(kept.includes(row)).toBe(equals.indexOf(row) < most);
        });
        expect(Array.from(kept)).toEqual([...kept].sort((a, b) => a - b));
      }),
      { seed: 6 },
    );
  });

  test('left out of the search leave every list as it is', async () => {
    await fc.assert(
      fc.asyncProperty(rowLists, fc.integer({ min: 1, max: 6 }), async (rows, asked) => {
        const space = spaceFrom(rows.map(([x, y, code]) => [x > 1 ? 5 : x, y, code]));
        const k = Math.min(asked, space.rows - 1);
        fc.pre(k > 0);
        const { kernels } = trialContext();
        const search = (some: typeof space) => searchAllRows(kernels, some, k, () => undefined);
        expect(await searchDistinct(kernels, space, k, search as never)).toEqual(await search(space));
      }),
      { seed: 7 },
    );
  });
});
