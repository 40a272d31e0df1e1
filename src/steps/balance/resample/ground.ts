import type { TableArtifact } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import type { RunContext } from '../../../core/run-context';
import { quotedNames } from '../../../core/words';
import { neighbourGraph, type NeighbourGraph } from '../../../kernels/neighbour-graph/graph';
import { readSpace, type Space } from '../../../kernels/neighbour-graph/space';
import type { FindNear } from '../../../kernels/resampling/find-near';
import { findNearIn } from '../../../kernels/resampling/find-near-in';
import { isFeature, type RoleColumn } from './columns';
import type { ResampleParams } from './step';

/** What methods that compare rows stand on. */
export interface Ground {
  readonly space: Space;
  /** Finds the nearest rows, by a graph of all of them: for methods that ask about most rows. */
  nearByGraph(): FindNear;
  /** Finds the nearest rows by a search of its own, which `of` names; a category that differs may weigh otherwise. */
  near(of?: string, mismatch?: number): FindNear;
  /** The graph that was used, if any was. */
  readonly used: { graph: NeighbourGraph | null };
}

/**
 * Reads the features of a table as points. Own rules: numbers divided by their standard deviation, what is missing a category;
 * imbalanced-learn: as they are, and `resample-missing` where some are not finite.
 */
export async function openGround(
  context: RunContext,
  table: Pick<TableArtifact, 'key' | 'table' | 'rows' | 'columns'>,
  columns: readonly RoleColumn[],
  { rules, method }: Pick<ResampleParams, 'rules' | 'method'>,
): Promise<Ground> {
  const asTheyStand = rules === 'imbalanced-learn';
  const names = columns.filter(isFeature).map(({ name }) => name);
  // Where values are voted on, numbers are told apart exactly.
  const isRaw = asTheyStand || method === 'SMOTE-N';
  const scaling = isRaw ? 'none' : 'standard';
  const space = await readSpace(context, table, names, { scaling, decimals: !asTheyStand });
  if (asTheyStand && space.lacking.length > 0) {
    failWith('resample-missing', { method, columns: quotedNames(space.lacking.map(({ name }) => name)) });
  }
  const used: Ground['used'] = { graph: null };
  const tell = (phase: string) => (done: number, of: number) => context.progress(phase, done / of);
  const graph = async (k: number) => {
    const mode = asTheyStand ? 'exact' : 'auto';
    used.graph = await neighbourGraph(context, space, k, { mode });
    return used.graph;
  };
  return {
    space,
    used,
    nearByGraph: () => findNearIn(context.kernels, space, { onBlock: tell('neighbours'), graph }),
    near: (of, mismatch = space.mismatch) =>
      findNearIn(
        context.kernels,
        { ...space, mismatch },
        { onBlock: tell(of === undefined ? 'neighbours' : `neighbours of “${of}”`) },
      ),
  };
}

/** True where there is something to measure by. */
export const hasFeatures = ({ space }: Ground): boolean => space.features + space.codeColumns > 0;
