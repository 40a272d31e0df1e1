import {
  inheritTraits,
  overruledIn,
  type Artifact,
  type ArtifactContent,
  type Traits,
} from '../../src/core/artifact';
import type { Ports } from '../../src/core/contract';
import { FailureError } from '../../src/core/failure';
import type { PlanNode } from '../../src/core/plan';
import type { RunInputs, RunOutput } from '../../src/core/run-context';
import type { Duckdb } from '../duckdb/open';
import type { StepScope } from './step-context';
import { physicalName, type TableStore } from './table-store';

/** Where the tables of a run stand. */
interface AdoptParts {
  readonly duckdb: Duckdb;
  readonly tables: TableStore;
}

/** The traits that what is made from these inputs has from them. */
export function inheritedTraits(inputs: RunInputs): Traits {
  return inheritTraits(
    Object.values(inputs).flatMap((input) =>
      'kind' in input ? [input.traits] : input.map((one) => one.traits),
    ),
  );
}

/**
 * What a result is a sample of; null where it is none. What stands at slots that may stay empty is only set beside the rest, and makes
 * no sample of that.
 */
export function sampledOf({ inputs }: Pick<NodeWithInputs, 'inputs'>, ports: Ports): Traits['sampled'] {
  const main = Object.entries(inputs).filter(([slot]) => ports[slot]?.optional !== true);
  return inheritedTraits(Object.fromEntries(main)).sampled;
}

/** The warnings that were overruled for a result: before it, or by a person at the cell itself. */
export function overruledOf({ node, inputs }: NodeWithInputs): readonly string[] {
  const own = Object.values(node.traits ?? {}).map((traits) => traits.overruled);
  return overruledIn([inheritedTraits(inputs).overruled, ...own]);
}

/** A step of a plan with what stands at its inputs. */
interface NodeWithInputs {
  readonly node: PlanNode;
  readonly inputs: RunInputs;
}

/**
 * Gives what a run made its lasting names, its keys and its traits: inherited, then the run's own, then what a person declared. An
 * overruled warning is never lost on the way.
 */
export async function adoptArtifacts(
  { node, inputs }: NodeWithInputs,
  output: RunOutput,
  key: string,
  scope: StepScope,
  { duckdb, tables }: AdoptParts,
): Promise<Record<string, Artifact>> {
  const inherited = inheritedTraits(inputs);
  const artifacts: Record<string, Artifact> = {};
  for (const [slot, content] of Object.entries(output.artifacts)) {
    const declared = node.traits?.[slot];
    const overruled = overruledIn([inherited.overruled, declared?.overruled]);
    const traits: Traits = { ...inherited, ...output.traits?.[slot], ...declared, overruled };
    artifacts[slot] = {
      ...(await adoptContent(content, key, slot, scope, tables, duckdb)),
      key: `${key}.${slot}`,
      traits,
    };
  }
  return artifacts;
}

async function adoptContent(
  content: ArtifactContent,
  key: string,
  slot: string,
  scope: StepScope,
  tables: TableStore,
  duckdb: Duckdb,
): Promise<ArtifactContent> {
  if (content.kind !== 'table' || !scope.made.has(content.table)) return content;
  const table = physicalName(key, slot);
  await tables.adopt(duckdb.main, content.table, table);
  scope.made.delete(content.table);
  return { ...content, table };
}

/** Drops what the run made and did not give back. After the database's death there is nothing to drop. */
export async function tidy(scope: StepScope, { duckdb, tables }: AdoptParts): Promise<void> {
  try {
    for (const table of scope.made) await tables.discard(duckdb.main, table);
    await scope.close();
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
  }
}
