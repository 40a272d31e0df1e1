import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableArtifact } from '../src/core/artifact';
import { joinBytes } from '../src/kernels/columnar/arrow-message';
import { tableFile } from '../src/kernels/table-file/table-file';
import type { TableFormat } from '../src/kernels/table-file/table-format';
import { contractOf } from '../src/steps/index';
import type { Engine, RunRequest } from '../src/engine/protocol';
import { expectOk } from './expect-ok';
import { openNodeEngine } from './node-engine';

/** A table that stands in the engine: how it is asked for, and where its step puts it. */
export interface Standing {
  readonly request: RunRequest;
  readonly slot: string;
  readonly table: TableArtifact;
}

/** An engine on which tests write tables to files and read them again. */
export interface SaveBench {
  readonly engine: Engine;
  /** The table that a SELECT without tables makes. */
  made(select: string): Promise<Standing>;
  saved(standing: Standing, format: TableFormat): Promise<Uint8Array>;
  /** The table that a loading step makes of a file. */
  loaded(step: string, bytes: Uint8Array, params?: object): Promise<Standing>;
  /** All values as the database writes them: equal texts are equal tables. */
  textOf(standing: Standing): Promise<string>;
  close(): Promise<void>;
}

/** Opens it. Takes 1 to 2 s. */
export async function openSaveBench(): Promise<SaveBench> {
  const engine = await openNodeEngine();
  const folder = await mkdtemp(join(tmpdir(), 'sluice-save-'));
  let files = 0;
  const stand = async (step: string, params: object, path?: string): Promise<Standing> => {
    const contract = contractOf(step);
    if (contract === undefined) throw new Error(`There is no step ${step}.`);
    const source = { kind: 'file', files: [{ name: 'data' }] };
    const complete = contract.params.parse(path === undefined ? params : { source, ...params });
    const node = { step, version: contract.version, params: complete, inputs: {} };
    const request = {
      plan: { nodes: [node], target: 0 },
      files: path === undefined ? {} : { data: { path } },
    };
    const { artifacts } = expectOk(await engine.run(request));
    const [slot, table] = Object.entries(artifacts).find(([, artifact]) => artifact.kind === 'table') ?? [];
    if (slot === undefined || table?.kind !== 'table') throw new Error(`${step} made no table.`);
    return { request, slot, table };
  };
  const saved: SaveBench['saved'] = async ({ request, slot, table }, format) => {
    const parts: Uint8Array[] = [];
    const written = {
      ...table,
      slot,
      ask: async (query: Parameters<Parameters<typeof tableFile>[0]['ask']>[0]) =>
        expectOk(await engine.ask({ ...request, query })),
    };
    for await (const { bytes } of tableFile(written, format)) parts.push(bytes);
    return joinBytes(parts);
  };
  return {
    engine,
    made: (select) => stand('sql', { text: select }),
    saved,
    loaded: async (step, bytes, params = {}) => {
      const path = join(folder, String((files += 1)));
      await writeFile(path, bytes);
      return stand(step, params, path);
    },
    textOf: async (standing) => {
      // A word for missing that no value of a test is: a text, however empty, is told from it.
      const dialect = { delimiter: ',', isQuotedAll: false, decimal: '.', missing: '∅' } as const;
      const format = { kind: 'csv', dialect, hasHeader: true, hasMark: false } as const;
      return new TextDecoder().decode(await saved(standing, format));
    },
    close: async () => {
      await engine.close();
      await rm(folder, { recursive: true });
    },
  };
}
