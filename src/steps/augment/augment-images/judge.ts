import { emptyFrame, frameOfRows, type Frame } from '../../../core/frame';
import { labelSafetyFrame, labelSafetyShape } from '../../../core/label-safety';
import type { RunContext } from '../../../core/run-context';
import type { RenderedParent } from '../../../kernels/augment-images/render-images';
import { VECTOR_WIDTH } from '../../../kernels/augment-images/shrink';
import {
  chooseRows,
  judgeLabels,
  MOST_MADE_JUDGED,
  MOST_REAL_JUDGED,
} from '../../../kernels/label-safety/judge';
import type { ImageRow } from './image-rows';
import type { MadeImage } from './made-images';

/** Which rows are judged by their neighbours, and which new images, counted through all that are asked for. */
export interface Chosen {
  readonly rows: ReadonlySet<number>;
  readonly made: ReadonlySet<number>;
}

/** Draws them by the seed among those with a label; none where there is no column of labels. */
export function chooseJudged(
  rows: readonly ImageRow[],
  asked: Int32Array,
  seed: number,
  hasLabels: boolean,
): Chosen {
  if (!hasLabels) return { rows: new Set(), made: new Set() };
  const labelled = rows.filter(({ label, place }) => label !== null && place !== undefined);
  const real = [...chooseRows(labelled.length, MOST_REAL_JUDGED, seed)].map((at) => labelled[at]!.row);
  const made: number[] = [];
  let first = 0;
  for (const { row, label } of rows) {
    for (let copy = 0; copy < asked[row]!; copy++) if (label !== null) made.push(first + copy);
    first += asked[row]!;
  }
  const drawn = [...chooseRows(made.length, MOST_MADE_JUDGED, seed)].map((at) => made[at]!);
  return { rows: new Set(real), made: new Set(drawn) };
}

/** A new image among whose nearest real ones others have another label. */
export interface UnsafeImage {
  readonly image: MadeImage;
  readonly share: number;
  readonly nearest: ImageRow | null;
  readonly distance: number;
}

const MOST_UNSAFE = 20;

/**
 * The frame `label_safety` of the images that have vectors, and the least safe new ones: those of the smallest share, of equal
 * ones the nearest to another image first.
 */
export async function judgeImages(
  context: RunContext,
  rows: readonly ImageRow[],
  rendered: readonly (RenderedParent | undefined)[],
  images: readonly MadeImage[],
): Promise<{ frame: Frame; unsafe: UnsafeImage[] }> {
  const real = rows.flatMap((row) => {
    const one = rendered[row.row];
    return one !== undefined && 'hash' in one && one.vector !== null ? [{ row, vector: one.vector }] : [];
  });
  const made = images.flatMap((image) => (image.vector === null ? [] : [{ image, vector: image.vector }]));
  if (real.length === 0 || made.length === 0) {
    return { frame: { ...emptyFrame, columns: noRows(Object.keys(labelSafetyShape)) }, unsafe: [] };
  }
  const places = new Map(real.map(({ row }, place) => [row.row, place]));
  const safety = await judgeLabels(
    context,
    { points: pointsOf(real), labels: real.map(({ row }) => row.label) },
    {
      points: pointsOf(made),
      labels: made.map(({ image }) => image.parent.label),
      parents: Int32Array.from(made, ({ image }) => places.get(image.parent.row) ?? -1),
    },
    VECTOR_WIDTH,
  );
  const unsafe = made
    .map(({ image }, at) => ({
      ...{ image, share: safety.made[at]!, distance: safety.distances[at]! },
      nearest: real[safety.nearest[at]!]?.row ?? null,
    }))
    .filter(({ share }) => share < 1)
    .sort((a, b) => a.share - b.share || a.distance - b.distance)
    .slice(0, MOST_UNSAFE);
  return { frame: labelSafetyFrame(safety), unsafe };
}

const noRows = (names: readonly string[]): Frame['columns'] => frameOfRows(names, []).columns;

function pointsOf(vectors: readonly { readonly vector: Float64Array }[]): Float64Array {
  const points = new Float64Array(vectors.length * VECTOR_WIDTH);
  vectors.forEach(({ vector }, at) => points.set(vector, at * VECTOR_WIDTH));
  return points;
}
