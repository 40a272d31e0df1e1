import { frameOfRows, type Frame } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { drawSamples, type Sample } from '../../../kernels/augment-images/draw-samples';
import { grouped } from '../../../kernels/augment-images/grouped';
import { randomState } from '../../../kernels/random-state';
import { operationsText } from './describe-operations';
import { augmentImagesFrames } from './frames';
import type { ImageRow } from './image-rows';
import type { UnsafeImage } from './judge';
import type { MadeImage } from './made-images';
import { isLargeImage } from './render';

/** The small picture of a real image, where the run has drawn it. */
export type PictureOf = (row: ImageRow) => string | null;

/** New images on the contact sheet. */
const SHOWN = 24;

/** The contact sheet: new images drawn by the seed, of each label in turns, beside the real ones they were made of. */
export async function samplesFrame(
  context: RunContext,
  images: readonly MadeImage[],
  seed: number,
  pictureOf: PictureOf,
): Promise<Frame> {
  const shown = drawInTurns(images, seed);
  const addresses = await draw(
    context,
    shown.flatMap(({ parent, parameters, picture }) => [
      { row: parent, parameters: null, picture: pictureOf(parent) },
      { row: parent, parameters, picture },
    ]),
  );
  const rows = shown.map(({ parent, path, parameters }, at) => ({
    ...{ path, parent: parent.path, label: parent.label, operations: operationsText(parameters) },
    ...{ before: addresses[2 * at], after: addresses[2 * at + 1] },
  }));
  return frameOfRows(Object.keys(augmentImagesFrames.samples), rows);
}

/** The least safe new images, each beside its parent and the real image nearest to it. */
export async function unsafeFrame(
  context: RunContext,
  unsafe: readonly UnsafeImage[],
  pictureOf: PictureOf,
): Promise<Frame> {
  const addresses = await draw(
    context,
    unsafe.flatMap(({ image: { parent, parameters, picture }, nearest }) => [
      { row: parent, parameters, picture },
      { row: parent, parameters: null, picture: pictureOf(parent) },
      { row: nearest ?? parent, parameters: null, picture: pictureOf(nearest ?? parent) },
    ]),
  );
  const rows = unsafe.map(({ image: { path, parent, parameters }, share, nearest, distance }, at) => ({
    ...{ path, label: parent.label, share, operations: operationsText(parameters), parent: parent.path },
    ...{ nearest: nearest?.path, nearest_label: nearest?.label, distance },
    ...{ image: addresses[3 * at], parent_image: addresses[3 * at + 1] },
    nearest_image: nearest === null ? null : addresses[3 * at + 2],
  }));
  return frameOfRows(Object.keys(augmentImagesFrames.unsafe), rows);
}

function drawInTurns(images: readonly MadeImage[], seed: number): MadeImage[] {
  const order = [...randomState(seed).permutation(images.length)];
  const byLabel = grouped(order, (at) => images[at]!.parent.label);
  const turns = [...byLabel.values()].flatMap((own) => own.slice(0, SHOWN).map((at, turn) => ({ at, turn })));
  return turns
    .sort((a, b) => a.turn - b.turn || a.at - b.at)
    .slice(0, SHOWN)
    .map(({ at }) => at)
    .sort((a, b) => a - b)
    .map((at) => images[at]!);
}

interface Wanted {
  readonly row: ImageRow;
  readonly parameters: string | null;
  /** Drawn already. */
  readonly picture: string | null;
}

/** Images drawn in one call of a kernel; a large one has a call of its own. */
const CALL_IMAGES = 32;

async function draw(context: RunContext, wanted: readonly Wanted[]): Promise<(string | null)[]> {
  const addresses = wanted.map(({ picture }) => picture);
  const missing = [...wanted.keys()].filter(
    (at) => addresses[at] === null && wanted[at]!.row.place !== undefined,
  );
  let done = 0;
  for (const [holder, places] of grouped(missing, (at) => wanted[at]!.row.place!.holder)) {
    for (const call of callsOf(places, wanted)) {
      context.progress('drawing samples', done / missing.length);
      const samples = call.map((at): Sample => {
        const { row, parameters } = wanted[at]!;
        return { image: row.place!.image, parameters };
      });
      const input = { file: holder.file, holder: holder.holder, samples };
      const made = await context.kernels.call(drawSamples, input);
      call.forEach((at, index) => (addresses[at] = made[index] ?? null));
      done += call.length;
    }
  }
  return addresses;
}

function callsOf(places: readonly number[], wanted: readonly Wanted[]): number[][] {
  const calls: number[][] = [];
  let isFull = true;
  for (const at of places) {
    const isAlone = isLargeImage(wanted[at]!.row);
    if (isFull || isAlone) calls.push([at]);
    else calls.at(-1)!.push(at);
    isFull = isAlone || calls.at(-1)!.length >= CALL_IMAGES;
  }
  return calls;
}
