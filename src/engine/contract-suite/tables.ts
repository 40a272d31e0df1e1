import { columnHeads } from '../../core/column-head';
import type { ViewQuery } from '../../core/view';
import { largeCsv, loadPlan } from './plans';
import { equal, failure, filesOf, SMALL, value, type SuiteCase, type SuiteWorld } from './world';

/** What a grid asks of a table: heads, CSV, and pages that are not kept waiting. */
export function tableCases(): SuiteCase[] {
  return [
    {
      name: 'the heads of columns hold exact counts and a small picture',
      run: async (world) => {
        const ask = await asker(world, SMALL);
        const heads = columnHeads(
          value(await ask({ kind: 'heads', slot: 'table', columns: ['ratio', 'city'] })),
        );
        equal(
          heads.map((head) => [head.column, head.kind, head.present, head.missing, head.distinct]),
          [
            ['ratio', 'numbers', 2, 1, 2],
            ['city', 'values', 3, 0, 2],
          ],
        );
        equal(
          heads[1]?.bars.map((bar) => [bar.value, bar.count]),
          [
            ['Paris', 2],
            ['Rome', 1],
          ],
        );
      },
    },
    {
      name: 'a head of a column that is not there fails by name',
      run: async (world) => {
        const ask = await asker(world, SMALL);
        failure(await ask({ kind: 'heads', slot: 'table', columns: ['town'] }), 'column-unknown');
      },
    },
    {
      name: 'a table is written as CSV piece by piece, missing values empty',
      run: async (world) => {
        const ask = await asker(world, SMALL);
        const pieces = [0, 2].map((offset) => ask({ kind: 'csv', slot: 'table', offset, limit: 2 }));
        const texts = (await Promise.all(pieces)).map((piece) => value(piece).columns.text?.[0]);
        equal(texts, ['city,n,ratio\nParis,1,0.5\nRome,2,\n', 'Paris,3,nan\n']);
      },
    },
    {
      name: 'a page is answered while heads are being counted, and those can be withdrawn',
      run: async (world) => {
        const ask = await asker(world, largeCsv(500_000));
        value(await ask({ kind: 'page', slot: 'table', offset: 0, limit: 1 }));
        const controller = new AbortController();
        const columns = Array.from({ length: 40 }, () => 'value');
        const heads = ask({ kind: 'heads', slot: 'table', columns }, controller.signal);
        const page = ask({ kind: 'page', slot: 'table', offset: 400_000, limit: 1 });
        const first = await Promise.race([heads.then(() => 'heads'), page.then(() => 'page')]);
        controller.abort();
        equal(first, 'page');
        equal(value(await page).columns.id, [400_000]);
        failure(await heads, 'cancelled');
      },
    },
  ];
}

/** Asks about the table of a file of this text. */
async function asker(world: SuiteWorld, text: string) {
  const files = await filesOf(world, { 'table.csv': text });
  return (query: ViewQuery, signal?: AbortSignal) =>
    world.engine.ask({ plan: loadPlan('table.csv'), files, query }, signal ? { signal } : {});
}
