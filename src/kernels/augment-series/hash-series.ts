import type { Kernel } from '../../core/run-context';

const WINDOWS_A_REPORT = 256;

/** A hash of the values of a window, of 53 bits: equal windows have equal ones. Missing values are equal, and so are the two noughts. */
export function hashWindow(channels: readonly Float64Array[]): number {
  let [one, other] = [0x811c9dc5, 0x9e3779b9];
  for (const values of channels) {
    const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
    values.forEach((value, place) => {
      const isOdd = Number.isNaN(value);
      for (let half = 0; half < 2; half++) {
        const word = isOdd ? 0x7ff80000 : value === 0 ? 0 : words[2 * place + half]!;
        one = Math.imul(one ^ word, 0x01000193);
        one ^= one >>> 15;
        other = Math.imul(other ^ word, 0x85ebca6b);
        other ^= other >>> 13;
      }
    });
    // Where one channel ends and the next begins counts too.
    one = Math.imul(one ^ values.length, 0x01000193);
  }
  return (one >>> 0) * 0x200000 + (other >>> 11);
}

/** Windows behind each other. */
export interface HashInput {
  readonly offsets: Int32Array;
  readonly channels: readonly Float64Array[];
}

/** Hashes windows, so that copies of them are found. */
export const hashSeries: Kernel<HashInput, Float64Array> = {
  name: 'hash-series',
  run: ({ offsets, channels }, report) => {
    const hashes = new Float64Array(Math.max(0, offsets.length - 1));
    for (let window = 0; window < hashes.length; window++) {
      hashes[window] = hashWindow(
        channels.map((values) => values.subarray(offsets[window], offsets[window + 1])),
      );
      if (window % WINDOWS_A_REPORT === 0) report(window / hashes.length);
    }
    return hashes;
  },
};
