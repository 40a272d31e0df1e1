import type { Kernel, ReadableFile } from '../../core/run-context';
import { eachContent } from '../images/contents';
import type { Holder, ImageFile } from '../images/image-file';
import { decodeImage } from './decode-image';
import { makeAgain } from './parameters';
import { dropSpare, releasePixels } from './pixels';
import { smallPicture } from './small-picture';

/** An image to be shown: as it is where `parameters` is null, else a new one made of it. */
export interface Sample {
  readonly image: ImageFile;
  readonly parameters: string | null;
}

interface SamplesInput {
  readonly file: ReadableFile;
  readonly holder: Holder;
  readonly samples: readonly Sample[];
}

/** Images as small data addresses (PNG, drawn down to 96 pixels); null where one cannot be decoded. */
export const drawSamples: Kernel<SamplesInput, (string | null)[]> = {
  name: 'draw-augmented-samples',
  async run({ file, holder, samples }, report) {
    const drawn: (string | null)[] = [];
    const images = samples.map(({ image }) => image);
    const draw = async (
      bytes: Uint8Array,
      { parameters }: Sample,
      tick: () => void,
    ): Promise<string | null> => {
      const decoded = await decodeImage(bytes);
      if ('reason' in decoded) return null;
      const image = parameters === null ? decoded.pixels : makeAgain(decoded.pixels, parameters, tick, true);
      const address = smallPicture(image);
      releasePixels(image);
      return address;
    };
    await eachContent(file, holder, images, async (_, content, index) => {
      const tick = (): void => report(index / samples.length);
      tick();
      drawn.push('bytes' in content ? await draw(content.bytes, samples[index]!, tick) : null);
    });
    dropSpare();
    return drawn;
  },
};
