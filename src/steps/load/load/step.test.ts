import { gzipSync } from 'node:zlib';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeEngine } from '../../../../headless/node-engine';
import type { Frame } from '../../../core/frame';
import { frameRows } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import type { Outcome } from '../../../core/outcome';
import type { Engine, RunRequest, StepResult } from '../../../engine/protocol';
import { load, loadParams } from './step';

/** Its JSON tells another phone number than its CSV holds. */
const CONTRADICTORY = 'location_coordinates.csv';

const spectrum = '../shared/data/csv_spectrum';

let engine: Engine;
let folder: string;
let files = 0;

beforeAll(async () => {
  engine = await openNodeEngine();
  folder = await mkdtemp(join(tmpdir(), 'sluice-load-'));
});

afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

async function requestFor(
  content: string | Uint8Array,
  params: object = {},
  name = 'data.csv',
): Promise<RunRequest> {
  const path = join(folder, `${(files += 1)}-${name}`);
  await writeFile(path, content);
  return requestForPath(path, params, name);
}

function requestForPath(path: string, params: object = {}, name = basename(path)): RunRequest {
  const complete = loadParams.parse({ source: { kind: 'file', files: [{ name }] }, ...params });
  const node = { step: 'load', version: 1, params: complete, inputs: {} };
  return { plan: { nodes: [node], target: 0 }, files: { [name]: { path } } };
}

async function loaded(content: string | Uint8Array, params: object = {}, name?: string) {
  const request = await requestFor(content, params, name);
  const result = expectOk(await engine.run(request));
  const page = expectOk(
    await engine.ask({ ...request, query: { kind: 'page', slot: 'table', offset: 0, limit: 100 } }),
  );
  return { result, page };
}

function expectOk<T>(outcome: Outcome<T>): T {
  if (!outcome.ok)
    throw new Error(`${outcome.failure.code}: ${outcome.failure.message} ${outcome.failure.detail ?? ''}`);
  return outcome.value;
}

async function failureOf(content: string | Uint8Array, params: object = {}) {
  const outcome = await engine.run(await requestFor(content, params));
  return outcome.ok ? undefined : outcome.failure;
}

function typesOf(result: StepResult): Frame['columns'][string] | undefined {
  return result.frames.columns?.columns.sql_type;
}

describe('dialect', () => {
  test.each([
    ['comma', 'a,b\n1,x\n2,y\n', ','],
    ['semicolon', 'a;b\n1;x\n2;y\n', ';'],
    ['tab', 'a\tb\n1\tx\n2\ty\n', '\t'],
    ['bar', 'a|b\n1|x\n2|y\n', '|'],
    ['comma and space', 'a, b\n1, x\n2, y\n', ', '],
    ['Windows line ends', 'a,b\r\n1,x\r\n2,y\r\n', ','],
    ['old Mac line ends', 'a,b\r1,x\r2,y\r', ','],
    ['semicolon, with commas in the prose,', 'a;b\n1;x, y\n2;z, w\n', ';', ['x, y', 'z, w']],
    ['tab, with commas in the prose,', 'a\tb\n1\tx, y\n2\tz, w\n', '\t', ['x, y', 'z, w']],
    ['a byte-order mark', '\ufeffa,b\n1,x\n2,y\n', ','],
  ])('%s is found out', async (_, content, delimiter, texts = ['x', 'y']) => {
    const { result, page } = await loaded(content);
    expect(result.frames.dialect?.columns.delimiter).toEqual([delimiter]);
    expect(page.columns).toEqual({ a: [1, 2], b: texts });
  });

  test('a single column needs no delimiter, whatever is asked', async () => {
    const { page } = await loaded('n\n1\n2\n', { delimiter: ';' });
    expect(page.columns).toEqual({ n: [1, 2] });
  });

  test('without a header line columns are numbered, when said so or seen', async () => {
    expect(Object.keys((await loaded('1,x\n2,y\n')).page.columns)).toEqual(['column0', 'column1']);
    expect((await loaded('p,q\nr,s\n', { header: 'no' })).page.rows).toBe(2);
  });

  test('quotes that first occur after the sample are still quotes', async () => {
    const plain = Array.from({ length: 30_000 }, (_, row) => `${row},x`).join('\n');
    const { result } = await loaded(`n,t\n${plain}\n30000,"a,b"\n`);
    expect(result.artifacts.table).toMatchObject({ rows: 30_001 });
  });

  test('lines above the table are left out and said', async () => {
    const { result, page } = await loaded(`Report of May\n\na,b,c\n${'1,2,x\n'.repeat(20)}`);
    expect(page.columns.a?.[0]).toBe(1);
    expect(result.notices.map((notice) => notice.code)).toEqual(['lines-skipped']);
  });

  test.each([
    ['utf-16 with a mark', 'auto', Buffer.from('\ufeffa,b\n1,é\n2,ü\n', 'utf16le'), 'utf-16'],
    ['latin-1 when said so', 'latin-1', Buffer.from('a,b\n1,é\n2,ü\n', 'latin1'), 'latin-1'],
  ])('%s is read', async (_, encoding, content, found) => {
    const { result, page } = await loaded(content, { encoding });
    expect(page.columns.b).toEqual(['é', 'ü']);
    expect(result.frames.dialect?.columns.encoding).toEqual([found]);
  });

  test('a gzip file is read, whatever its name ends in', async () => {
    for (const name of ['data.csv.gz', 'data.csv']) {
      const { page } = await loaded(gzipSync('a,b\n1,x\n'), {}, name);
      expect(page.columns).toEqual({ a: [1], b: ['x'] });
    }
  });
});

describe('types', () => {
  test('are found out: integers, numbers, texts, booleans, dates, timestamps', async () => {
    const { result, page } = await loaded(
      'i,n,t,b,d,s\n1,0.5,x,true,2024-02-29,2024-02-29 10:00:00\n2,1e3,y,false,2024-03-01,2024-03-01 11:30:00\n',
    );
    expect(typesOf(result)).toEqual(['BIGINT', 'DOUBLE', 'VARCHAR', 'BOOLEAN', 'DATE', 'TIMESTAMP']);
    expect(page.columns.s).toEqual(['2024-02-29T10:00:00', '2024-03-01T11:30:00']);
  });

  test('words for yes and no stay as they are written, unless a boolean is asked for', async () => {
    const csv = 'a,b\nyes,true\nno,false\n';
    expect((await loaded(csv)).page.columns).toEqual({ a: ['yes', 'no'], b: [true, false] });
    expect((await loaded(csv, { types: { a: 'boolean' } })).page.columns.a).toEqual([true, false]);
  });

  test('a value that comes late widens the type instead of failing', async () => {
    const numbers = Array.from({ length: 30_000 }, (_, row) => `${row},1`).join('\n');
    const { result } = await loaded(`n,m\n${numbers}\nlate,1\n`);
    expect(typesOf(result)).toEqual(['VARCHAR', 'BIGINT']);
    expect(result.notices.map(({ text }) => text)).toEqual([
      'Column “n” is text: values after the first rows did not fit integer.',
    ]);
  });

  test('a type set by hand stays, and a value that does not fit it fails by line and column', async () => {
    expect((await loaded('zip\n01234\n00501\n', { types: { zip: 'text' } })).page.columns.zip).toEqual([
      '01234',
      '00501',
    ]);
    const failure = await failureOf('a,b\n1,2\nx,3\n', { types: { a: 'integer' } });
    expect(failure).toMatchObject({
      code: 'csv-value-not-of-type',
      message: expect.stringContaining('Line 3') as string,
    });
  });

  test('integers beyond 2^53 and their text in a page stay exact', async () => {
    const { page } = await loaded('id\n9007199254740993\n9223372036854775807\n');
    expect(page.columns.id).toEqual(['9007199254740993', '9223372036854775807']);
  });

  test('missing tokens are what the params say; an empty text is a value when nothing means missing', async () => {
    expect((await loaded('a,b\n1,NA\n2,\n')).page.columns.b).toEqual(['NA', null]);
    expect((await loaded('a,b\n1,NA\n2,\n', { missing: ['', 'NA'] })).page.columns.b).toEqual([null, null]);
    expect((await loaded('a,b\n1,NA\n2,\n', { missing: [] })).page.columns.b).toEqual(['NA', '']);
  });
});

describe('edge cases', () => {
  test('one row, all null, NaN and Infinity, constant, unicode and keyword names', async () => {
    const { result, page } = await loaded('select,größe 😀,empty,x\nNaN,1,,7\nInfinity,1,,7\n', {
      types: { select: 'number' },
    });
    expect(page.columns).toEqual({
      select: [NaN, Infinity],
      'größe 😀': [1, 1],
      empty: [null, null],
      x: [7, 7],
    });
    expect(result.artifacts.table).toMatchObject({ rows: 2 });
  });

  test('an empty table is a named failure', async () => {
    expect(await failureOf('a,b\n')).toMatchObject({ code: 'csv-header-only' });
  });

  test('names that are double or empty are kept as far as they can be, and said', async () => {
    const { result } = await loaded('a,A,,a\n1,2,3,4\n');
    expect(result.frames.columns?.columns).toMatchObject({
      column: ['a', 'A_1', 'column2', 'a_2'],
      original: ['a', 'A', null, 'a'],
    });
    expect(result.notices[0]?.text).toContain('column 3 (without a name) is “column2”');
  });

  test('columns called like members of objects are columns like any other', async () => {
    const { page } = await loaded('constructor,__proto__,toString\n1,2,3\n');
    expect(Object.keys(page.columns)).toEqual(['constructor', '__proto__', 'toString']);
  });

  test('5,000 columns are read', async () => {
    const names = Array.from({ length: 5000 }, (_, i) => `c${i}`).join(',');
    const row = Array.from({ length: 5000 }, (_, i) => i).join(',');
    const request = await requestFor(`${names}\n${row}\n${row}\n`);
    const result = expectOk(await engine.run(request));
    expect(result.artifacts.table).toMatchObject({ rows: 2, columns: { length: 5000 } });
  });

  test('codes that begin with zeros and identifiers of many digits stay as they are written, and it is said', async () => {
    const csv =
      'zip,id,mixed,n\n00501,12345678901234567890,12345678901234567,0\n10115,98765432109876543210,0.5,0.5\n';
    const { result, page } = await loaded(csv);
    expect(page.columns).toEqual({
      zip: ['00501', '10115'],
      id: ['12345678901234567890', '98765432109876543210'],
      mixed: ['12345678901234567', '0.5'],
      n: [0, 0.5],
    });
    expect(result.notices.map(({ text }) => text)).toEqual([
      'Columns “id”, “mixed” are kept as text: their integers have more digits than a number can hold.',
    ]);
  });

  test('a file that the sniffer gives up on keeps the names of its header', async () => {
    const csv = '"Größe, cm",b\n1,2\n3,4,5\n6,7\n';
    expect(await failureOf(csv)).toMatchObject({ code: 'csv-row-too-wide' });
    const failure = await failureOf(csv.replace('3,4,5', '3'));
    expect(failure).toMatchObject({
      code: 'csv-row-too-short',
      message: expect.stringContaining('(2)') as string,
    });
  });

  test('a file that ends at the limit is whole', async () => {
    const { result } = await loaded('a\n1\n2\n', { limit: 2 });
    expect(result.artifacts.table?.traits.sampled).toBeNull();
  });

  test('a limit reads the first rows only and says so in the traits', async () => {
    const { result, page } = await loaded('a\n1\n2\n3\n', { limit: 2 });
    expect(page.columns.a).toEqual([1, 2]);
    expect(result.artifacts.table?.traits.sampled).toEqual({ rows: 2, of: null });
  });

  test.each([
    ['an embedded table', { kind: 'embedded', name: 'tiny', text: 'a,b\n1,2\n' }, 1],
    ['a sample', { kind: 'sample', name: 'penguins' }, 344],
  ])('%s is read', async (_, source, rows) => {
    const node = { step: 'load', version: 1, params: loadParams.parse({ source }), inputs: {} };
    const result = expectOk(await engine.run({ plan: { nodes: [node], target: 0 }, files: {} }));
    expect(result.artifacts.table).toMatchObject({ rows });
  });

  test('an unknown sample is a named failure that lists the known ones', async () => {
    const params = loadParams.parse({ source: { kind: 'sample', name: 'moon' } });
    const node = { step: 'load', version: 1, params, inputs: {} };
    const outcome = await engine.run({ plan: { nodes: [node], target: 0 }, files: {} });
    expect(outcome).toMatchObject({
      ok: false,
      failure: { code: 'sample-unknown', hint: expect.stringContaining('penguins') as string },
    });
  });
});

describe('the reading', () => {
  test('says the size and how the text was read, and suggests a profile', async () => {
    const { result } = await loaded('a;b\n1;x\n2;y\n');
    const params = loadParams.parse({ source: { kind: 'file', files: [{ name: 'data.csv' }] } });
    const reading = load.read({
      ...result,
      params,
      inputs: {},
      outputs: { table: 'data' },
      format: numberFormat('en'),
    });
    expect(reading.text).toBe('2 rows and 2 columns, semicolon separated, names in the first line, UTF-8.');
    expect(reading.suggestions.map((one) => one.step)).toEqual(['profile']);
  });
});

describe.skipIf(!existsSync(spectrum))(
  'the awkward files of csv-spectrum (skipped where ../shared is absent)',
  () => {
    test('hold what their JSON says, as text', async () => {
      const csvs = join(spectrum, 'csvs');
      const wrong: string[] = [];
      for (const file of (await readdir(csvs)).filter(
        (name) => name.endsWith('.csv') && name !== CONTRADICTORY,
      )) {
        const expected = JSON.parse(
          await readFile(join(spectrum, 'json', file.replace('.csv', '.json')), 'utf8'),
        ) as object[];
        const names = Object.keys(expected[0] ?? {});
        const types = Object.fromEntries(names.map((name) => [name, 'text']));
        const request = requestForPath(join(csvs, file), { types, missing: [], header: 'yes' });
        const page = expectOk(
          await engine.ask({ ...request, query: { kind: 'page', slot: 'table', offset: 0, limit: 1000 } }),
        );
        if (JSON.stringify(frameRows(page)) !== JSON.stringify(expected))
          wrong.push(`${file}: ${JSON.stringify(frameRows(page))}`);
      }
      expect(wrong).toEqual([]);
    });
  },
);
