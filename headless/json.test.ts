import { describe, expect, test } from 'vitest';
import { encodeJson } from './json';

describe('what JSON has no word for', () => {
  test.each([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [2n ** 53n - 1n, 9007199254740991],
    [2n ** 53n, '9007199254740992'],
    [-(2n ** 64n), '-18446744073709551616'],
    [new Float64Array([1, Number.NaN]), [1, 'NaN']],
    [new BigInt64Array([1n, 2n ** 60n]), [1, '1152921504606846976']],
    [{ a: undefined, b: [undefined] }, { b: [null] }],
  ])('%s is written %j', (value, written) => {
    expect(encodeJson(value)).toEqual(written);
  });

  test('a field called __proto__ is a field like any other', () => {
    const value: unknown = JSON.parse('{"__proto__":{"x":1}}');
    expect(JSON.stringify(encodeJson(value))).toBe('{"__proto__":{"x":1}}');
  });
});
