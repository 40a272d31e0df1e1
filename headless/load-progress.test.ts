import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parquetOf, sampleTable } from './columnar-files';
import { expectOk } from './expect-ok';
import { openFilesBench, type FilesBench, type GivenFile } from './step-on-files';
import type { Progress } from '../src/engine/protocol';

let bench: FilesBench;
beforeAll(async () => {
  bench = await openFilesBench();
});
afterAll(() => bench.close());

const FIXTURES = 'src/steps/load';

/** What a load says of its phases, in the order of time. */
async function progressOf(step: string, file: GivenFile, params: object = {}): Promise<Progress[]> {
  const said: Progress[] = [];
  const onProgress = (progress: Progress) => void said.push(progress);
  expectOk(await bench.engine.run(bench.request(step, [file], params), { onProgress }));
  return said;
}

/** The same of phases that know how much there is. */
async function amountsOf(step: string, file: GivenFile, params: object = {}): Promise<Progress[]> {
  return (await progressOf(step, file, params)).filter(({ amount }) => amount !== undefined);
}

function lastOf(said: readonly Progress[], phase: string) {
  return said.findLast((progress) => progress.phase === phase)?.amount;
}

describe('a load says how much there is and how much is done', () => {
  it('of a columnar file, in rows', async () => {
    const path = await bench.write('rows.parquet', parquetOf(sampleTable(30_000), 10_000));
    const said = await amountsOf('load-columnar', { name: 'rows.parquet', path });
    // Row groups this small are read as one piece.
    expect(said.map(({ amount }) => amount?.done)).toEqual([0, 30_000]);
    expect(said.map(({ fraction }) => fraction)).toEqual([0, 1]);
    expect(lastOf(said, 'reading')).toEqual({ done: 30_000, total: 30_000, unit: 'rows' });
  });

  it('of JSON, in bytes with about how many rows there are, or in rows where a limit says how many', async () => {
    const text = Array.from({ length: 1000 }, (_, id) => JSON.stringify({ id })).join('\n');
    const path = await bench.write('rows.ndjson', text);
    const file = { name: 'rows.ndjson', path };
    const said = await amountsOf('load-json', file);
    expect(lastOf(said, 'reading')).toEqual({
      done: text.length,
      total: text.length,
      unit: 'bytes',
      rows: 1000,
    });
    const some = await amountsOf('load-json', file, { limit: 100 });
    expect(lastOf(some, 'reading')).toEqual({ done: 100, total: 100, unit: 'rows' });
  });

  it('of a workbook, which is opened in one go, of its table alone, in rows', async () => {
    const path = `${FIXTURES}/load-excel/fixtures/odd.xlsx`;
    const said = await progressOf('load-excel', { name: 'odd.xlsx', path });
    const opening = said.filter(({ phase }) => phase === 'unpacking and reading the workbook');
    expect(opening.length).toBeGreaterThan(0);
    expect(opening.filter(({ fraction, amount }) => (fraction ?? amount) !== undefined)).toEqual([]);
    expect(lastOf(said, 'making the table')).toEqual({ done: 0, total: 3, unit: 'rows' });
  });

  it('of images, in bytes of a number of files', async () => {
    const said = await amountsOf('load-images', {
      name: 'pets/',
      path: `${FIXTURES}/load-images/fixtures/pets`,
    });
    const last = lastOf(said, 'reading images');
    expect(last).toMatchObject({ unit: 'bytes', rows: 9 });
    expect(last?.done).toBe(last?.total);
    expect(last?.total).toBeGreaterThan(500);
  });
});
