import type { Artifact } from '../../src/core/artifact';
import { contentKey } from '../../src/core/content-key';
import { portsOf, type StepContract } from '../../src/core/contract';
import { FailureError, failWith, makeFailure } from '../../src/core/failure';
import type { Plan, PlanNode, PlanRef } from '../../src/core/plan';
import type { FirstLook, RunInputs } from '../../src/core/run-context';
import type { SourceFile, SourceFingerprint } from '../../src/core/source';
import type { EngineLimits, FileHandles, Progress, StepResult } from '../../src/engine/protocol';
import { contractOf } from '../../src/steps/index';
import { runOf } from '../../src/steps/runs';
import type { Duckdb } from '../duckdb/open';
import type { KernelPool } from './kernel-pool';
import type { Remembered } from './remembered';
import type { ResultCache } from './result-cache';
import type { Sources } from './sources';
import { adoptArtifacts, overruledOf, sampledOf, tidy } from './adopt-artifacts';
import { placeNotices } from './place-notices';
import { openStepScope } from './step-context';
import type { TableStore } from './table-store';

/** What a plan is run with. */
export interface PlanParts {
  readonly duckdb: Duckdb;
  readonly kernels: KernelPool;
  readonly sources: Sources;
  readonly tables: TableStore;
  readonly results: ResultCache;
  readonly remembered: Remembered;
  readonly files: FileHandles;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Hears a first look at the target. */
  readonly onFirstLook?: ((look: FirstLook) => void) | undefined;
  /** Makes every table on disk, or compressed where there is none: memory has run out once. */
  readonly thrift: boolean;
  readonly limits: EngineLimits;
}

/** A node with its params checked and its inputs computed. */
interface ReadyNode {
  readonly index: number;
  readonly node: PlanNode;
  readonly contract: StepContract;
  readonly params: Readonly<Record<string, unknown>>;
  readonly inputs: RunInputs;
}

/**
 * How far a node is taken: `result` is content with a cached result, `tables` rebuilds tables that were dropped; `peek` and
 * `cached` are the same without computing anything or touching the database.
 */
export type PlanMode = 'result' | 'tables' | 'peek' | 'cached';

/** Thrown in the modes `peek` and `cached` where something would have to be computed. */
export class NotCachedError extends Error {}

/**
 * Computes the target of a plan: first what it needs, each node only where the cache has no result of the same content
 * key. Throws `FailureError`.
 */
export async function runPlan(plan: Plan, parts: PlanParts, mode: PlanMode): Promise<StepResult> {
  const done = new Map<string, Promise<StepResult>>();
  const resolve: Resolve = (index, modeOfNode) => {
    const name = `${index} ${modeOfNode}`;
    const result = done.get(name) ?? resolveNode(plan, index, modeOfNode, parts, resolve);
    done.set(name, result);
    return result;
  };
  return resolve(plan.target, mode);
}

type Resolve = (index: number, mode: PlanMode) => Promise<StepResult>;

async function resolveNode(
  plan: Plan,
  index: number,
  mode: PlanMode,
  parts: PlanParts,
  resolve: Resolve,
): Promise<StepResult> {
  const node = plan.nodes[index];
  if (node === undefined) throw new Error(`The plan has no node ${index}.`);
  const contract = knownContract(node);
  const params = checkedParams(contract, node);
  const computes = mode === 'result' || mode === 'tables';
  // For the key the inputs' content is enough: their tables are rebuilt only when this node has to be computed.
  const inputs = await resolveInputs(node, index, (ref) => resolve(ref.node, computes ? 'result' : 'peek'));
  const ready: ReadyNode = { index, node, contract, params, inputs };
  const known = await parts.sources.known(contract.sources?.(params) ?? [], parts.files, parts.signal);
  const cached = known === null ? undefined : parts.results.get(nodeKey(ready, known));
  const isEnough = mode === 'result' || mode === 'peek';
  if (known !== null && cached !== undefined && (isEnough || hasTables(cached, parts.tables))) {
    touchTables(cached, parts.tables);
    return { ...cached, sources: known, cached: true };
  }
  if (!computes) throw new NotCachedError();
  await resolveInputs(node, index, (ref) => resolve(ref.node, 'tables'));
  const result = await computeNode(
    ready,
    index === plan.target ? parts : { ...parts, onFirstLook: undefined },
  );
  parts.results.set(result);
  return result;
}

function knownContract({ step, version }: PlanNode): StepContract {
  const contract = contractOf(step);
  if (contract === undefined) return failWith('step-unknown', { step });
  if (version > contract.version) failWith('step-newer', { step, found: version, known: contract.version });
  return contract;
}

function checkedParams(contract: StepContract, node: PlanNode): Readonly<Record<string, unknown>> {
  const parsed = contract.params.safeParse(node.params);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return failWith('params-invalid', {
    path: issue?.path.join('.') ?? '',
    step: contract.id,
    reason: issue?.message ?? 'not valid',
  });
}

async function resolveInputs(
  node: PlanNode,
  index: number,
  resolve: (ref: PlanRef) => Promise<StepResult>,
): Promise<RunInputs> {
  const artifactOf = async (ref: PlanRef): Promise<Artifact> => {
    if (ref.node >= index) return failWith('circle', { cells: `${ref.node}, ${index}` });
    const artifact = (await resolve(ref)).artifacts[ref.slot];
    return artifact ?? failWith('reference-missing', { name: ref.slot, kind: 'result' });
  };
  const inputs: Record<string, Artifact | Artifact[]> = {};
  for (const [slot, refs] of Object.entries(node.inputs)) {
    inputs[slot] = 'node' in refs ? await artifactOf(refs) : await inOrder(refs, artifactOf);
  }
  return inputs;
}

async function inOrder<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await each(item));
  return results;
}

/** Equal keys mean equal results: the step and its version, what its params say, the content of its inputs and sources. */
function nodeKey(
  { node, contract, params, inputs }: ReadyNode,
  sources: readonly SourceFingerprint[],
): string {
  const keyOf = (artifact: Artifact): string => artifact.key;
  const slots = contract.keySlots?.(params) ?? {};
  return contentKey({
    step: contract.id,
    version: contract.version,
    params: contract.keyParams(params),
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([slot, input]) => [
        slots[slot] ?? slot,
        'kind' in input ? keyOf(input) : input.map(keyOf),
      ]),
    ),
    sources: sources.map((source) => source.sha256),
    members: membersOf(contract.sources?.(params) ?? []),
    traits: node.traits,
    patch: node.patch,
  });
}

/** Which members of archives are read, for each file in order; the hash of the archive does not tell. */
function membersOf(files: readonly SourceFile[]): (string | null)[] | undefined {
  const members = files.map((file) => (file.kind === 'file' ? (file.member ?? null) : null));
  return members.every((member) => member === null) ? undefined : members;
}

async function computeNode(ready: ReadyNode, parts: PlanParts): Promise<StepResult> {
  const started = performance.now();
  const { signal, end } = linkedSignal(parts.signal);
  const scope = openStepScope({
    ...parts,
    signal,
    readsDisk: readsDisk(ready.inputs, parts.tables),
    onProgress: (phase, fraction, amount) => {
      if (!signal.aborted) parts.onProgress({ node: ready.index, phase, fraction, amount });
    },
  });
  try {
    const run = await runOf(ready.contract.id);
    const output = await run(scope.context, ready.params, ready.inputs, ready.node.patch);
    const sources = await scope.fingerprints();
    const key = nodeKey(ready, sources);
    const artifacts = await adoptArtifacts(ready, output, key, scope, parts);
    const { frames } = output;
    const { notices, sql } = scope;
    const milliseconds = performance.now() - started;
    const stored = placeNotices(artifacts, parts.tables);
    const sampled = sampledOf(ready, portsOf(ready.contract.inputs, ready.params));
    const overruled = overruledOf(ready);
    return {
      key,
      artifacts,
      frames,
      notices: [...notices, ...stored],
      ...(sampled && { sampled }),
      ...(overruled.length > 0 && { overruled }),
      sources,
      sql,
      milliseconds,
      cached: false,
    };
  } finally {
    // A step that works in several lanes may have failed in one: the others must not go on.
    end();
    await tidy(scope, parts);
  }
}

function readsDisk(inputs: RunInputs, tables: TableStore): boolean {
  const read = Object.values(inputs).flatMap((input) => ('kind' in input ? [input] : input));
  return read.some((one) => one.kind === 'table' && tables.placeOf(one.table) === 'disk');
}

/** A signal that follows another, and can be ended by itself. */
function linkedSignal(outer: AbortSignal): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (outer.aborted) abort();
  else outer.addEventListener('abort', abort, { once: true });
  const end = (): void => {
    outer.removeEventListener('abort', abort);
    abort();
  };
  return { signal: controller.signal, end };
}

function tablesOf(result: StepResult): string[] {
  return Object.values(result.artifacts).flatMap((artifact) =>
    artifact.kind === 'table' ? [artifact.table] : [],
  );
}

function hasTables(result: StepResult, tables: TableStore): boolean {
  return tablesOf(result).every((table) => tables.has(table));
}

function touchTables(result: StepResult, tables: TableStore): void {
  for (const table of tablesOf(result)) tables.touch(table);
}

/** The failure that an error stands for; anything uncatalogued is a fault of ours and says so. */
export function failureOfThrown(error: unknown): ReturnType<typeof makeFailure> {
  if (error instanceof FailureError) return error.failure;
  const detail = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
  return makeFailure('internal', {}, { detail });
}
