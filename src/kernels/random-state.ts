/** A stream of random numbers that depends on nothing but its seed. */
export interface RandomState {
  /** A number in [0, 1), of 53 random bits. */
  uniform(): number;
  /** A whole number in [0, bound), each equally likely. */
  below(bound: number): number;
  /** The numbers 0 to n - 1 in random order. */
  permutation(n: number): Int32Array;
}

const LENGTH = 624;
const SHIFT = 397;

/**
 * The Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), seeded and read as numpy's `RandomState(seed)` does, so that
 * the same seed gives the same draws: `uniform` is `random_sample`, `below(n)` is `randint(0, n)` (masked, rejecting), and
 * `permutation` is numpy's, Fisher and Yates from the end. The seed is a whole number below 2^32, bounds lie in [1, 2^32).
 */
export function randomState(seed: number): RandomState {
  const state = seeded(seed);
  let next = LENGTH;

  function word(): number {
    if (next === LENGTH) {
      twist(state);
      next = 0;
    }
    let y = state[next++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  function below(bound: number): number {
    const most = bound - 1;
    if (most === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(most);
    for (;;) {
      const value = (word() & mask) >>> 0;
      if (value <= most) return value;
    }
  }

  return {
    uniform: () => {
      const high = word() >>> 5;
      return (high * 0x4000000 + (word() >>> 6)) / 2 ** 53;
    },
    below,
    permutation: (n) => {
      const order = Int32Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = below(i + 1);
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      return order;
    },
  };
}

function seeded(seed: number): Uint32Array {
  const state = new Uint32Array(LENGTH);
  state[0] = seed;
  for (let i = 1; i < LENGTH; i++) {
    const before = state[i - 1]! ^ (state[i - 1]! >>> 30);
    state[i] = Math.imul(before, 1812433253) + i;
  }
  return state;
}

function twist(state: Uint32Array): void {
  const twisted = (i: number, next: number, far: number): number => {
    const y = (state[i]! & 0x80000000) | (state[next]! & 0x7fffffff);
    return state[far]! ^ (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
  };
  for (let i = 0; i < LENGTH - SHIFT; i++) state[i] = twisted(i, i + 1, i + SHIFT);
  for (let i = LENGTH - SHIFT; i < LENGTH - 1; i++) state[i] = twisted(i, i + 1, i + SHIFT - LENGTH);
  state[LENGTH - 1] = twisted(LENGTH - 1, 0, SHIFT - 1);
}
