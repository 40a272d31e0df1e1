import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codePoints, distanceRows, editDistance } from './edit-distance';
import { codeComparer } from './code-parts';
import { deletionIndex } from './deletion-index';
import { findVariants, type VariantMethod } from './find-variants';

const ROWS = distanceRows(80);
const distance = (a: string, b: string, most = 2, swaps = true) =>
  editDistance(codePoints(a), codePoints(b), most, swaps, ROWS);

/** The definition, cell by cell. */
function plainDistance(one: string, other: string, swaps: boolean): number {
  const [a, b] = [[...one], [...other]];
  const cells = a.map(() => b.map(() => 0));
  const at = (i: number, j: number): number => (i < 0 ? j + 1 : j < 0 ? i + 1 : cells[i]![j]!);
  a.forEach((x, i) =>
    b.forEach((y, j) => {
      const costs = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (x === y ? 0 : 1)];
      const isSwap = swaps && i > 0 && j > 0 && x === b[j - 1] && a[i - 1] === y;
      if (isSwap) costs.push(at(i - 2, j - 2) + 1);
      cells[i]![j] = Math.min(...costs);
    }),
  );
  return at(a.length - 1, b.length - 1);
}

describe('the edit distance', () => {
  test.each([
    ['kitten', 'sitting', 3, false, 3],
    ['kitten', 'sitting', 2, false, 3],
    ['berlin', 'berlni', 2, true, 1],
    ['berlin', 'berlni', 2, false, 2],
    ['ca', 'abc', 3, true, 3],
    ['', 'ab', 2, true, 2],
    ['same', 'same', 2, true, 0],
    ['groß', 'gross', 2, true, 2],
    ['😀a', '😁a', 2, true, 1],
  ])('%s to %s, up to %d, swaps %s: %d', (a, b, most, swaps, wanted) => {
    expect(distance(a, b, most, swaps)).toBe(wanted);
  });

  test('is that of the definition, up to its bound', () => {
    const text = fc.string({ unit: fc.constantFrom(...'abc'), maxLength: 9 });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 3 }), fc.boolean(), (a, b, most, swaps) => {
        expect(distance(a, b, most, swaps)).toBe(Math.min(plainDistance(a, b, swaps), most + 1));
      }),
      { numRuns: 2000 },
    );
  });
});

const clusters = (values: string[], method: VariantMethod, rows: readonly number[] = values.map(() => 1)) => [
  ...(findVariants.run({ values, counts: Float64Array.from(rows), method }, () => undefined) as Int32Array),
];
const edits = (over: object = {}): VariantMethod => ({
  kind: 'edit-distance',
  distance: 1,
  minLength: 4,
  rarer: 2,
  swaps: true,
  sameDigits: true,
  ...over,
});

describe('variants by edit distance', () => {
  test.each([
    ['one edit', ['berlin', 'brlin', 'berlinn', 'bexlin', 'berlni'], {}, [0, 0, 0, 0, 0]],
    ['swaps are two edits where they are not counted as one', ['berlin', 'berlni'], { swaps: false }, [0, 1]],
    ['two edits where the text is long enough', ['birmingham', 'bxrminghxm'], { distance: 2 }, [0, 0]],
    ['not where it is short', ['berlin', 'bxrlxn'], { distance: 2 }, [0, 1]],
    ['short codes are left alone', ['al', 'xl', 'yes', 'yxs'], {}, [0, 1, 2, 3]],
    ['digits must be the same', ['scip-inf-1', 'scip-inf-2', 'scix-inf-1'], {}, [0, 1, 0]],
    [
      'nor is a code that differs in a part of two letters a slip, where that stands in others too',
      ['al_am-1', 'al_am-2', 'al_am-3', 'ak_am-1', 'ak_am-2', 'ak_am-3', 'xl_am-1'],
      {},
      [0, 1, 2, 3, 4, 5, 0],
    ],
    ['or need not be', ['scip-inf-1', 'scip-inf-2'], { sameDigits: false }, [0, 0]],
    ['digits of other scripts too', ['کد خانه ۱', 'کد خانه ۲'], {}, [0, 1]],
    ['no chains', ['aaaaaa', 'aaaaab', 'aaaabb'], {}, [0, 0, 2]],
    [
      'the nearest, not the first',
      ['aaaaaaaa', 'aaaaaabb', 'aaaaaabc', 'aaaaaacc'],
      { distance: 2 },
      [0, 0, 0, 0],
    ],
    [
      'of two neighbours the nearer one',
      ['xxaaaaaaaa', 'xxbbbaaaaa', 'xxabbaaaaa'],
      { distance: 2 },
      [0, 1, 1],
    ],
    ['the empty text has none', ['', 'a'], { minLength: 1 }, [0, 1]],
  ])('%s', (_, values, options, wanted) => {
    expect(clusters(values, edits(options))).toEqual(wanted);
  });

  test.each([
    ['a common value is no variant of another', [25, 24], 2, [0, 1]],
    ['one of half its rows is', [24, 12], 2, [0, 0]],
    ['of one row each too', [1, 1], 2, [0, 0]],
    ['unless any is wanted', [25, 24], 1, [0, 0]],
  ])('%s', (_, rows, rarer, wanted) => {
    expect(clusters(['center north', 'center nouth'], edits({ rarer }), rows)).toEqual(wanted);
  });

  test('are those that comparing all pairs finds, from either end of the texts', () => {
    const start = fc.constantFrom('', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa');
    const text = fc.string({ unit: fc.constantFrom(...'ab1'), maxLength: 14 });
    const values = fc.uniqueArray(
      fc.tuple(start, text, start).map((parts) => parts.join('')),
      { maxLength: 60 },
    );
    const options = fc.record({
      distance: fc.constantFrom(1, 2),
      minLength: fc.constantFrom(1, 3),
      rarer: fc.constantFrom(1, 2, 5),
      swaps: fc.boolean(),
      sameDigits: fc.boolean(),
    });
    fc.assert(
      fc.property(values, options, (texts, given) => {
        const rows = texts.map((_, place) => Math.ceil(200 / (place + 1)));
        expect(clusters(texts, { kind: 'edit-distance', ...given }, rows)).toEqual(
          byAllPairs(texts, rows, given),
        );
      }),
      { numRuns: 300 },
    );
  });
});

interface Given {
  readonly distance: number;
  readonly minLength: number;
  readonly rarer: number;
  readonly swaps: boolean;
  readonly sameDigits: boolean;
}

function byAllPairs(
  texts: readonly string[],
  rows: readonly number[],
  { distance: most, minLength, rarer, swaps, sameDigits }: Given,
) {
  const centres: number[] = [];
  const digits = (text: string) => text.replace(/\P{Nd}/gu, '');
  const areOneCode = codeComparer(texts);
  for (const text of texts) {
    let [best, least] = [centres.length, Infinity];
    texts.slice(0, centres.length).forEach((other, place) => {
      const [own, its] = [rows[centres.length]!, rows[place]!];
      if (own > 1 && its < rarer * own) return;
      if (centres[place] !== place || (sameDigits && digits(text) !== digits(other))) return;
      if (sameDigits && !areOneCode(centres.length, place)) return;
      const apart = plainDistance(text, other, swaps);
      const allowed = Math.min(most, Math.floor(Math.min(text.length, other.length) / minLength));
      if (apart <= allowed && apart < least) [best, least] = [place, apart];
    });
    centres.push(best);
  }
  return centres;
}

describe('variants by key', () => {
  test('the first of a key leads', () => {
    const values = ['Tom Cruise', 'New York', 'Cruise, Tom', 'new york.', 'TOM  CRUISE', '?', '!', ''];
    expect(clusters(values, { kind: 'fingerprint' })).toEqual([0, 1, 0, 1, 0, 5, 6, 7]);
  });

  test('n-grams forgive blanks and repetitions', () => {
    expect(clusters(['Krzysztof', 'krzy sztof', 'a', 'b', 'A'], { kind: 'ngram', n: 2 })).toEqual([
      0, 0, 2, 3, 2,
    ]);
  });
});

test('of 50,000 values few pairs have to be compared', () => {
  const texts = Array.from({ length: 50_000 }, (_, place) => codePoints(spelled(place)));
  const { memberStarts } = deletionIndex(texts, { distance: 2, sameDigits: true });
  const sizes = Array.from(memberStarts.subarray(1), (end, group) => end - (memberStarts[group] ?? 0));
  const pairs = sizes.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  expect(pairs).toBeGreaterThan(0);
  expect(pairs).toBeLessThan((texts.length * (texts.length - 1)) / 2 / 50);
});

test('values that begin and end alike are not compared pair by pair', () => {
  const values = Array.from(
    { length: 50_000 },
    (_, place) => `the same words ${spelled(place)} the same words`,
  );
  expect(() => clusters(values, edits({ distance: 2 }))).toThrow(/begin and end too much alike/);
});

/** A text of some 8 to 25 letters for a number, much like others. */
function spelled(place: number): string {
  const syllables = ['ba', 'ko', 'mi', 'ter', 'lun', 'sa', 'ri', 'nor', 'el', 'fu'];
  const digits = String(place * 7919 + 100_000);
  return [...digits].map((digit) => syllables[Number(digit)]).join('');
}
