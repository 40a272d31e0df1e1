import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLoadBench, requestForPath, type LoadBench } from '../../../../headless/load-files';

const FOLDERS = ['../shared/data/csv_spectrum/csvs', '../shared/data/csvkit_examples'];
const TABLE = 'src/steps/load/load/fixtures/outcomes.json';
/** Not text, or not about tables: other steps and other people's papers. */
const LEFT_OUT = /\.(xlsx?|json|dbf|md)$|COPYING/;

/** What became of one file. */
interface Result {
  readonly file: string;
  readonly rows?: number;
  readonly columns?: readonly string[];
  readonly rejected?: number;
  readonly encoding?: string;
  readonly notices?: readonly string[];
  readonly failure?: string;
}

let bench: LoadBench;
beforeAll(async () => {
  bench = await openLoadBench();
});
afterAll(() => bench.close());

async function outcomeOf(folder: string, name: string): Promise<Result> {
  const outcome = await bench.engine.run(requestForPath(join(folder, name), {}, name));
  const file = `${folder.split('/')[3] ?? ''}/${name}`;
  if (!outcome.ok) return { file, failure: outcome.failure.code };
  const { artifacts, frames, notices } = outcome.value;
  const table = artifacts.table;
  if (table?.kind !== 'table') throw new Error('A load gives a table.');
  const { dialect } = frames;
  return {
    file,
    rows: table.rows,
    columns: table.columns.map((column) => `${column.name} ${column.type}`),
    rejected: Number(dialect?.columns.rejected?.[0]),
    encoding: String(dialect?.columns.encoding?.[0]),
    notices: notices.map(({ code }) => code),
  };
}

describe.skipIf(!FOLDERS.every((folder) => existsSync(folder)))(
  'the files of csv-spectrum and csvkit (skipped where ../shared is absent)',
  () => {
    test(`become what ${TABLE} says (RENEW=1 writes it anew)`, async () => {
      const results: Result[] = [];
      for (const folder of FOLDERS) {
        for (const name of (await readdir(folder)).sort()) {
          if (!LEFT_OUT.test(name)) results.push(await outcomeOf(folder, name));
        }
      }
      if (process.env.RENEW === '1') {
        await writeFile(TABLE, `[\n${results.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`);
      }
      expect(results).toEqual(JSON.parse(await readFile(TABLE, 'utf8')));
    });
  },
);
