import type { FailureCode } from '../../core/failure-catalogue';
import type { Failure } from '../../core/failure';
import type { Frame } from '../../core/frame';
import type { Outcome } from '../../core/outcome';
import type { Engine, FileHandles } from '../protocol';
import { loadPlan } from './plans';

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

/** Three rows with a repeated text, a missing number and a NaN. */
export const SMALL = 'city,n,ratio\nParis,1,0.5\nRome,2,\nParis,3,NaN\n';

/** Makes files in the world, by name. */
export async function filesOf(
  world: SuiteWorld,
  contents: Readonly<Record<string, string | Uint8Array>>,
): Promise<FileHandles> {
  const entries = Object.entries(contents).map(
    async ([name, content]) => [name, await world.file(name, content)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** Asks a SELECT over the small table, under the name `cities`. */
export async function select(world: SuiteWorld, sql: string, signal?: AbortSignal): Promise<Outcome<Frame>> {
  const files = await filesOf(world, { 'cities.csv': SMALL });
  const tables = { cities: { node: 0, slot: 'table' } };
  const query = { kind: 'select', sql, tables, limit: 100 } as const;
  return world.engine.ask({ plan: loadPlan('cities.csv'), files, query }, signal ? { signal } : {});
}

/** The value of an outcome; throws where it failed. */
export function value<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(
    `Failed as ${outcome.failure.code}: ${outcome.failure.message} ${outcome.failure.detail ?? ''}`,
  );
}

/** The failure of an outcome; throws where it succeeded, or failed otherwise. */
export function failure(outcome: Outcome<unknown>, code: FailureCode): Failure {
  if (outcome.ok) throw new Error(`Succeeded; ${code} was expected.`);
  if (outcome.failure.code === code) return outcome.failure;
  const { code: found, message, detail } = outcome.failure;
  throw new Error(`Failed as ${found}, not ${code}: ${message} ${detail ?? ''}`);
}

/** Throws unless both are the same JSON (NaN counts as itself). */
export function equal(found: unknown, expected: unknown): void {
  const text = (one: unknown): string =>
    JSON.stringify(one, (_, inner: unknown) => (Number.isNaN(inner) ? 'NaN' : inner)) ?? 'undefined';
  if (text(found) !== text(expected)) throw new Error(`Found ${text(found)}, expected ${text(expected)}.`);
}
