import type { RandomState } from '../random-state';

/**
 * A stream of random numbers for one text: xoshiro128** (Blackman and Vigna 2021), its four words of state filled by SplitMix32 from a
 * seed below 2^32. The Mersenne Twister of `random-state.ts` would take longer to be seeded, 624 words, than the text to be made.
 */
export function drawsOf(seed: number): RandomState {
  const state = new Int32Array(4);
  for (let place = 0; place < 4; place++) {
    let z = (seed + Math.imul(place + 1, 0x9e3779b9)) | 0;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    state[place] = z ^ (z >>> 15);
  }
  return xoshiro(state);
}

/** The stream that follows from four words of state, not all of them 0; it goes on in them. Kept in an array, where no number is boxed. */
export function xoshiro(state: Int32Array): RandomState & { word(): number } {
  function word(): number {
    const second = state[1]!;
    const scrambled = Math.imul(second, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    state[2]! ^= state[0]!;
    state[3]! ^= second;
    state[1]! ^= state[2]!;
    state[0]! ^= state[3]!;
    state[2]! ^= second << 9;
    state[3] = (state[3]! << 11) | (state[3]! >>> 21);
    return result;
  }

  function below(bound: number): number {
    if (bound <= 1) return 0;
    const mask = 0xffffffff >>> Math.clz32(bound - 1);
    for (;;) {
      const value = (word() & mask) >>> 0;
      if (value < bound) return value;
    }
  }

  return {
    word,
    uniform: () => ((word() >>> 5) * 0x4000000 + (word() >>> 6)) / 2 ** 53,
    below,
    permutation: (n) => {
      const order = new Int32Array(n);
      for (let i = 0; i < n; i++) order[i] = i;
      for (let i = n - 1; i > 0; i--) {
        const j = below(i + 1);
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      return order;
    },
  };
}
