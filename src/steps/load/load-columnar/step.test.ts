import { Float64, Int32, Null, Schema, Field, Table, Utf8, vectorFromArray } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columnarRequest, openColumnarBench, type ColumnarBench } from '../../../../headless/columnar-bench';
import { numberFormat } from '../../../core/number-format';
import {
  arrowFileOf,
  arrowStreamOf,
  parquetOf,
  sampleTable,
  tableOf,
} from '../../../../headless/columnar-files';
import { loadColumnar, loadColumnarParams } from './step';

let bench: ColumnarBench;
beforeAll(async () => {
  bench = await openColumnarBench();
});
afterAll(() => bench.close());

const FORMATS = [
  ['Parquet', parquetOf],
  ['Arrow file', arrowFileOf],
  ['Arrow stream', arrowStreamOf],
] as const;

const loaded = async (bytes: Uint8Array, params?: object) => bench.loaded(await bench.write(bytes), params);
const codeOf = async (bytes: Uint8Array, params?: object): Promise<string | undefined> => {
  const outcome = await bench.run(await bench.write(bytes), params);
  return outcome.ok ? undefined : outcome.failure.code;
};

describe.each(FORMATS)('edge cases of a %s:', (format, bytesOf) => {
  test('NaN and Infinity, all null, a constant, unicode and keyword names, one row and several', async () => {
    const table = (rows: number) =>
      tableOf({
        select: Float64Array.of(NaN, Infinity, -0).slice(0, rows),
        'größe 😀': vectorFromArray([1, 1, 1].slice(0, rows), new Int32()),
        empty: vectorFromArray([null, null, null].slice(0, rows), new Float64()),
        __proto__x: vectorFromArray(['', null, '"'].slice(0, rows), new Utf8()),
      });
    const three = await loaded(bytesOf(table(3)));
    expect(three.page.columns).toEqual({
      select: [NaN, Infinity, -0],
      'größe 😀': [1, 1, 1],
      empty: [null, null, null],
      __proto__x: ['', null, '"'],
    });
    expect(three.result.notices).toEqual([]);
    const one = await loaded(bytesOf(table(1)));
    expect(one.result.artifacts.table).toMatchObject({ rows: 1 });
  });

  test('an empty table keeps its columns and their types', async () => {
    const { result } = await loaded(bytesOf(sampleTable(0)));
    expect(result.artifacts.table).toMatchObject({
      rows: 0,
      columns: [
        { name: 'id', sqlType: 'INTEGER' },
        { name: 'x', sqlType: 'DOUBLE' },
        { name: 'text', sqlType: 'VARCHAR' },
        { name: 'kind', sqlType: 'VARCHAR' },
        { name: 'flag', sqlType: 'BOOLEAN' },
      ],
    });
  });

  test('2,000 columns are read', async () => {
    const columns = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [`c${index}`, Int32Array.of(index, -index)]),
    );
    const { result, page } = await loaded(bytesOf(tableOf(columns)));
    expect(result.artifacts.table).toMatchObject({ rows: 2, columns: { length: 2000 } });
    expect(page.columns.c1999).toEqual([1999, -1999]);
  });

  test('a file without columns is a named failure', async () => {
    expect(await codeOf(bytesOf(new Table(new Schema([]))))).toBe('columnar-no-columns');
  });

  test('chosen columns come in the order of the file; one that is not there is a named failure', async () => {
    const { page } = await loaded(bytesOf(sampleTable(3)), { columns: ['kind', 'id'] });
    expect(page.columns).toEqual({ id: [0, 1, 2], kind: ['a', 'b', 'c'] });
    expect(await codeOf(bytesOf(sampleTable(3)), { columns: ['idd'] })).toBe('column-unknown');
  });

  test('a limit reads the first rows and says of how many', async () => {
    const { result, page } = await loaded(bytesOf(sampleTable(1000)), { limit: 2 });
    expect(page.columns.id).toEqual([0, 1]);
    expect(result.artifacts.table?.traits.sampled).toEqual({ rows: 2, of: 1000 });
    const whole = await loaded(bytesOf(sampleTable(2)), { limit: 2 });
    expect(whole.result.artifacts.table?.traits.sampled).toBeNull();
  });

  test('cut short at every twentieth of its length it fails by name', async () => {
    const bytes = bytesOf(sampleTable(200));
    for (let part = 1; part < 20; part++) {
      const code = await codeOf(bytes.slice(0, Math.floor((bytes.length * part) / 20)));
      expect([format, part, code]).toEqual([
        format,
        part,
        expect.stringMatching(/^columnar-(truncated|damaged|not)$/),
      ]);
    }
  });
});

describe('pieces', () => {
  test('of many row groups and of one large one stand one behind the other', async () => {
    const table = sampleTable(1_700_000);
    for (const perGroup of [1_700_000, 300_000]) {
      const path = await bench.write(parquetOf(table, perGroup));
      const { result } = await bench.loaded(path);
      expect(result.artifacts.table).toMatchObject({ rows: 1_700_000 });
      const request = columnarRequest(path);
      for (const offset of [566_665, 1_133_333, 1_699_990]) {
        const page = await bench.engine.ask({
          ...request,
          query: { kind: 'page', slot: 'table', offset, limit: 3 },
        });
        expect(page).toMatchObject({
          ok: true,
          value: { columns: { id: [offset, offset + 1, offset + 2] } },
        });
      }
    }
  }, 60_000);

  test(
    'a cancel ends it within half a second and leaves nothing behind',
    { retry: 2, timeout: 60_000 },
    async () => {
      const path = await bench.write(parquetOf(sampleTable(3_000_000), 250_000));
      const abort = new AbortController();
      let asked = 0;
      const outcome = await bench.engine.run(columnarRequest(path), {
        signal: abort.signal,
        onProgress: ({ phase, fraction = 0 }) => {
          if (phase !== 'reading' || fraction === 0 || asked > 0) return;
          asked = performance.now();
          abort.abort();
        },
      });
      const waited = performance.now() - asked;
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
      expect(waited).toBeLessThan(500);
    },
  );
});

describe('several files', () => {
  test('are united by name, and a column says which row is whose', async () => {
    const first = await bench.write(parquetOf(tableOf({ a: Int32Array.of(1), b: Int32Array.of(2) })));
    const second = await bench.write(arrowFileOf(tableOf({ b: Int32Array.of(3), c: Int32Array.of(4) })));
    const { page, result } = await bench.loaded([first, second], { filename: 'file' });
    expect(page.columns).toEqual({
      a: [1, null],
      b: [2, 3],
      c: [null, 4],
      file: ['file0', 'file1'],
    });
    expect(result.notices.map((notice) => notice.text)).toEqual([
      '“file1” lacks “a”; adds “c” (against “file0”).',
    ]);
    const taken = await bench.run([first, second], { filename: 'B' });
    expect(taken).toMatchObject({ ok: false, failure: { code: 'columnar-filename-taken' } });
  });
});

describe('what was changed is said', () => {
  test('names that are double or empty', async () => {
    const fields = ['a', 'A', '', 'a', 'a_1'].map((name) => new Field(name, new Int32(), true));
    const one = vectorFromArray([1], new Int32()).data[0];
    if (one === undefined) throw new Error('A vector has data.');
    const table = new Table(new Schema(fields), [fields.map(() => one)] as never);
    expect(table.schema.fields).toHaveLength(5);
    const { page, result } = await loaded(arrowStreamOf(table));
    expect(Object.keys(page.columns)).toEqual(['a', 'A_2', 'column2', 'a_3', 'a_1']);
    expect(result.notices.map((notice) => notice.text)).toContain('A column without a name is “column2”.');
  });

  test('a column without a type', async () => {
    const { page, result } = await loaded(
      arrowStreamOf(tableOf({ a: vectorFromArray([null, null], new Null()), b: Int32Array.of(1, 2) })),
    );
    expect(page.columns.a).toEqual([null, null]);
    expect(result.frames.columns?.columns.change).toEqual([
      'no type in the file and no value: an empty column of integers',
      null,
    ]);
  });

  test('the reading says size, format and how it is stored', async () => {
    const { result } = await loaded(parquetOf(sampleTable(3)));
    const params = loadColumnarParams.parse({ source: { kind: 'file', files: [{ name: 'x' }] } });
    const reading = loadColumnar.read({
      ...result,
      params,
      inputs: {},
      outputs: { table: 'data' },
      format: numberFormat('en'),
    });
    expect(reading.text).toBe('3 rows and 5 columns, from Parquet, 1 row group, Snappy.');
    expect(reading.suggestions.map((one) => one.step)).toEqual(['profile']);
  });

  test('a file of another kind is sent to its step', async () => {
    expect(await codeOf(new TextEncoder().encode('a,b\n1,2\n'))).toBe('file-of-other-step');
  });
});
