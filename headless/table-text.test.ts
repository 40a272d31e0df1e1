import { describe, expect, test } from 'vitest';
import type { Cell, Frame } from '../src/core/frame';
import { encodeJson } from './json';
import { csvWriter, jsonWriter } from './table-text';

const frameOf = (columns: Record<string, Cell[]>): Frame => ({
  rows: Object.values(columns)[0]?.length ?? 0,
  columns,
});
const csv = (columns: Record<string, Cell[]>, order = Object.keys(columns)) => {
  const writer = csvWriter(order);
  return writer.begin() + writer.rows(frameOf(columns)) + writer.end();
};

describe('CSV', () => {
  test('quotes by RFC 4180: delimiters, quotes and line breaks, in names too', () => {
    expect(csv({ 'a,b': ['x,y', 'say "hi"', 'one\r\ntwo', 'plain'], '': ['1', '2', '3', '4'] })).toBe(
      '"a,b",""\n"x,y",1\n"say ""hi""",2\n"one\r\ntwo",3\nplain,4\n',
    );
  });

  test('tells a missing value from an empty text, and never writes an empty line', () => {
    expect(csv({ a: [null, ''], b: ['x', 'y'] })).toBe('a,b\n,x\n"",y\n');
    expect(csv({ a: [null, 'x'] })).toBe('a\n""\nx\n');
  });

  test('writes numbers so that they read back as they are', () => {
    const values = [0.1 + 0.2, -0, 1e21, 5e-324, Number.NaN, Number.NEGATIVE_INFINITY, true];
    expect(csv({ a: values })).toBe('a\n0.30000000000000004\n-0\n1e+21\n5e-324\nNaN\n-Infinity\ntrue\n');
  });

  test('writes the columns in the order it is told, whatever the keys of the page', () => {
    expect(csv({ name: ['x'], 2020: [1], 2019: [2] }, ['name', '2020', '2019'])).toBe(
      'name,2020,2019\nx,1,2\n',
    );
  });

  test('keeps the blanks at the ends of a text', () => {
    expect(csv({ a: [' x', 'y\t', 'x y'] })).toBe('a\n" x"\n"y\t"\nx y\n');
  });
});

describe('a table as JSON', () => {
  test('is one list over all pages', () => {
    const writer = jsonWriter(['a']);
    const pages = [{ a: [1, Number.NaN] }, { a: [null] }, { a: [] }].map((page) =>
      writer.rows(frameOf(page)),
    );
    expect(JSON.parse([writer.begin(), ...pages, writer.end()].join(''))).toEqual([
      { a: 1 },
      { a: 'NaN' },
      { a: null },
    ]);
  });

  test('writes the columns in the order it is told', () => {
    const rows = jsonWriter(['name', '2020', '2019']).rows(frameOf({ name: ['x'], 2020: [1], 2019: [null] }));
    expect(rows).toBe('\n{"name":"x","2020":1,"2019":null}');
  });

  test('without a row is an empty list', () => {
    const writer = jsonWriter(['a']);
    expect(JSON.parse(writer.begin() + writer.rows(frameOf({ a: [] })) + writer.end())).toEqual([]);
  });
});

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
