import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectOk } from '../../../../headless/expect-ok';
import { openLoadBench, requestForPath, type LoadBench } from '../../../../headless/load-files';
import { frameRows } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import { load, loadParams } from './step';

/** Its JSON tells another phone number than its CSV holds. */
const CONTRADICTORY = 'location_coordinates.csv';

const spectrum = '../shared/data/csv_spectrum';

let bench: LoadBench;
beforeAll(async () => {
  bench = await openLoadBench();
});
afterAll(() => bench.close());

describe('edge cases', () => {
  test('one row, all null, NaN and Infinity, constant, unicode and keyword names', async () => {
    const { result, page } = await bench.loaded('select,größe 😀,empty,x\nNaN,1,,7\nInfinity,1,,7\n', {
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
    expect(await bench.failureOf('a,b\n')).toMatchObject({ code: 'csv-header-only' });
  });

  test('names that are double or empty are kept as far as they can be, and said', async () => {
    const { result } = await bench.loaded('a,A,,a\n1,2,3,4\n');
    expect(result.frames.columns?.columns).toMatchObject({
      column: ['a', 'A_1', 'column2', 'a_2'],
      original: ['a', 'A', null, 'a'],
    });
    expect(result.notices[0]?.text).toContain('column 3 (without a name) is “column2”');
  });

  test('columns called like members of objects are columns like any other', async () => {
    const { page } = await bench.loaded('constructor,__proto__,toString\n1,2,3\n');
    expect(Object.keys(page.columns)).toEqual(['constructor', '__proto__', 'toString']);
  });

  test('5,000 columns are read', async () => {
    const names = Array.from({ length: 5000 }, (_, i) => `c${i}`).join(',');
    const row = Array.from({ length: 5000 }, (_, i) => i).join(',');
    const request = await bench.requestFor(`${names}\n${row}\n${row}\n`);
    const result = expectOk(await bench.engine.run(request));
    expect(result.artifacts.table).toMatchObject({ rows: 2, columns: { length: 5000 } });
  });

  test('a file that the sniffer gives up on keeps the names of its header', async () => {
    const csv = '"Größe, cm",b\n1,2\n3,4,5\n6,7\n';
    expect(await bench.failureOf(csv, { strict: true })).toMatchObject({ code: 'csv-row-too-wide' });
    const failure = await bench.failureOf(csv.replace('3,4,5', '3'), { strict: true });
    expect(failure).toMatchObject({
      code: 'csv-row-too-short',
      message: expect.stringContaining('(2)') as string,
    });
  });

  test('names with umlauts and capitals stay as they are', async () => {
    const { result, page } = await bench.loaded('Größe,ÄPFEL\n1,2\n');
    expect(Object.keys(page.columns)).toEqual(['Größe', 'ÄPFEL']);
    expect(result.notices).toEqual([]);
  });

  test('a row below the limit that does not fit is none of its business', async () => {
    // Rows are read 2,048 at a time and one such piece ahead: this row is met only in finding out whether there is more.
    const limit = 14 * 2048;
    const rows = limit + 2048;
    const { result } = await bench.loaded(`a,b\n${'1,2\n'.repeat(rows)}3,4,5\n`, { limit });
    expect(result.artifacts.table).toMatchObject({
      rows: limit,
      traits: { sampled: { rows: limit, of: null } },
    });
  });

  test('a file that ends at the limit is whole', async () => {
    const { result } = await bench.loaded('a\n1\n2\n', { limit: 2 });
    expect(result.artifacts.table?.traits.sampled).toBeNull();
  });

  test('a limit reads the first rows only and says so in the traits', async () => {
    const { result, page } = await bench.loaded('a\n1\n2\n3\n', { limit: 2 });
    expect(page.columns.a).toEqual([1, 2]);
    expect(result.artifacts.table?.traits.sampled).toEqual({ rows: 2, of: null });
  });

  test.each([
    ['an embedded table', { kind: 'embedded', name: 'tiny', text: 'a,b\n1,2\n' }, 1],
    ['a sample', { kind: 'sample', name: 'penguins' }, 344],
  ])('%s is read', async (_, source, rows) => {
    const node = { step: 'load', version: 1, params: loadParams.parse({ source }), inputs: {} };
    const result = expectOk(await bench.engine.run({ plan: { nodes: [node], target: 0 }, files: {} }));
    expect(result.artifacts.table).toMatchObject({ rows });
  });

  test('an unknown sample is a named failure that lists the known ones', async () => {
    const params = loadParams.parse({ source: { kind: 'sample', name: 'moon' } });
    const node = { step: 'load', version: 1, params, inputs: {} };
    const outcome = await bench.engine.run({ plan: { nodes: [node], target: 0 }, files: {} });
    expect(outcome).toMatchObject({
      ok: false,
      failure: { code: 'sample-unknown', hint: expect.stringContaining('penguins') as string },
    });
  });
});

describe('the reading', () => {
  test('says the size and how the text was read, and suggests a profile', async () => {
    const { result } = await bench.loaded('a;b\n1;x\n2;y\n');
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
          await bench.engine.ask({
            ...request,
            query: { kind: 'page', slot: 'table', offset: 0, limit: 1000 },
          }),
        );
        if (JSON.stringify(frameRows(page)) !== JSON.stringify(expected))
          wrong.push(`${file}: ${JSON.stringify(frameRows(page))}`);
      }
      expect(wrong).toEqual([]);
    });
  },
);
