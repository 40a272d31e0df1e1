import { describe, expect, test } from 'vitest';
import golden from '../fixtures/alert-golden.json';
import { isBroken, mend } from './broken-text';
import { unevenness } from './categories';
import { uniformShare, upperTail } from './chi-square';
import { codesOf, crossErrors } from './cross-table';
import { isMissingWord } from './missing-words';
import { pearson } from './pearson';

describe('the figures of alerts', () => {
  test.each(golden.uniform)('p of Pearson’s χ² for $counts, as scipy', ({ counts, p }) => {
    expect(Math.abs(uniformShare(counts) - p)).toBeLessThan(1e-12);
  });

  test.each(golden.tails)(
    'the upper tail of χ² at $x with $k degrees of freedom, as scipy',
    ({ x, k, p }) => {
      expect(Math.abs(upperTail(x, k) / p - 1)).toBeLessThan(1e-9);
    },
  );

  test.each(golden.unevenness)('the unevenness of $counts, as scipy’s entropy', ({ counts, value }) => {
    expect(unevenness(counts)).toBeCloseTo(value, 13);
  });

  test('Pearson’s r as scipy, over the rows where both are finite', () => {
    const { x, y, r } = golden.correlation;
    expect(pearson(Float64Array.from(x), Float64Array.from(y))).toBeCloseTo(r, 13);
    const withGaps = pearson(Float64Array.from([NaN, ...x, 1]), Float64Array.from([1, ...y, Infinity]));
    expect(withGaps).toBeCloseTo(r, 13);
  });

  test('no r where one column does not vary, or there are no two rows', () => {
    expect(pearson(Float64Array.of(1, 1, 1), Float64Array.of(1, 2, 3))).toBeNull();
    expect(pearson(Float64Array.of(1), Float64Array.of(2))).toBeNull();
    expect(pearson(Float64Array.of(), Float64Array.of())).toBeNull();
  });

  test('errors of a guess by another column, and of a blind one', () => {
    const from = codesOf(Float64Array.of(7, 7, 8, 8, 9, NaN), 10);
    const to = codesOf(Float64Array.of(1, 1, 2, 3, 1, 1), 10);
    expect(crossErrors(from, to)).toEqual({ rows: 5, errors: 1, blind: 2 });
  });
});

describe('broken characters', () => {
  test.each([
    ['CafÃ©', 'Café'],
    ['KÃ¶ln', 'Köln'],
    ['donâ€™t', 'don’t'],
    ['20Â°', '20°'],
    ['â‚¬5', '€5'],
    ['ï»¿name', '\ufeffname'],
  ])('%s was %s', (broken, meant) => {
    expect([isBroken(broken), mend(broken)]).toEqual([true, meant]);
  });

  test('what could not be read at all cannot be mended', () => {
    expect([isBroken('K\ufffdln'), mend('K\ufffdln')]).toEqual([true, null]);
  });

  test.each(['Café', 'SÃO PAULO', 'Ångström', 'naïve', 'Müller', 'don’t', '“Ñandú”', '日本語', 'Ð'])(
    '%s is whole',
    (text) => {
      expect(isBroken(text)).toBe(false);
    },
  );
});

test('words for missing are the whole of a text, in any case', () => {
  expect(['?', 'N/A', ' null ', '', 'NaN', '-', 'Empty'].map(isMissingWord)).toEqual(new Array(7).fill(true));
  expect(['none', 'unknown', 'no', '0', 'What?', 'A'].map(isMissingWord)).toEqual(new Array(6).fill(false));
});
