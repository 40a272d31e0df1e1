import { inheritTraits, type Artifact, type ArtifactContent, type Traits } from '../../src/core/artifact';
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

/** Gives what a run made its lasting names, its keys and its traits: inherited, then the run's own, then what a person declared. */
export async function adoptArtifacts(
  { node, inputs }: { readonly node: PlanNode; readonly inputs: RunInputs },
  output: RunOutput,
  key: string,
  scope: StepScope,
  { duckdb, tables }: AdoptParts,
): Promise<Record<string, Artifact>> {
  const inherited = inheritedTraits(inputs);
  const artifacts: Record<string, Artifact> = {};
  for (const [slot, content] of Object.entries(output.artifacts)) {
    const traits: Traits = { ...inherited, ...output.traits?.[slot], ...node.traits?.[slot] };
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
