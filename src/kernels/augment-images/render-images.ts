import { createXXHash128 } from 'hash-wasm';
import type { Kernel, ReadableFile } from '../../core/run-context';
import { eachContent } from '../images/contents';
import type { Holder, ImageFile } from '../images/image-file';
import { applyOperations } from './apply';
import { decodeImage } from './decode-image';
import { drawOperations } from './draw-operations';
import type { OperationName } from './operations';
import { doing, parametersText, type Drawing } from './parameters';
import { dropSpare, isGrey, releasePixels, type Pixels } from './pixels';
import { vectorOf } from './shrink';
import { smallPicture } from './small-picture';
import { kindOf, type ImageKind, type SuitedSettings } from './suited';

const OF_COLOUR: readonly OperationName[] = ['colour', 'grey'];

/** A real image, and the new ones that are to be made of it, by their seeds. */
export interface Parent {
  readonly image: ImageFile;
  readonly seeds: readonly number[];
  /** Whether it shall be told as a vector, and which of its new images. */
  readonly isJudged: boolean;
  readonly judged: readonly boolean[];
  /** Whether small pictures shall be drawn of it and its new images while their pixels are at hand. */
  readonly isDrawn: boolean;
}

interface RenderInput {
  readonly file: ReadableFile;
  readonly holder: Holder;
  readonly parents: readonly Parent[];
  readonly settings: SuitedSettings;
  readonly drawing: Drawing;
}

/** A new image: all that is kept of it. */
export interface RenderedImage {
  /** All that it can be made of its parent by again, as JSON: `{ "drawing", "operations" }`. */
  readonly parameters: string;
  /** The names of its operations, in order. */
  readonly operations: readonly OperationName[];
  readonly width: number;
  readonly height: number;
  /** XXH3 (128 bits) of its size and pixels, lower-case hex: equal where images are. */
  readonly hash: string;
  readonly vector: Float64Array | null;
  /** A data address. */
  readonly picture: string | null;
}

/** What became of a real image. */
export type RenderedParent =
  | {
      readonly hash: string;
      /** Bits a sample of the file. */
      readonly depth: number;
      /** What it is: new ones are made by the settings for that. */
      readonly kind: ImageKind;
      readonly vector: Float64Array | null;
      readonly picture: string | null;
      readonly made: readonly RenderedImage[];
    }
  /** It cannot be decoded, for that reason. */
  | { readonly reason: string };

/**
 * Makes every new image of some parents once, to learn its size, its hash and, where it is judged, its vector; the pixels are dropped.
 * One parent and one new image are in memory at a time. Fails with `images-need-browser` in Node where an image is no PNG.
 */
export const renderImages: Kernel<RenderInput, RenderedParent[]> = {
  name: 'render-images',
  async run({ file, holder, parents, settings, drawing }, report) {
    const hash = await pixelHasher();
    const rendered: RenderedParent[] = [];
    const images = parents.map(({ image }) => image);
    await eachContent(file, holder, images, async (_, content, index) => {
      const tick = (): void => report(index / parents.length);
      tick();
      const decoded = 'bytes' in content ? await decodeImage(content.bytes) : content;
      if ('reason' in decoded) {
        rendered.push(decoded);
        return;
      }
      const { seeds, isJudged, judged, isDrawn } = parents[index]!;
      const { pixels, depth } = decoded;
      tick();
      const told = (image: Pixels, hasVector: boolean) => ({
        hash: hash(image),
        vector: hasVector ? vectorOf(image) : null,
        picture: isDrawn ? smallPicture(image) : null,
      });
      const isColourless = isGrey(pixels);
      const kind = kindOf(pixels, isColourless);
      const own = { ...told(pixels, isJudged), depth, kind };
      const made = seeds.map((seed, copy): RenderedImage => {
        const drawn = drawOperations(settings[kind], pixels, seed);
        // What changes colours alone does nothing to a grey image, and is not said to.
        const operations = isColourless ? drawn.filter((one) => !OF_COLOUR.includes(one.do)) : drawn;
        const isLast = copy === seeds.length - 1;
        const image = applyOperations(pixels, operations, doing(drawing, tick, isLast));
        const { width, height } = image;
        tick();
        const of = { width, height, ...told(image, judged[copy] === true) };
        releasePixels(image);
        const names = operations.map((one) => one.do);
        return { parameters: parametersText({ drawing, operations }), operations: names, ...of };
      });
      rendered.push({ ...own, made });
      if (seeds.length === 0) releasePixels(pixels);
    });
    dropSpare();
    return rendered;
  },
};

/** Hashes width, height and all bytes of an image. */
async function pixelHasher(): Promise<(image: Pixels) => string> {
  const hasher = await createXXHash128();
  return ({ width, height, data }) =>
    hasher
      .init()
      .update(new Uint8Array(Uint32Array.of(width, height).buffer))
      .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
      .digest('hex');
}
