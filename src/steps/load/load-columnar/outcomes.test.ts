import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openColumnarBench, type ColumnarBench } from '../../../../headless/columnar-bench';
import type { Frame } from '../../../core/frame';

const FOLDER = '../shared/data/parquet_testing/data';
const OUTCOMES = 'src/steps/load/load-columnar/fixtures/outcomes.json';

/** Rows and columns as pyarrow reads them; the first 20 rows of columns that both write alike. */
interface Golden {
  readonly types: Readonly<Record<string, readonly unknown[]>>;
  readonly files: Readonly<
    Record<string, { readonly rows: number; readonly columns: Readonly<Record<string, readonly unknown[]>> }>
  >;
}

const golden = JSON.parse(
  readFileSync('src/steps/load/load-columnar/fixtures/golden.json', 'utf8'),
) as Golden;

let bench: ColumnarBench;
beforeAll(async () => {
  bench = await openColumnarBench();
});
afterAll(() => bench.close());

const named = (value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value).replace('Infinity', 'inf') : value;

/** Columns whose values are not those of pyarrow, and where they first differ. */
function differences(page: Frame, expected: Golden['types']): string[] {
  return Object.entries(expected).flatMap(([name, values]) => {
    const own = [...(page.columns[name] ?? [])].slice(0, values.length).map(named);
    const row = values.findIndex((value, index) => value !== own[index]);
    return row < 0 && own.length === values.length
      ? []
      : [`${name}, row ${row}: ${String(own[row])} for ${String(values[row])}`];
  });
}

describe('a column a type, as pyarrow writes and reads it:', () => {
  test.each(['types.parquet', 'types.arrow', 'types.arrows'])('%s', async (file) => {
    const { page, result } = await bench.loaded(`src/steps/load/load-columnar/fixtures/${file}`);
    expect(differences(page, golden.types)).toEqual([]);
    expect(page.columns).toMatchObject({
      list: ['[1, NULL]', null, '[]'],
      struct: ["{'a': 1, 'b': x}", null, "{'a': NULL, 'b': NULL}"],
      map: ['{a=1}', null, '{}'],
      binary: ['\\x00\\xFF', null, ''],
      fixed: ['abcd', null, '\\x00\\x00\\x00\\x00'],
    });
    expect(result.notices.map((notice) => notice.text)).toEqual([
      '“decimal50”: decimals of 50 digits, kept exactly as text (the database holds 38).',
      '“timestamp_us_berlin”: times are in UTC, without their zone (Europe/Berlin).',
    ]);
  });
});

describe.skipIf(!existsSync(FOLDER))(
  'the Parquet test files of Apache (skipped where ../shared is absent)',
  () => {
    const files = (existsSync(FOLDER) ? readdirSync(FOLDER, { recursive: true, withFileTypes: true }) : [])
      .filter((entry) => entry.isFile())
      .map((entry) => relative(FOLDER, join(entry.parentPath, entry.name)))
      .sort();

    test('load as they did, or fail by the same name', { timeout: 120_000 }, async () => {
      const outcomes: Record<string, unknown> = {};
      for (const file of files) outcomes[file] = await outcomeOf(join(FOLDER, file));
      await expect(`${JSON.stringify(outcomes, null, 1)}\n`).toMatchFileSnapshot(
        join(process.cwd(), OUTCOMES),
      );
      const text = JSON.stringify(outcomes);
      expect(text).not.toMatch(/"(internal|duckdb-worker-died|sql-error)"/);
    });

    test('hold what pyarrow reads from them', { timeout: 120_000 }, async () => {
      const wrong: string[] = [];
      for (const [file, { rows, columns }] of Object.entries(golden.files)) {
        const outcome = await bench.run(join(FOLDER, file));
        if (!outcome.ok) {
          // Pyarrow compares checksums only when it is told to.
          if (outcome.failure.code !== 'columnar-checksum') wrong.push(`${file}: ${outcome.failure.code}`);
          continue;
        }
        expect(outcome.value.artifacts.table, file).toMatchObject({ rows });
        if (Object.keys(columns).length === 0) continue;
        const { page } = await bench.loaded(join(FOLDER, file));
        wrong.push(...differences(page, columns).map((text) => `${file}: ${text}`));
      }
      expect(wrong).toEqual([]);
    });
  },
);

/** What became of a file: its size, its columns, its first row and the hash of its first 1,000; or its failure. */
async function outcomeOf(path: string): Promise<object> {
  const outcome = await bench.run(path);
  if (!outcome.ok) return { failure: outcome.failure.code, message: outcome.failure.message };
  const { result, page } = await bench
    .loaded(path, {}, 1000)
    .catch(() => ({ result: outcome.value, page: null }));
  const table = result.artifacts.table;
  if (table?.kind !== 'table') throw new Error('There is no table.');
  // The page of a table with times beyond 2^53 microseconds cannot be had yet.
  const values = Object.values(page?.columns ?? {}).map((column) => [...column].map(named));
  return {
    rows: table.rows,
    columns: Object.fromEntries(
      table.columns.map(({ name, sqlType }, index) => [
        name,
        `${sqlType} ← ${storedIn(result.frames.columns, index)}`,
      ]),
    ),
    first: values.map((column) => JSON.stringify(column[0] ?? 'missing').slice(0, 80)),
    hash: createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16),
    notices: result.notices.map((notice) => notice.text),
  };
}

const storedIn = (columns: Frame | undefined, row: number): string => String(columns?.columns.stored?.[row]);
