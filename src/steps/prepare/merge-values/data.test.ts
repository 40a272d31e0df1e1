import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { cellAt } from '../../../core/frame';
import { quoteLiteral } from '../../../core/sql';
import { mergeValues } from './step';

const DATA = '../shared/data';
const HOSPITAL = `${DATA}/dirty_clean_pairs/hospital`;

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** The columns of a CSV file without quotes, by name. */
function columnsOf(path: string): Map<string, string[]> {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
  const rows = lines.map((line) => line.split(','));
  return new Map(header.split(',').map((name, place) => [name, rows.map((row) => row[place] ?? '')]));
}

async function merged(values: readonly string[], given: object) {
  const select = `SELECT unnest([${values.map(quoteLiteral).join(', ')}]) AS x`;
  const { rows, frames } = await bench.tryStep(
    mergeValues,
    { select },
    { column: 'x', accept: 'all', ...given },
  );
  return { after: rows.merged!.map(({ x }) => x), clusters: cellAt(frames.summary!, 'clusters', 0) };
}

describe.skipIf(!existsSync(`${HOSPITAL}.dirty.csv`))(
  'spelling errors of the hospital table (absent: skipped)',
  () => {
    const dirty = columnsOf(`${HOSPITAL}.dirty.csv`);
    const clean = columnsOf(`${HOSPITAL}.clean.csv`);
    const affected = [...dirty.keys()].filter((name) => dirty.get(name)!.join() !== clean.get(name)!.join());

    // 509 wrong cells in 17 columns, codes and telephone numbers among them, up to ten letters wrong in a cell.
    test.each([
      ['1 edit', { method: 'edit-distance', distance: 1 }, 171, 0],
      ['2 edits', { method: 'edit-distance', distance: 2 }, 240, 0],
    ])(
      'within %s: %j mends at least %d of 509 wrong cells, and harms at most %d',
      async (_, given, floor, most) => {
        const found = { wrong: 0, mended: 0, harmed: 0 };
        for (const name of affected) {
          const [before, right] = [dirty.get(name)!, clean.get(name)!];
          const { after } = await merged(before, given);
          before.forEach((value, row) => {
            if (value !== right[row]) {
              found.wrong++;
              if (after[row] === right[row]) found.mended++;
            } else if (after[row] !== right[row]) found.harmed++;
          });
        }
        expect(found.wrong).toBe(509);
        expect(found.mended).toBeGreaterThanOrEqual(floor);
        expect(found.harmed).toBeLessThanOrEqual(most);
      },
    );
  },
);

const CLEAN: readonly (readonly [string, readonly string[]])[] = [
  [`${DATA}/penguins/penguins.csv`, ['species', 'island', 'sex']],
  [`${DATA}/sklearn_small/breast_cancer_wdbc.csv`, ['diagnosis']],
];
describe.skipIf(!CLEAN.every(([path]) => existsSync(path)))('clean tables (absent: skipped)', () => {
  test.each(CLEAN)('%s: no clusters in %j', async (path, names) => {
    const columns = columnsOf(path);
    for (const name of names) {
      const values = columns.get(name)!;
      for (const method of ['fingerprint', 'ngram', 'edit-distance']) {
        const { clusters } = await merged(values, { method, distance: 2 });
        expect([name, method, clusters]).toEqual([name, method, 0]);
      }
    }
  });
});
