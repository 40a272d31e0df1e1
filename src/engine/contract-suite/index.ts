import type { Plan } from '../../core/plan';
import type { FirstLook } from '../../core/run-context';
import type { Progress, StepResult } from '../protocol';
import { badFileCases } from './bad-files';
import { hostileCases } from './hostile';
import { cancelCase, killCase } from './interruptions';
import { largeCsv, loadPlan, profilePlan } from './plans';
import { tableCases } from './tables';
import { equal, failure, filesOf, select, SMALL, value, type SuiteCase } from './world';

const ENDLESS = 'SELECT sum(hash(range)::HUGEINT) AS s FROM range(1000000000000)';

/** What the engine promises, in any world. */
export const engineSuite: readonly SuiteCase[] = [
  {
    name: 'boots twice into the same engine and says its versions',
    run: async ({ engine }) => {
      const first = value(await engine.boot());
      value(await engine.boot());
      equal([first.protocol, first.duckdb], [1, 'v1.4.3']);
    },
  },
  {
    name: 'a file becomes a table and a profile, with progress before the one result',
    run: async (world) => {
      const files = await filesOf(world, { 'a.csv': SMALL });
      const phases: string[] = [];
      const onProgress = ({ phase }: Progress): void => void phases.push(phase);
      const result = value(await world.engine.run({ plan: profilePlan('a.csv'), files }, { onProgress }));
      equal(result.frames.table?.columns.rows, [3]);
      equal(result.frames.columns?.columns.column, ['city', 'n', 'ratio']);
      equal(result.frames.columns?.columns.missing, [0, 0, 1]);
      equal(phases.includes('reading'), true);
    },
  },
  {
    name: 'who watches gets a first look at a sample of a large table; the result is the same, and nothing else is left',
    run: async (world) => {
      const files = await filesOf(world, { 'tall.csv': largeCsv(120_000) });
      const request = { plan: profilePlan('tall.csv'), files };
      value(await world.engine.run({ plan: loadPlan('tall.csv'), files }));
      const { tables } = await world.engine.status();
      const looks: FirstLook[] = [];
      const watched = value(
        await world.engine.run(request, { onFirstLook: (look) => void looks.push(look) }),
      );
      equal(looks.length, 1);
      const rows = looks[0]?.frames.table?.columns.rows?.[0];
      equal([looks[0]?.rows === rows, looks[0]?.of, Number(rows) < 30_000], [true, 120_000, true]);
      equal(watched.frames.table?.columns.rows, [120_000]);
      equal(
        watched.sql.some((sql) => sql.includes('USING SAMPLE')),
        false,
      );
      equal((await world.engine.status()).tables, tables);
    },
  },
  {
    name: 'equal work is a cache hit, whatever the file is called',
    run: async (world) => {
      const files = await filesOf(world, { 'b.csv': SMALL, 'c.csv': SMALL });
      const first = value(await world.engine.run({ plan: profilePlan('b.csv'), files }));
      const again = value(await world.engine.run({ plan: profilePlan('b.csv'), files }));
      const other = value(await world.engine.run({ plan: profilePlan('c.csv'), files }));
      const loaded = value(await world.engine.run({ plan: loadPlan('c.csv'), files }));
      equal([again.key, again.cached], [first.key, true]);
      equal(other.key, first.key);
      equal(
        loaded.sources.map((source) => source.name),
        ['c.csv'],
      );
    },
  },
  {
    name: 'another content or another parameter is another key',
    run: async (world) => {
      const files = await filesOf(world, { 'd.csv': SMALL, 'e.csv': `${SMALL}Oslo,4,1\n` });
      const key = async (plan: Plan): Promise<string> => value(await world.engine.run({ plan, files })).key;
      const keys = [
        await key(loadPlan('d.csv')),
        await key(loadPlan('e.csv')),
        await key(loadPlan('d.csv', { limit: 2 })),
      ];
      equal(new Set(keys).size, 3);
    },
  },
  {
    name: 'a page of a table comes as a frame, its nulls and types kept',
    run: async (world) => {
      const files = await filesOf(world, { 'f.csv': SMALL });
      const query = { kind: 'page', slot: 'table', offset: 1, limit: 2 } as const;
      const page = value(await world.engine.ask({ plan: loadPlan('f.csv'), files, query }));
      equal(page.columns, { city: ['Rome', 'Paris'], n: [2, 3], ratio: [null, NaN] });
    },
  },
  {
    name: 'a SELECT reads tables by the names given to them',
    run: async (world) => {
      const frame = value(
        await select(world, 'SELECT city, count(*) AS n FROM cities GROUP BY city ORDER BY city;'),
      );
      equal(frame.columns, { city: ['Paris', 'Rome'], n: [2, 1] });
    },
  },
  ...tableCases(),
  ...hostileCases(),
  ...badFileCases(),
  {
    name: 'a run that is cancelled before it starts is cancelled',
    run: async (world) => {
      const files = await filesOf(world, { 'g.csv': SMALL });
      const signal = AbortSignal.abort();
      failure(await world.engine.run({ plan: loadPlan('g.csv'), files }, { signal }), 'cancelled');
    },
  },
  ...['finding delimiter and types', 'reading', 'hashing', 'profile'].map(cancelCase),
  {
    name: 'a run that waits in line is cancelled at once, and the one before it goes on',
    run: async (world) => {
      const files = await filesOf(world, { 'h.csv': largeCsv(200_000), 'i.csv': SMALL });
      const controller = new AbortController();
      const first = world.engine.run({ plan: loadPlan('h.csv'), files });
      const second = world.engine.run({ plan: loadPlan('i.csv'), files }, { signal: controller.signal });
      controller.abort();
      failure(await second, 'cancelled');
      equal(rowsOf(value(await first)), 200_000);
    },
  },
  {
    name: 'a statement that would never end is cancelled within two seconds, and pages are answered after it',
    run: async (world) => {
      value(await select(world, 'SELECT 1 AS one'));
      const controller = new AbortController();
      const pending = select(world, ENDLESS, controller.signal);
      setTimeout(() => controller.abort(), 200);
      const started = performance.now();
      failure(await pending, 'cancelled');
      equal(performance.now() - started < 2200, true);
      equal(value(await select(world, 'SELECT 1 AS one')).rows, 1);
    },
  },
  ...(['duckdb', 'kernel', 'engine'] as const).map(killCase),
];

function rowsOf(result: StepResult): number | undefined {
  const table = result.artifacts.table;
  return table?.kind === 'table' ? table.rows : undefined;
}
