import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxHeight, isScaled, lastTop, MOST_PIXELS, nativeOf, topAfter, type RowSpace } from './row-scroll';

const small: RowSpace = { content: 24_000, view: 300 };
const huge: RowSpace = { content: 24 * 50_000_000, view: 300 };
const nativeLast = (space: RowSpace): number => boxHeight(space) - space.view;

describe('scrolling rows', () => {
  test('what fits a box is scrolled pixel by pixel', () => {
    expect([boxHeight(small), isScaled(small)]).toEqual([24_000, false]);
    expect(topAfter(1234, { native: 0, top: 0 }, small)).toBe(1234);
    expect(nativeOf(1234, small)).toBe(1234);
  });

  test('no box is taller than a browser can make it', () => {
    expect([boxHeight(huge), isScaled(huge)]).toEqual([MOST_PIXELS, true]);
  });

  test('a turn of the wheel moves a scaled content by as many pixels as the box', () => {
    expect(topAfter(5120, { native: 5000, top: 700_000 }, huge)).toBe(700_120);
    expect(topAfter(4880, { native: 5000, top: 700_000 }, huge)).toBe(699_880);
  });

  test('a jump of the bar moves it by the same share', () => {
    const half = nativeLast(huge) / 2;
    expect(topAfter(half, { native: 0, top: 0 }, huge)).toBeCloseTo(lastTop(huge) / 2, 3);
  });

  test('both ends are reached, however the bar got there', () => {
    expect(topAfter(0, { native: 40, top: 900 }, huge)).toBe(0);
    expect(topAfter(nativeLast(huge) - 0.4, { native: nativeLast(huge) - 50, top: 5 }, huge)).toBe(
      lastTop(huge),
    );
  });

  test('rows that all fit do not scroll', () => {
    expect(topAfter(0, { native: 0, top: 0 }, { content: 48, view: 300 })).toBe(0);
    expect(lastTop({ content: 48, view: 300 })).toBe(0);
  });

  test('a place never lies outside the content, and the bar never outside its box', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, from, to) => {
          const space = { content: rows * 24, view: 300 };
          const before = { native: from * Math.max(0, nativeLast(space)), top: from * lastTop(space) };
          const top = topAfter(to * Math.max(0, nativeLast(space)), before, space);
          expect(top).toBeGreaterThanOrEqual(0);
          expect(top).toBeLessThanOrEqual(lastTop(space));
          expect(nativeOf(top, space)).toBeLessThanOrEqual(Math.max(0, nativeLast(space)) + 1e-6);
        },
      ),
    );
  });
});
