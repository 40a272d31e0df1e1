import type { Kernel, ReadableFile } from '../../core/run-context';
import { joinBytes } from '../columnar/arrow-message';
import { crcOf } from '../archive/crc32';
import { eachContent } from '../images/contents';
import type { Holder, ImageFile } from '../images/image-file';
import { decodeImage } from './decode-image';
import { encodePng } from './encode-png';
import { makeAgain } from './parameters';
import { dropSpare, releasePixels } from './pixels';

/** Files to be written, all of one real image: the image itself, as its file is, and new ones by their parameters. */
export interface WrittenParent {
  readonly image: ImageFile;
  readonly isWritten: boolean;
  readonly parameters: readonly string[];
}

interface WriteInput {
  readonly file: ReadableFile;
  readonly holder: Holder;
  readonly parents: readonly WrittenParent[];
}

/** Files one behind the other: of each parent the image itself, then the new ones. What cannot be read has no bytes. */
export interface WrittenFiles {
  readonly bytes: Uint8Array;
  readonly lengths: Float64Array;
  /** The check sum (CRC-32) of each, as an archive states it. */
  readonly crcs: Float64Array;
}

/** Makes new images again from what their provenance says, as PNG, and copies real ones as they are. */
export const writeImages: Kernel<WriteInput, WrittenFiles> = {
  name: 'write-images',
  async run({ file, holder, parents }, report) {
    const files: Uint8Array[] = [];
    const images = parents.map(({ image }) => image);
    await eachContent(file, holder, images, async (_, content, index) => {
      const tick = (): void => report(index / parents.length);
      const { isWritten, parameters } = parents[index]!;
      const bytes = 'bytes' in content ? content.bytes : new Uint8Array();
      if (isWritten) files.push(bytes.slice());
      if (parameters.length === 0) return;
      const decoded = await decodeImage(bytes);
      for (const [at, text] of parameters.entries()) {
        if ('reason' in decoded) files.push(new Uint8Array());
        else {
          const image = makeAgain(decoded.pixels, text, tick, at === parameters.length - 1);
          files.push(encodePng(image, tick));
          releasePixels(image);
        }
      }
    });
    dropSpare();
    // One large file is not copied.
    const bytes = files.length === 1 ? files[0]! : joinBytes(files);
    return {
      bytes,
      lengths: Float64Array.from(files, ({ length }) => length),
      crcs: Float64Array.from(files, crcOf),
    };
  },
};
