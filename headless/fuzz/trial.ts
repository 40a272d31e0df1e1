import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Frame } from '../../src/core/frame';
import type { Failure } from '../../src/core/failure';
import type { Engine, RunRequest } from '../../src/engine/protocol';
import { contractOf } from '../../src/steps/index';
import { openNodeEngine } from '../node-engine';
import type { FuzzInput, SeedsByReader } from './input';
import { fileOf, READERS } from './seed';

const FIRST_ROWS = 200;
const MOST_HEADS = 6;

/** What became of an input. `asked` is what failed when the table was looked at, which nothing excuses. */
export interface TrialOutcome {
  readonly rows?: number;
  readonly failure?: Failure;
  readonly asked?: Failure;
}

/** An engine on which inputs are tried. */
export interface Trial {
  try(input: FuzzInput): Promise<TrialOutcome>;
  /** Loads a known good file of each reader; what is wrong with it, if anything is. */
  usable(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Opens it, and loads the known good files for the first time. Takes 3 s. */
export async function openTrial(seeds: SeedsByReader, within: string): Promise<Trial> {
  const engine = await openNodeEngine({ cachedResults: 20 });
  const folder = await mkdtemp(join(within, 'files-'));
  const good = await goodFiles(engine, seeds, folder);
  let looks = 0;
  return {
    try: async (input) => {
      // Each under a path of its own: the engine knows a file by path, size and time.
      const path = join(folder, `input-${input.number}`);
      await writeFile(path, input.bytes);
      const outcome = await tried(engine, requestOf(input, path));
      await rm(path);
      return outcome;
    },
    usable: async () => {
      looks += 1;
      for (const { input, path, page } of good) {
        // Another limit is another run, so that nothing comes out of the cache.
        const request = requestOf({ ...input, params: { limit: 100_000 + looks } }, path);
        const again = await pageOf(engine, request);
        if (!isDeepStrictEqual(again, page))
          return `${input.name} as ${input.reader}: ${JSON.stringify(again).slice(0, 500)}`;
      }
      return undefined;
    },
    close: async () => {
      await engine.close();
      await rm(folder, { recursive: true });
    },
  };
}

interface GoodFile {
  readonly input: FuzzInput;
  readonly path: string;
  readonly page: Frame | Failure;
}

async function goodFiles(engine: Engine, seeds: SeedsByReader, folder: string): Promise<GoodFile[]> {
  const files: GoodFile[] = [];
  for (const reader of READERS) {
    const seed = seeds[reader][0];
    if (seed === undefined) throw new Error(`There is no seed for ${reader}.`);
    const bytes = await fileOf(seed);
    const path = join(folder, `good-${reader}`);
    await writeFile(path, bytes);
    const input = { ...seed, number: 0, member: seed.members[0], params: { limit: 100_000 }, bytes };
    const page = await pageOf(engine, requestOf(input, path));
    if ('code' in page)
      throw new Error(
        `The good file ${seed.name} is not loaded: ${page.code} ${page.message} ${page.detail ?? ''}`,
      );
    files.push({ input, path, page });
  }
  return files;
}

async function pageOf(engine: Engine, request: RunRequest): Promise<Frame | Failure> {
  const loaded = await engine.run(request);
  if (!loaded.ok) return loaded.failure;
  const page = await engine.ask({
    ...request,
    query: { kind: 'page', slot: 'table', offset: 0, limit: FIRST_ROWS },
  });
  return page.ok ? page.value : page.failure;
}

async function tried(engine: Engine, request: RunRequest): Promise<TrialOutcome> {
  const loaded = await engine.run(request);
  if (!loaded.ok) return { failure: loaded.failure };
  const { table } = loaded.value.artifacts;
  if (table?.kind !== 'table') throw new Error('The step gave no table.');
  const columns = table.columns.slice(0, MOST_HEADS).map(({ name }) => name);
  const page = await engine.ask({
    ...request,
    query: { kind: 'page', slot: 'table', offset: 0, limit: FIRST_ROWS },
  });
  if (!page.ok) return { rows: table.rows, asked: page.failure };
  const heads = await engine.ask({ ...request, query: { kind: 'heads', slot: 'table', columns } });
  return { rows: table.rows, ...(!heads.ok && { asked: heads.failure }) };
}

function requestOf({ step, name, member, params }: Omit<FuzzInput, 'reader'>, path: string): RunRequest {
  const contract = contractOf(step);
  const source = { kind: 'file', files: [{ name, ...(member !== undefined && { member }) }] };
  const known = contract?.params.safeParse({ source, ...params });
  // Params that are of another step are left out.
  const complete = known?.success === true ? known.data : contract?.params.parse({ source });
  const node = { step, version: contract?.version ?? 1, params: complete ?? {}, inputs: {} };
  return { plan: { nodes: [node], target: 0 }, files: { [name]: { path } } };
}
