import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTrialBench, type TrialBench } from '../../../../headless/files-trial';
import { loadJson, loadJsonParams } from './step';

const examples = '../shared/data/csvkit_examples';

let bench: TrialBench;
beforeAll(async () => {
  bench = await openTrialBench('load-json');
});
afterAll(() => bench.close());

const lines = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');

describe('edge cases', () => {
  test('one row, all null, a constant column, unicode and keyword names', async () => {
    const { result, page } = await bench.loaded({
      'a.json': '[{"select":1.5,"größe 😀":"x","empty":null,"constructor":7}]',
    });
    expect(page.columns).toEqual({ select: [1.5], 'größe 😀': ['x'], empty: [null], constructor: [7] });
    expect(result.notices).toEqual([]);
  });

  test('NaN, Infinity and -Infinity, as Python writes them, are numbers, and it is said', async () => {
    const { page, result } = await bench.loaded({
      'a.json':
        '{"meta":NaN,"data":[{"a":NaN,"b":1},{"a":Infinity,"b":[NaN]},{"a":-Infinity,"b":"x"},{"a":2}]}',
    });
    expect(page.columns).toEqual({ a: [NaN, Infinity, -Infinity, 2], b: ['1', '[NaN]', 'x', null] });
    expect(result.notices.map(({ code, text }) => [code, text])).toContainEqual([
      'json-not-finite',
      '4 values are NaN or infinite, which JSON does not have; read as numbers, not as missing.',
    ]);
    const lists = await bench.loaded({ 'b.json': '[["a","NaN b"],[NaN,1],[1,"x"]]' });
    expect(lists.page.columns).toEqual({ a: [NaN, 1], 'NaN b': ['1', 'x'] });
    expect(lists.result.notices.filter(({ code }) => code === 'json-not-finite')).toMatchObject([
      { text: 'One value is NaN or infinite, which JSON does not have; read as a number, not as missing.' },
    ]);
  });

  test.each([
    ['[{"a":nan},{"a":inf},{"a":-Inf},{"a":-INFINITY},{"a":-nan},{"a":null},{"a":2}]', 5],
    ['[{"a":"nan"},{"a":"inf"},{"a":"-Inf"},{"a":"-INFINITY"},{"a":"NaN"},{"a":null},{"a":2}]', 5],
  ])(
    'other words for them are numbers beside numbers, in quotation marks or not: %s',
    async (text, count) => {
      const { page, result } = await bench.loaded({ 'a.json': text });
      expect(page.columns.a).toEqual([NaN, Infinity, -Infinity, -Infinity, NaN, null, 2]);
      expect(result.notices).toMatchObject([{ code: 'json-not-finite' }]);
      expect(result.notices[0]?.text).toContain(`${count} values are NaN or infinite`);
    },
  );

  test('words for them are text beside other texts, and where no number stands', async () => {
    const { page, result } = await bench.loaded({
      'a.json': '[{"a":"inf","b":"NaN","c":"inf"},{"a":"infant","b":null,"c":9007199254740993}]',
    });
    expect(page.columns).toEqual({ a: ['inf', 'infant'], b: ['NaN', null], c: ['inf', '9007199254740993'] });
    expect(result.notices.map(({ code }) => code)).toEqual(['columns-kept-text']);
  });

  test('a number far behind words for them makes them numbers', async () => {
    const records = `${'{"a":"inf"}\n'.repeat(120_000)}{"a":1}\n`;
    const { page, result } = await bench.loaded({ 'a.ndjson': records });
    expect(page.columns.a?.slice(0, 2)).toEqual([Infinity, Infinity]);
    expect(result.notices[0]?.text).toContain('120000 values');
  });

  test('words for NaN and Infinity are numbers where the type is set to number', async () => {
    const { page } = await bench.loaded(
      { 'a.json': '[{"a":"NaN"},{"a":"-Infinity"},{"a":""},{"a":2}]' },
      { types: { a: 'number' } },
    );
    expect(page.columns.a).toEqual([NaN, -Infinity, null, 2]);
  });

  test('an empty table, and records without names, fail by name', async () => {
    expect(await bench.failureOf({ 'a.json': '[]' })).toMatchObject({ code: 'json-no-rows' });
    expect(await bench.failureOf({ 'a.json': '{"data":[]}' })).toMatchObject({ code: 'json-no-rows' });
    expect(await bench.failureOf({ 'a.json': '[{},{}]' })).toMatchObject({ code: 'json-no-columns' });
  });

  test('names that are used twice, or differ in capitals only, are kept and said', async () => {
    const { page, result } = await bench.loaded({ 'a.json': '[{"a":1,"A":2,"":3,"b":{"c":4},"b.c":5}]' });
    expect(page.columns).toEqual({ a: [1], A_1: [2], column2: [3], 'b.c': [4], 'b.c_1': [5] });
    expect(result.notices.map(({ code }) => code)).toEqual(['columns-renamed']);
  });

  test('zero bytes and other controls in texts arrive', async () => {
    const { page } = await bench.loaded({ 'a.json': '[{"a":"x\\u0000y\\n"}]' });
    expect(page.columns.a).toEqual(['x\u0000y\n']);
  });
});

describe('types', () => {
  test('are found in all rows: a value beyond the first MiB widens its column and nothing passes through a narrower type', async () => {
    const rows = Array.from({ length: 120_000 }, (_, i): object => ({ id: i, v: i, t: '2020-01-01' }));
    const last = '{"id":9007199254740993,"v":"last","t":"2020-01-01T10:00:00","late":true}';
    const text = `${lines(rows)}\n${last}`;
    const { result, reading } = await bench.loaded({ 'a.ndjson': text });
    const table = result.artifacts.table;
    expect(table).toMatchObject({ rows: 120_001 });
    expect(table?.kind === 'table' && table.columns.map(({ name, sqlType }) => [name, sqlType])).toEqual([
      ['id', 'BIGINT'],
      ['v', 'VARCHAR'],
      ['t', 'TIMESTAMP'],
      ['late', 'BOOLEAN'],
    ]);
    expect(reading.text).toContain('“v” is text, as written: its values are of several kinds.');
  });

  test('that mix are text, as written', async () => {
    const { page, reading } = await bench.loaded({
      'a.json': '[{"a":1.50},{"a":"x"},{"a":true},{"a":[1, 2]},{"a":null}]',
    });
    expect(page.columns.a).toEqual(['1.50', 'x', 'true', '[1,2]', null]);
    expect(reading.text).toContain('several kinds');
  });

  test('dates need every value to be one; zones are kept as UTC', async () => {
    const { page, result } = await bench.loaded({
      'a.json': lines([
        { d: '2020-02-29', z: '2020-01-01T00:30:00+01:00', m: '2020-01-01', n: '2020-01-01' },
        { d: '1600-01-01', z: '1969-12-31T23:59:59.999999Z', m: '2020-01-01T10:00Z', n: 'none' },
      ]),
    });
    expect(page.columns).toEqual({
      d: ['2020-02-29', '1600-01-01'],
      z: ['2019-12-31T23:30:00', '1969-12-31T23:59:59.999999'],
      m: ['2020-01-01', '2020-01-01T10:00Z'],
      n: ['2020-01-01', 'none'],
    });
    expect(result.notices.map(({ code }) => code).sort()).toEqual(['columns-kept-text', 'columns-utc']);
  });

  test('set by hand hold, and a value that does not fit names its line', async () => {
    const files = { 'a.json': '{"a":1,"b":"2"}\n{"a":2,"b":"x"}\n' };
    const { page } = await bench.loaded(files, { types: { a: 'text' } });
    expect(page.columns.a).toEqual(['1', '2']);
    expect(await bench.failureOf(files, { types: { b: 'integer' } })).toMatchObject({
      code: 'json-value-not-of-type',
      message: 'Line 2 of “a.json” holds “x” in column “b”, which cannot be read as integer.',
    });
  });

  test('set for a column that is not there are said', async () => {
    const { reading } = await bench.loaded({ 'a.json': '[{"a":1}]' }, { types: { b: 'text' } });
    expect(reading.text).toContain('No column is called “b”');
  });
});

describe('where the records are', () => {
  const nested = { 'a.json': '{"meta":{"n":2},"result":{"items":[{"a":1},{"a":2}]},"page":1}' };

  test('the one list of records is found and said, with what is beside it', async () => {
    const { page, reading, result } = await bench.loaded(nested);
    expect(page.columns).toEqual({ a: [1, 2] });
    expect(reading.text).toBe(
      '2 rows and 1 column, a list of objects at /result/items, UTF-8. The records were found at /result/items; “meta”, “page” beside it are not read.',
    );
    expect(result.frames.files?.columns).toMatchObject({
      layout: ['list'],
      at: ['/result/items'],
      rows: [2],
    });
  });

  test('a path says where; one that is not there fails with those that are', async () => {
    const { page } = await bench.loaded(nested, { at: '/meta' });
    expect(page.columns).toEqual({ n: [2] });
    expect((await bench.loaded(nested, { at: '/' })).result.artifacts.table).toMatchObject({ rows: 1 });
    expect(await bench.failureOf(nested, { at: '/items' })).toMatchObject({
      code: 'json-path-unknown',
      hint: expect.stringContaining('/result/items') as string,
    });
    const { page: odd } = await bench.loaded(
      { 'a.json': '{"a/b":{"~":[{"x":1}]},"c":[{"y":1}]}' },
      { at: '/a~1b/~0' },
    );
    expect(odd.columns).toEqual({ x: [1] });
  });

  test('nested objects stay JSON where asked', async () => {
    const { page } = await bench.loaded({ 'a.json': '[{"a":{"b": 1}}]' }, { nested: 'text' });
    expect(page.columns).toEqual({ a: ['{"b":1}'] });
  });

  test('lists of lists take their names from the first one, or not', async () => {
    const files = { 'a.json': '[["n","n"],["x","1"],["y","2",true]]' };
    const { page } = await bench.loaded(files, { header: 'yes' });
    expect(page.columns).toEqual({ n: ['x', 'y'], n_1: ['1', '2'], column2: [null, true] });
    expect((await bench.loaded(files)).page.columns).toMatchObject({ column0: ['n', 'x', 'y'] });
  });
});

describe('several files', () => {
  const files = {
    'one.json': '[{"id":1,"v":1}]',
    'two.ndjson': '{"ID":2,"w":"x"}\n{"ID":null,"v":2.5,"w":"y"}\n',
  };

  test('are united by name, with types that hold the values of all', async () => {
    const { page, reading } = await bench.loaded(files, { filename: 'v' });
    expect(page.columns).toEqual({
      id: [1, 2, null],
      v: [1, null, 2.5],
      w: [null, 'x', 'y'],
      v_1: ['one.json', 'two.ndjson', 'two.ndjson'],
    });
    expect(reading.text).toContain('3 rows and 4 columns, from 2 files');
    expect(reading.text).toContain('“two.ndjson” adds “w”; has other types in “v” (against “one.json”).');
    expect(reading.text).toContain('The column of file names is “v_1”');
  });

  test('a column that is empty in one file has the type of the other', async () => {
    const { result } = await bench.loaded({ 'a.json': '[{"x":null}]', 'b.json': '[{"x":5}]' });
    expect(result.artifacts.table).toMatchObject({ columns: [{ name: 'x', sqlType: 'BIGINT' }] });
    expect(result.notices).toEqual([]);
  });

  test('a limit counts the rows of all, and the table says that it is cut', async () => {
    const { page, result } = await bench.loaded(files, { limit: 2 });
    expect(page.columns.id).toEqual([1, 2]);
    expect(result.artifacts.table?.traits.sampled).toEqual({ rows: 2, of: null });
    const all = await bench.loaded(files, { limit: 3 });
    expect(all.result.artifacts.table?.traits.sampled).toBeNull();
  });

  test('the key knows names of files only where a column holds them', () => {
    const source = (name: string) => ({ kind: 'file', files: [{ name }] });
    const key = (name: string, filename: string) =>
      loadJson.keyParams(loadJsonParams.parse({ source: source(name), filename }));
    expect(key('a', '')).toEqual(key('b', ''));
    expect(key('a', 'file')).not.toEqual(key('b', 'file'));
  });
});

test('what had to be changed is said', async () => {
  const { reading } = await bench.loaded({ 'a.json': '[{"a":1,"a":2,"h":"\\ud800"}]' });
  expect(reading.text).toContain('In one place a name stands twice in one object; the last value holds.');
  expect(reading.text).toContain('One half of a character (a lone surrogate) became “�”.');
  expect(reading.suggestions.map(({ step }) => step)).toEqual(['profile']);
});

test('the same text gives the same table as a list, as lines, as columns and packed', async () => {
  const rows = Array.from({ length: 500 }, (_, i) => ({
    i,
    x: i / 7,
    t: `té ${i}`,
    n: i % 3 === 0 ? null : i,
  }));
  const columns = Object.fromEntries(
    Object.keys(rows[0] ?? {}).map((name) => [name, rows.map((row) => row[name as 'i'])]),
  );
  const packed = new Blob([lines(rows)]).stream().pipeThrough(new CompressionStream('gzip'));
  const [list, ...others] = await Promise.all(
    [
      JSON.stringify(rows, null, 2),
      lines(rows),
      JSON.stringify(columns),
      new Uint8Array(await new Response(packed).arrayBuffer()),
    ].map(async (content) => (await bench.loaded({ 'a.json': content })).page),
  );
  expect(list?.rows).toBe(500);
  for (const other of others) expect(other).toEqual(list);
});

describe.skipIf(!existsSync(examples))('the JSON of csvkit (skipped where ../shared is absent)', () => {
  test.each([
    ['testjson.json', 5],
    ['testjson_nested.json', 2],
    ['testjson_multiline.json', 2],
    ['test_geojson.json', 3],
  ])('%s has %i rows', async (name, rows) => {
    const { result } = await bench.loadedFrom(`${examples}/${name}`, name);
    expect(result.artifacts.table).toMatchObject({ rows });
  });
});
