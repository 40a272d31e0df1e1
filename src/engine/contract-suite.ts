import type { FailureCode } from '../core/failure-catalogue';
import type { Frame } from '../core/frame';
import type { Outcome } from '../core/outcome';
import type { Plan, PlanNode } from '../core/plan';
import { contractOf } from '../steps/index';
import type { Engine, FileHandles, Mortal, Progress, StepResult } from './protocol';

/** What a case of the suite gets: an engine of its world, and a way to make a file there. */
export interface SuiteWorld {
  readonly engine: Engine;
  /** Makes a file of this content and gives the handle that the world's engine takes. */
  file(name: string, content: string | Uint8Array): Promise<unknown>;
}

/** One promise of the engine, as a rule. Throws an `Error` that says what was found instead. */
export interface SuiteCase {
  readonly name: string;
  readonly run: (world: SuiteWorld) => Promise<void>;
}

const SMALL = 'city,n,ratio\nParis,1,0.5\nRome,2,\nParis,3,NaN\n';
const ENDLESS = 'SELECT sum(hash(range)::HUGEINT) AS s FROM range(1000000000000)';

/** A load node for a file of this name. */
export function loadNode(name: string, params: Readonly<Record<string, unknown>> = {}): PlanNode {
  const source = { kind: 'file', files: [{ name }] };
  return { step: 'load', version: 1, params: completeParams('load', { source, ...params }), inputs: {} };
}

/** Load and profile of one file, the profile being the target. */
export function profilePlan(name: string): Plan {
  const profile: PlanNode = {
    step: 'profile',
    version: 1,
    params: {},
    inputs: { table: { node: 0, slot: 'table' } },
  };
  return { nodes: [loadNode(name), profile], target: 1 };
}

function loadPlan(name: string, params: Readonly<Record<string, unknown>> = {}): Plan {
  return { nodes: [loadNode(name, params)], target: 0 };
}

function completeParams(
  step: string,
  params: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return contractOf(step)?.params.parse(params) ?? params;
}

/** Rows of a table large enough that reading and profiling it can be interrupted: about 25 bytes a row. */
export function largeCsv(rows: number): string {
  const lines = ['id,group,value'];
  for (let row = 0; row < rows; row++) lines.push(`${row},g${row % 977},${((row * 7919) % 100003) / 7}`);
  return `${lines.join('\n')}\n`;
}

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
    name: 'equal work is a cache hit, whatever the file is called',
    run: async (world) => {
      const files = await filesOf(world, { 'b.csv': SMALL, 'c.csv': SMALL });
      const first = value(await world.engine.run({ plan: profilePlan('b.csv'), files }));
      const again = value(await world.engine.run({ plan: profilePlan('b.csv'), files }));
      const other = value(await world.engine.run({ plan: profilePlan('c.csv'), files }));
      equal([again.key, again.cached], [first.key, true]);
      equal(other.key, first.key);
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

function hostileCases(): SuiteCase[] {
  const hostile: readonly (readonly [string, FailureCode])[] = [
    [`SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')`, 'sql-outside-access'],
    [`SELECT * FROM 'https://127.0.0.1:9/x.csv'`, 'sql-outside-access'],
    [`SELECT * FROM read_text('/etc/hostname')`, 'sql-outside-access'],
    [`SELECT * FROM glob('*')`, 'sql-outside-access'],
    ['INSTALL httpfs', 'sql-not-select'],
    ['LOAD httpfs', 'sql-not-select'],
    [`ATTACH 'http://127.0.0.1:9/x.db' AS other`, 'sql-not-select'],
    [`COPY cities TO 'import/stolen.csv'`, 'sql-not-select'],
    [`EXPORT DATABASE 'import/all'`, 'sql-not-select'],
    ['SET threads = 4', 'sql-not-select'],
    ['PRAGMA threads = 4', 'sql-not-select'],
    ['USE memory', 'sql-not-select'],
    ['DROP TABLE cities', 'sql-not-select'],
    ['/* SELECT */ INSERT INTO cities SELECT * FROM cities', 'sql-not-select'],
    ['WITH a AS (SELECT 1) INSERT INTO cities SELECT * FROM a', 'sql-not-select'],
    ['SELECT 1; SELECT 2', 'sql-two-statements'],
    ['SELECT 1) ; DROP TABLE cities; SELECT * FROM (SELECT 1', 'sql-error'],
    [`SELECT json_extract('{}', '$')`, 'sql-not-available'],
    ['SELECT current_date', 'sql-not-available'],
  ];
  return hostile.map(([sql, code]) => ({
    name: `refuses ${sql} as ${code}, and lives on`,
    run: async (world) => {
      const refused = failure(await select(world, sql), code);
      if (/INSTALL \w+;|LOAD \w+;|extension/.test(refused.message + refused.hint))
        throw new Error(`An engine hint shows: ${refused.message}`);
      equal(value(await select(world, 'SELECT 42 AS n')).columns, { n: [42] });
    },
  }));
}

function badFileCases(): SuiteCase[] {
  const latin1 = Uint8Array.from('a,b\n1,caf\u00e9\n2,x\n', (letter) => letter.charCodeAt(0));
  const bad: readonly (readonly [string, string | Uint8Array, FailureCode])[] = [
    ['an empty file', '', 'file-empty'],
    ['a file of white space', ' \n\n', 'file-empty'],
    ['a header without rows', 'a,b\n', 'csv-header-only'],
    ['a zip called .csv', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0), 'file-not-text'],
    ['binary data called .csv', Uint8Array.of(1, 2, 0, 3, 0, 4, 9), 'file-not-text'],
    ['a row with too many fields', 'a,b\n1,2\n3,4,5\n', 'csv-row-too-wide'],
    ['a row with too few fields', 'a,b\n1,2\n3\n', 'csv-row-too-short'],
    ['a text that is not UTF-8', latin1, 'csv-wrong-encoding'],
    ['a quote that is never closed', 'a,b\n1,"x\n2,y\n', 'csv-unclosed-quote'],
  ];
  return [
    ...bad.map(([what, content, code]) => ({
      name: `${what} fails as ${code}`,
      run: async (world: SuiteWorld) => {
        const files = await filesOf(world, { 'bad.csv': content });
        const found = failure(await world.engine.run({ plan: loadPlan('bad.csv'), files }), code);
        if (found.hint === '') throw new Error('The failure does not say what to do.');
      },
    })),
    {
      name: 'a file that nobody gave fails as file-missing',
      run: async ({ engine }) =>
        void failure(await engine.run({ plan: loadPlan('gone.csv'), files: {} }), 'file-missing'),
    },
    {
      name: 'an unknown step, a newer step and wrong params fail by name',
      run: async ({ engine }) => {
        const run = (node: PlanNode) => engine.run({ plan: { nodes: [node], target: 0 }, files: {} });
        failure(await run({ step: 'conjure', version: 1, params: {}, inputs: {} }), 'step-unknown');
        failure(await run({ ...loadNode('x.csv'), version: 99 }), 'step-newer');
        failure(await run({ ...loadNode('x.csv'), params: { source: 7 } }), 'params-invalid');
      },
    },
    {
      name: 'names that are double, empty or keywords are kept, made different, and said',
      run: async (world) => {
        const files = await filesOf(world, { 'names.csv': 'select,a,A,,a\n1,2,3,4,5\n' });
        const result = value(await world.engine.run({ plan: loadPlan('names.csv'), files }));
        const names = (result.frames.columns?.columns.column ?? []) as readonly string[];
        equal(new Set(names.map((name) => name.toLowerCase())).size, 5);
        equal(names.slice(0, 2), ['select', 'a']);
        equal(
          result.notices.map((notice) => notice.code),
          ['columns-renamed'],
        );
      },
    },
  ];
}

function cancelCase(phase: string): SuiteCase {
  return {
    name: `a run cancelled while ${phase} ends as cancelled, leaves no table behind, and can be run again`,
    run: async (world) => {
      const name = `cancel-${phase}.csv`;
      const files = await filesOf(world, { [name]: `${largeCsv(300_000)}0,${phase},0\n` });
      const before = await tablesOf(world.engine);
      const controller = new AbortController();
      const onProgress = (progress: Progress): void => {
        if (progress.phase === phase || (phase === 'profile' && progress.node === 1)) controller.abort();
      };
      const request = { plan: profilePlan(name), files };
      const outcome = await world.engine.run(request, { signal: controller.signal, onProgress });
      failure(outcome, 'cancelled');
      equal((await tablesOf(world.engine)) - before <= (phase === 'profile' ? 1 : 0), true);
      equal(value(await world.engine.run(request)).frames.table?.columns.rows, [300_001]);
    },
  };
}

async function tablesOf(engine: Engine): Promise<number> {
  return (await engine.status()).tables;
}

function killCase(worker: Mortal | 'engine'): SuiteCase {
  return {
    name: `when the ${worker} worker dies in a run, the run fails by name and the next one succeeds`,
    run: async (world) => {
      const name = `kill-${worker}.csv`;
      const rows = worker === 'kernel' ? 600_000 : 100_000;
      const files = await filesOf(world, { [name]: `${largeCsv(rows)}0,${worker},0\n` });
      const request = { plan: profilePlan(name), files };
      // The kernels are at work from the ranges on, in short bursts: so they are shot at until one is hit.
      const phase = worker === 'kernel' ? 'ranges' : 'reading';
      let shots: ReturnType<typeof setInterval> | undefined;
      const onProgress = (progress: Progress): void => {
        if (progress.phase !== phase || shots !== undefined) return;
        void world.engine.kill(worker);
        shots = setInterval(() => void (worker === 'kernel' && world.engine.kill(worker)), 5);
      };
      const outcome = await world.engine.run(request, { onProgress });
      clearInterval(shots);
      failure(outcome, `${worker}-worker-died`);
      equal(value(await world.engine.run(request)).frames.table?.columns.rows, [rows + 1]);
    },
  };
}

async function filesOf(
  world: SuiteWorld,
  contents: Readonly<Record<string, string | Uint8Array>>,
): Promise<FileHandles> {
  const entries = Object.entries(contents).map(
    async ([name, content]) => [name, await world.file(name, content)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function select(world: SuiteWorld, sql: string, signal?: AbortSignal): Promise<Outcome<Frame>> {
  const files = await filesOf(world, { 'cities.csv': SMALL });
  const tables = { cities: { node: 0, slot: 'table' } };
  const query = { kind: 'select', sql, tables, limit: 100 } as const;
  return world.engine.ask({ plan: loadPlan('cities.csv'), files, query }, signal ? { signal } : {});
}

function rowsOf(result: StepResult): number | undefined {
  const table = result.artifacts.table;
  return table?.kind === 'table' ? table.rows : undefined;
}

function value<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(
    `Failed as ${outcome.failure.code}: ${outcome.failure.message} ${outcome.failure.detail ?? ''}`,
  );
}

function failure(outcome: Outcome<unknown>, code: FailureCode) {
  if (outcome.ok) throw new Error(`Succeeded; ${code} was expected.`);
  if (outcome.failure.code === code) return outcome.failure;
  const { code: found, message, detail } = outcome.failure;
  throw new Error(`Failed as ${found}, not ${code}: ${message} ${detail ?? ''}`);
}

function equal(found: unknown, expected: unknown): void {
  const text = (one: unknown): string =>
    JSON.stringify(one, (_, inner: unknown) => (Number.isNaN(inner) ? 'NaN' : inner)) ?? 'undefined';
  if (text(found) !== text(expected)) throw new Error(`Found ${text(found)}, expected ${text(expected)}.`);
}
