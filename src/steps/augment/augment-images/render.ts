import type { RunContext } from '../../../core/run-context';
import { seedOf } from '../../../kernels/augment-images/draw-operations';
import { grouped } from '../../../kernels/augment-images/grouped';
import type { Drawing } from '../../../kernels/augment-images/parameters';
import {
  renderImages,
  type Parent,
  type RenderedParent,
} from '../../../kernels/augment-images/render-images';
import type { SuitedSettings } from '../../../kernels/augment-images/suited';
import type { ImageRow } from './image-rows';
import { inLanes, inRoom } from './lanes';

/** What is to be made of which rows. */
export interface Rendering {
  readonly rows: readonly ImageRow[];
  /** New images of each row. */
  readonly asked: Int32Array;
  readonly settings: SuitedSettings;
  readonly drawing: Drawing;
  readonly seed: number;
  /** Rows that are judged, and new images, counted through all rows. */
  readonly judgedRows: ReadonlySet<number>;
  readonly judgedMade: ReadonlySet<number>;
}

interface Task extends Parent {
  readonly row: ImageRow;
  readonly place: NonNullable<ImageRow['place']>;
}

/** A call of a kernel takes so many images, and so many bytes and pixels: then a cancel comes soon, and workers share. */
const BATCH_IMAGES = 200;
const BATCH_BYTES = 32e6;
const BATCH_PIXELS = 30e6;
/** From here on an image is large: of such ones so many pixels are in hand at a time, whatever the number of workers. */
const LARGE_PIXELS = 2e6;
const LARGE_BYTES = 400e3;
const ROOM_PIXELS = 26e6;
/** What a large image is taken for where the table does not say. */
const USUAL_PIXELS = 12e6;
const LANES = 64;
/** Up to so many large images and new ones of them are drawn small while their pixels are at hand, 15 kB each at most. */
const MOST_DRAWN = 1000;

/**
 * Makes all new images once, and tells of each row what became of it, by its place; undefined where the source has no file for it.
 * The same for any number of workers.
 */
export async function renderAll(context: RunContext, of: Rendering): Promise<(RenderedParent | undefined)[]> {
  const tasks = tasksOf(of);
  const total = tasks.reduce((sum, task) => sum + workOf(task), 0);
  const rendered: (RenderedParent | undefined)[] = new Array<undefined>(of.rows.length).fill(undefined);
  const images = tasks.reduce((sum, { seeds }) => sum + seeds.length, 0);
  let done = 0;
  const parts = new Map<readonly Task[], number>();
  const tell = (): void => {
    const under = [...parts].reduce((sum, [batch, share]) => sum + share * workIn(batch), 0);
    const share = (done + under) / Math.max(1, total);
    const amount = { done: Math.round(share * images), total: images, unit: 'rows' } as const;
    context.progress('making images', share, amount);
  };
  tell();
  const render = async (batch: readonly Task[]): Promise<void> => {
    const { holder } = batch[0]!.place;
    const parents = batch.map(({ image, seeds, isJudged, judged, isDrawn }) => ({
      ...{ image, seeds, isJudged, judged, isDrawn },
    }));
    const input = { file: holder.file, holder: holder.holder, parents, settings: of.settings };
    const made = await context.kernels.call(renderImages, { ...input, drawing: of.drawing }, [], (share) => {
      parts.set(batch, share);
      tell();
    });
    made.forEach((one, at) => (rendered[batch[at]!.row.row] = one));
    parts.delete(batch);
    done += workIn(batch);
    tell();
  };
  const batches = batchesOf(tasks);
  await inLanes(
    batches.filter((batch) => !batch.some(isLarge)),
    LANES,
    render,
  );
  await inRoom(
    batches.filter((batch) => batch.some(isLarge)),
    ROOM_PIXELS,
    (batch) => Math.max(...batch.map(({ row }) => row.pixels ?? USUAL_PIXELS)),
    render,
  );
  return rendered;
}

function tasksOf({ rows, asked, seed, judgedRows, judgedMade }: Rendering): Task[] {
  const large = rows.filter((row) => isLargeImage(row));
  const pictures = large.reduce((sum, { row }) => sum + 1 + asked[row]!, 0);
  let first = 0;
  return rows.flatMap((row): Task[] => {
    const start = first;
    first += asked[row.row]!;
    if (row.place === undefined) return [];
    const copies = Array.from({ length: asked[row.row]! }, (_, copy) => copy);
    return [
      {
        ...{ row, place: row.place, image: row.place.image, isJudged: judgedRows.has(row.row) },
        seeds: copies.map((copy) => seedOf(seed, row.row + 1, copy + 1)),
        judged: copies.map((copy) => judgedMade.has(start + copy)),
        isDrawn: pictures <= MOST_DRAWN && isLargeImage(row),
      },
    ];
  });
}

/** Images decoded and made, a large one counted for what it is. */
function workOf({ row, image, seeds }: Task): number {
  const size = 1 + (row.pixels ?? image.bytes) / 20_000;
  return size * (1 + seeds.length);
}

const workIn = (batch: readonly Task[]): number => batch.reduce((sum, task) => sum + workOf(task), 0);

/** True for a photograph of 2 megapixels and more: it takes much room, and a while. */
export const isLargeImage = ({ pixels, place }: ImageRow): boolean =>
  (pixels ?? 0) > LARGE_PIXELS || (place?.image.bytes ?? 0) > LARGE_BYTES;

const isLarge = ({ row }: Task): boolean => isLargeImage(row);

/** Images of one file in the order in which they stand in it. */
function batchesOf(tasks: readonly Task[]): Task[][] {
  const byHolder = grouped(tasks, ({ place }) => place.holder);
  return [...byHolder.values()].flatMap((own) => {
    const batches: Task[][] = [];
    let [bytes, pixels] = [0, 0];
    for (const task of [...own].sort((a, b) => a.image.offset - b.image.offset)) {
      const last = batches.at(-1);
      const isFull = last === undefined || last.length >= BATCH_IMAGES;
      if (isFull || bytes > BATCH_BYTES || pixels > BATCH_PIXELS) {
        batches.push([task]);
        [bytes, pixels] = [0, 0];
      } else last.push(task);
      bytes += task.image.packed;
      pixels += (task.row.pixels ?? 0) * (1 + task.seeds.length);
    }
    return batches;
  });
}
