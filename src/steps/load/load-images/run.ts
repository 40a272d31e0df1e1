import { failWith } from '../../../core/failure';
import { frameOfRows, type Frame } from '../../../core/frame';
import type { RunContext, RunStep } from '../../../core/run-context';
import { sourceText } from '../../../core/source-text';
import { drawThumbnails } from '../../../kernels/images/draw-thumbnails';
import type { ImageFile } from '../../../kernels/images/image-file';
import { measureImages, type MeasuredImages } from '../../../kernels/images/measure-images';
import { openHolders, type OpenHolder } from '../../../kernels/images/open-holders';
import { drawSome, drawSpread } from './choose';
import { copiesFrame, formatsFrame, labelsFrame } from './frames';
import { folderOf } from './labels';
import { imageRows, type LabelledImage } from './rows';
import type { LoadImagesParams } from './step';

/** A call of a kernel takes so many files, or fewer where these are large: then a cancel comes soon, and workers share. */
const BATCH_FILES = 500;
const BATCH_BYTES = 64e6;
const SAMPLES = 24;

/** Reads the headers of images, in batches that kernel workers share, into a table. */
export const run: RunStep<LoadImagesParams> = async (context, params) => {
  const holders = limited(await openHolders(context, params.source), params);
  const { measured, files } = await measureAll(context, holders);
  if (measured.images.length === 0)
    failWith('images-none', { name: sourceText(params.source), files: files.of });
  const images = labelled(measured, params);
  context.progress('making the table');
  const table = await context.database.createRows(imageRows(images));
  context.progress('drawing samples');
  const thumbnails = await thumbnailsFrame(context, holders, images, params.seed);
  const isSampled = files.taken < files.of;
  return {
    artifacts: { table: { kind: 'table', ...table } },
    frames: {
      labels: labelsFrame(images),
      formats: formatsFrame(images),
      copies: copiesFrame(images),
      skipped: frameOfRows(['path', 'reason'], measured.skipped),
      thumbnails,
    },
    ...(isSampled ? { traits: { table: { sampled: { rows: table.rows, of: files.of } } } } : {}),
  };
};

/** A holder of which only some files are taken. */
interface LimitedHolder extends OpenHolder {
  readonly all: number;
}

/** The files of all holders in the order of their paths, at most as many as the limit says. */
function limited(holders: readonly OpenHolder[], { limit, seed }: LoadImagesParams): LimitedHolder[] {
  const places = holders.flatMap(({ images }, holder) => images.map((image) => ({ image, holder })));
  places.sort((a, b) => byCode(a.image.path, b.image.path));
  const drawn = new Set(drawSome(places.length, limit, seed).map((index) => places[index]?.image));
  return holders.map((holder) => ({
    ...holder,
    images: holder.images.filter((image) => drawn.has(image)),
    all: holder.images.length,
  }));
}

async function measureAll(
  context: RunContext,
  holders: readonly LimitedHolder[],
): Promise<{ measured: MeasuredImages; files: { taken: number; of: number } }> {
  const taken = holders.reduce((sum, { images }) => sum + images.length, 0);
  const total = holders.flatMap(({ images }) => images).reduce((sum, { packed }) => sum + packed, 0);
  let done = 0;
  const report = (): void => {
    context.progress('reading images', done / Math.max(1, total), {
      done,
      total,
      unit: 'bytes',
      rows: taken,
    });
  };
  report();
  const batches = holders.flatMap(({ file, holder, images }) =>
    batchesOf(images).map(async (batch) => {
      const measured = await context.kernels.call(measureImages, { file, holder, images: batch });
      done += batch.reduce((sum, { packed }) => sum + packed, 0);
      report();
      return measured;
    }),
  );
  const parts = await Promise.all(batches);
  const measured = {
    images: parts.flatMap(({ images }) => images),
    skipped: parts.flatMap(({ skipped }) => skipped),
  };
  measured.skipped.sort((a, b) => byCode(a.path, b.path));
  return { measured, files: { taken, of: holders.reduce((sum, { all }) => sum + all, 0) } };
}

/** Files in the order in which they stand in what holds them. */
function batchesOf(images: readonly ImageFile[]): ImageFile[][] {
  const batches: ImageFile[][] = [];
  let bytes = Infinity;
  for (const image of [...images].sort((a, b) => a.offset - b.offset)) {
    const last = batches.at(-1);
    if (last === undefined || last.length >= BATCH_FILES || bytes > BATCH_BYTES) {
      batches.push([image]);
      bytes = 0;
    } else last.push(image);
    bytes += image.packed;
  }
  return batches;
}

function labelled({ images }: MeasuredImages, { label }: LoadImagesParams): LabelledImage[] {
  return [...images]
    .sort((a, b) => byCode(a.path, b.path))
    .map((image) => ({ ...image, label: label === 'folder' ? folderOf(image.path) : undefined }));
}

async function thumbnailsFrame(
  context: RunContext,
  holders: readonly OpenHolder[],
  images: readonly LabelledImage[],
  seed: number,
): Promise<Frame> {
  const groups = images.map(({ label, format }) => (label === undefined ? format : label));
  const drawn = drawSpread(groups, SAMPLES, seed).flatMap((index) => images.slice(index, index + 1));
  const addresses = new Map<LabelledImage, string | null>();
  for (const { file, holder, images: files } of holders) {
    const byPath = new Map(files.map((image) => [image.path, image]));
    const own = drawn.flatMap((image) => {
      const found = byPath.get(image.path);
      return found === undefined || addresses.has(image) ? [] : [{ image, found }];
    });
    if (own.length === 0) continue;
    const input = {
      file,
      holder,
      images: own.map(({ found }) => found),
      formats: own.map(({ image }) => image.format),
    };
    const made = await context.kernels.call(drawThumbnails, input);
    own.forEach(({ image }, index) => addresses.set(image, made[index] ?? null));
  }
  const rows = drawn.map(({ label, path, width, height }, index) => ({
    path,
    label,
    width,
    height,
    image: addresses.get(drawn[index] as LabelledImage) ?? null,
  }));
  return frameOfRows(['path', 'label', 'width', 'height', 'image'], rows);
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
