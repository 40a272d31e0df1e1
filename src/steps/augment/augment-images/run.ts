import { frameOfRows, type Frame } from '../../../core/frame';
import type { RunStep } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { OPERATIONS } from '../../../kernels/augment-images/operations';
import type { RenderedParent } from '../../../kernels/augment-images/render-images';
import { KINDS } from '../../../kernels/augment-images/suited';
import { askedOf } from './asked';
import { makeAugmented, makeProvenance } from './compose';
import { augmentImagesFrames } from './frames';
import { readImageRows, type ImageRow } from './image-rows';
import { chooseJudged, judgeImages } from './judge';
import { keepNew, type Made } from './made-images';
import { madeNotices, partNotices } from './notices';
import { settingsOf, SUITED } from './recipes';
import { renderAll } from './render';
import { samplesFrame, unsafeFrame, type PictureOf } from './samples';
import type { AugmentImagesParams } from './step';

/**
 * Makes new images, and keeps of each what it can be made by again. Every real image is decoded once, every new one made once, in the
 * kernel workers; pixels are in memory one image at a time a worker.
 */
export const run: RunStep<AugmentImagesParams> = async (context, params, inputs) => {
  const table = tableAt(inputs);
  const rows = await readImageRows(context, table, params);
  for (const notice of partNotices(table.traits.part)) context.notice(notice);
  const { seed, drawing } = params;
  const asked = askedOf(rows, params);
  const chosen = chooseJudged(rows, asked, seed, params.label !== '');
  const judged = { judgedRows: chosen.rows, judgedMade: chosen.made };
  const rendered = await renderAll(context, {
    rows,
    asked,
    settings: settingsOf(params),
    drawing,
    seed,
    ...judged,
  });
  const made = keepNew(rows, rendered, asked, seed);
  for (const notice of madeNotices(made)) context.notice(notice);
  context.progress('making the tables');
  const provenance = await makeProvenance(context, table, made.images, params);
  const augmented = await makeAugmented(context, table, provenance, params);
  const { frame: safety, unsafe } = await judgeImages(context, rows, rendered, made.images);
  const pictureOf: PictureOf = ({ row }) => {
    const one = rendered[row];
    return one !== undefined && 'hash' in one ? one.picture : null;
  };
  return {
    artifacts: {
      augmented: { kind: 'table', ...augmented },
      provenance: { kind: 'table', ...provenance },
    },
    frames: {
      summary: summaryFrame(asked, made, rows.length, table.traits.part),
      classes: classesFrame(rows, asked, made),
      operations: operationsFrame(made),
      recipes: recipesFrame(params.recipe === SUITED ? rendered : []),
      skipped: frameOfRows(Object.keys(augmentImagesFrames.skipped), made.skipped),
      samples: await samplesFrame(context, made.images, seed, pictureOf),
      label_safety: safety,
      unsafe: await unsafeFrame(context, unsafe, pictureOf),
    },
    ...(made.images.length > 0 ? { traits: { augmented: { synthetic: true } } } : {}),
  };
};

function summaryFrame(asked: Int32Array, made: Made, images: number, part: string | null): Frame {
  return frameOfRows(Object.keys(augmentImagesFrames.summary), [
    {
      ...{ images, parents: asked.filter((one) => one > 0).length },
      ...{ asked: asked.reduce((sum, one) => sum + one, 0), made: made.images.length },
      ...{ copies_of_real: made.copiesOfReal, copies_of_new: made.copiesOfNew },
      ...{ not_decoded: made.notDecoded, deep: made.deep, part },
    },
  ]);
}

/** By label, the most frequent first; without a column of labels, one row. */
function classesFrame(rows: readonly ImageRow[], asked: Int32Array, made: Made): Frame {
  const counts = new Map<string | null, { real: number; asked: number; made: number }>();
  for (const { row, label } of rows) {
    const count = counts.get(label) ?? { real: 0, asked: 0, made: 0 };
    counts.set(label, { ...count, real: count.real + 1, asked: count.asked + asked[row]! });
  }
  for (const { parent } of made.images) counts.get(parent.label)!.made += 1;
  const sorted = [...counts].sort(
    ([a, one], [b, other]) => other.real - one.real || ((a ?? '') < (b ?? '') ? -1 : 1),
  );
  return frameOfRows(
    Object.keys(augmentImagesFrames.classes),
    sorted.map(([label, count]) => ({ label, ...count })),
  );
}

/** How many real images are what; of those that new ones are made of. */
function recipesFrame(rendered: readonly (RenderedParent | undefined)[]): Frame {
  const parents = rendered.flatMap((one) =>
    one !== undefined && 'hash' in one && one.made.length > 0 ? [one] : [],
  );
  const rows = KINDS.map((recipe) => ({
    recipe,
    images: parents.filter(({ kind }) => kind === recipe).length,
  }));
  return frameOfRows(
    Object.keys(augmentImagesFrames.recipes),
    rows.filter(({ images }) => images > 0),
  );
}

function operationsFrame({ images }: Made): Frame {
  const rows = OPERATIONS.map((operation) => {
    const own = images.filter(({ operations }) => operations.includes(operation)).length;
    return { operation, images: own, share: own / Math.max(1, images.length) };
  });
  return frameOfRows(
    Object.keys(augmentImagesFrames.operations),
    rows.filter(({ images: own }) => own > 0),
  );
}
