import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareDecimals } from './decimal-order';

test('compareDecimals orders integers that doubles cannot tell apart', () => {
  expect(compareDecimals('9007199254740993', '9007199254740992')).toBe(1);
  expect(compareDecimals('-170141183460469231731687303715884105728', '-1')).toBe(-1);
});

test('compareDecimals does not mind how a number is written', () => {
  expect(compareDecimals('1.50', '1.5')).toBe(0);
  expect(compareDecimals('1e+21', '1000000000000000000000')).toBe(0);
  expect(compareDecimals('-0.5', '-0.25')).toBe(-1);
});

test('compareDecimals agrees with the comparison of doubles', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(finite, finite, (a, b) => {
      expect(compareDecimals(String(a), String(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
    }),
  );
});

test('compareDecimals refuses what is no number', () => {
  expect(() => compareDecimals('one', '1')).toThrow('Not a decimal number: one');
});
