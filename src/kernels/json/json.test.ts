import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf, rowsOf, silent } from '../../../headless/json-rows';
import { openJson, type OpenedJson } from './open-json';

describe('values', () => {
  test('integers are exact to 64 bits, and beyond them are text as written', async () => {
    expect(await rowsOf('[{"a":9007199254740993},{"a":-9223372036854775808}]')).toEqual([
      { a: 9007199254740993n },
      { a: -(2n ** 63n) },
    ]);
    expect(await rowsOf('[{"a":9223372036854775808},{"a":1}]')).toEqual([
      { a: '9223372036854775808' },
      { a: '1' },
    ]);
    expect(await rowsOf('[{"a":9007199254740993},{"a":1.50}]')).toEqual([
      { a: '9007199254740993' },
      { a: '1.50' },
    ]);
  });

  test('numbers are those of JSON.parse, to the last bit', async () => {
    const numbers = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc
        .tuple(fc.bigInt(0n, 10n ** 20n), fc.bigInt(0n, 10n ** 20n), fc.integer({ min: -320, max: 300 }))
        .map(([a, b, e]) => `${a}.${b}e${e}`),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(numbers, { minLength: 1, maxLength: 40 }), async (texts) => {
        const rows = await rowsOf(`[0.5,${texts.join(',')}]`);
        const values = rows.slice(1).map(({ value }) => (typeof value === 'string' ? Number(value) : value));
        expect(values).toEqual(texts.map((one) => JSON.parse(one) as number));
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  test('texts are those of JSON.parse, with escapes and without', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }),
        fc.boolean(),
        async (texts, isEscaped) => {
          const json = JSON.stringify(['x', ...texts]);
          const written = isEscaped
            ? json.replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
            : json;
          expect((await rowsOf(written)).map(({ value }) => value)).toEqual(['x', ...texts]);
        },
      ),
      { numRuns: 200, seed: 2 },
    );
  });

  test('half a character becomes the replacement character', async () => {
    expect(await rowsOf('["\\ud800x","\\udc00","\\ud83d\\ude00"]')).toEqual([
      { value: '\ufffdx' },
      { value: '\ufffd' },
      { value: '😀' },
    ]);
  });

  test('lists are kept as JSON without the space between tokens', async () => {
    expect(await rowsOf('[{"a": [1, "x \\" y", {"b" : 2.0}]}]')).toEqual([{ a: '[1,"x \\" y",{"b":2.0}]' }]);
  });
});

describe('records', () => {
  const record = fc.dictionary(
    fc.constantFrom('a', 'b', 'constructor', '__proto__', 'größe', 'x.y', ''),
    fc.oneof(
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.string(),
      fc.array(fc.integer(), { maxLength: 3 }),
    ),
    { noNullPrototype: true },
  );

  test('pieces of any size make the same table, whatever the layout', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 2, maxLength: 30 }),
        fc.integer({ min: 1, max: 200 }),
        async (records, bytes) => {
          const whole = await rowsOf(JSON.stringify(records));
          expect(whole.length).toBe(records.length);
          expect(await rowsOf(JSON.stringify(records, null, 1), bytes)).toEqual(whole);
          expect(await rowsOf(records.map((one) => JSON.stringify(one)).join('\n'), bytes)).toEqual(whole);
          expect(await rowsOf(`{"n":1,"in":{"data":${JSON.stringify(records)}},"z":[1]}`, bytes)).toEqual(
            whole,
          );
        },
      ),
      { numRuns: 100, seed: 3 },
    );
  });

  test('NaN and the infinities are numbers, wherever a piece ends', async () => {
    const text = '[{"a":NaN,"b":-Infinity},{"a":Infinity,"b":2.5},{"a":-1,"b":NaN}]';
    const whole = [
      { a: NaN, b: -Infinity },
      { a: Infinity, b: 2.5 },
      { a: -1, b: NaN },
    ];
    for (let bytes = 1; bytes <= text.length; bytes++) expect(await rowsOf(text, bytes)).toEqual(whole);
    const words = '[{"a":nan,"b":"-inf"},{"a":inf,"b":2.5},{"a":-1,"b":"NaN"}]';
    for (let bytes = 1; bytes <= words.length; bytes++) expect(await rowsOf(words, bytes)).toEqual(whole);
  });

  test('objects within records become columns, with the rest of their name', async () => {
    const rows = await rowsOf('[{"a":{"b":1,"c":{"d":true}}},{"a":null},{"a":5},{"a":{}}]');
    expect(rows.map((row) => [row['a.b'], row['a.c.d'], row.a])).toEqual([
      [1n, 1, null],
      [null, null, null],
      [null, null, '5'],
      [null, null, '{}'],
    ]);
    expect(await rowsOf('[{"a":{"b": 1}}]', 1 << 20, false)).toEqual([{ a: '{"b":1}' }]);
  });

  test('of a name that stands twice the last value holds, also where the first was an object', async () => {
    expect(await rowsOf('[{"a":{"b":1},"a":{"b":2}},{"a":{"b":3},"a":null}]')).toEqual([
      { 'a.b': 2n, a: null },
      { 'a.b': null, a: null },
    ]);
  });

  test('a list of lists may begin with names; all other layouts are told apart', async () => {
    const form = async (text: string): Promise<OpenedJson> =>
      openJson.run(
        { file: new Blob([text]), name: 'x', at: '', header: 'auto', isFlat: true, rows: Infinity },
        silent,
      );
    const told = await Promise.all(
      [
        '[["a","b"],["x",1]]',
        '[["a","b"],["x","y"]]',
        '{"a":[1,2],"b":[3,null]}',
        '{"a":[1,2],"b":[3]}',
        '[null,{"a":1}]',
        '[1]\n[2]',
      ].map(form),
    );
    expect(told.map(({ form: { layout, record: kind }, names }) => [layout, kind, names])).toEqual([
      ['list', 'list', ['a', 'b']],
      ['list', 'list', null],
      ['columns', 'object', null],
      ['single', 'object', null],
      ['list', 'object', null],
      ['lines', 'list', null],
    ]);
  });
});

describe('encodings', () => {
  const utf16 = (text: string, isBig: boolean, hasMark: boolean): Uint8Array => {
    const bytes = Buffer.from((hasMark ? '\ufeff' : '') + text, 'utf16le');
    return new Uint8Array(isBig ? bytes.swap16() : bytes);
  };
  const text = '[{"größe":"😀"}]';
  test.each([
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${text}`)],
    ['UTF-16, little end first', utf16(text, false, true)],
    ['UTF-16, big end first', utf16(text, true, true)],
    ['UTF-16 without a mark', utf16(text, false, false)],
    ['UTF-16 without a mark, big end first', utf16(text, true, false)],
  ])('%s is read', async (_, bytes) => {
    expect(await rowsOf(bytes)).toEqual([{ größe: '😀' }]);
  });

  test('gzip is inflated; one that is cut off fails by name', async () => {
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
    const packed = new Uint8Array(await new Response(stream).arrayBuffer());
    expect(await rowsOf(packed)).toEqual([{ größe: '😀' }]);
    expect(await codeOf(packed.slice(0, packed.length - 12))).toBe('gzip-damaged');
  });
});
