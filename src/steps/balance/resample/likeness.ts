import type { TableArtifact } from '../../../core/artifact';
import { frameOfRows, type Frame, type FrameRow } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { readCoordinates } from '../../../kernels/neighbour-graph/coordinates';
import { isFeature, type RoleColumn } from './columns';
import { compareColumns, type ComparedSample } from './distributions';
import { resampleFrames } from './frames';
import { measureNearness } from './nearness';
import type { ResampleOutcome } from './outcome';
import { drawSample } from './sample';

/** The frames that say how like the new rows are to those they were made from. */
export type LikenessFrames = Readonly<Record<'distributions' | 'nearness' | 'likeness', Frame>>;

const frameOf = (name: keyof LikenessFrames, rows: readonly FrameRow[]): Frame =>
  frameOfRows(Object.keys(resampleFrames[name]), rows);

/** The frames where there is nothing to compare. */
export const noLikeness: LikenessFrames = {
  distributions: frameOf('distributions', []),
  nearness: frameOf('nearness', []),
  likeness: frameOf('likeness', []),
};

/**
 * Compares a sample of the new rows with a sample of the rows of the input of the same classes, evenly spaced: column by column, and by the
 * distance to the nearest row. Bounded by 4 million numbers, whatever the table.
 */
export async function compareLikeness(
  context: RunContext,
  table: TableArtifact,
  columns: readonly RoleColumn[],
  outcome: ResampleOutcome,
): Promise<LikenessFrames> {
  const features = columns.filter(isFeature);
  if (outcome.added.rows.length === 0 || features.length === 0) return noLikeness;
  const sample = await drawSample(context, table, columns, outcome);
  const typed = sample.made.columns.filter(({ name }) => features.some((feature) => feature.alias === name));
  const space = await readCoordinates(context, sample.made, typed, { isScaled: true });
  const compared: ComparedSample = { ...sample, space, scalings: space.scalings };
  const near = await measureNearness(context.kernels, compared);
  const names = new Map(columns.map(({ alias, name }) => [alias, name]));
  const distributions = await compareColumns(context, compared, names);
  return {
    distributions: frameOf('distributions', distributions),
    nearness: frameOf('nearness', near.bins),
    likeness: frameOf('likeness', [
      {
        ...{ made_sampled: sample.madeClasses.length, real_sampled: sample.realClasses.length },
        ...{ compared: typed.length, ...near.figures },
      },
    ]),
  };
}
