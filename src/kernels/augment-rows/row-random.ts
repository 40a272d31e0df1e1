/** Random numbers of one new row: they depend on the seed and on the row's place alone, not on who makes the rows before it. */
export interface RowRandom {
  /** A number in [0, 1), of 53 random bits. */
  uniform(): number;
  /** A whole number in [0, bound), each equally likely; bounds lie in [1, 2^32). */
  below(bound: number): number;
  /** From the standard normal distribution (Box and Muller 1958). */
  normal(): number;
}

const GOLDEN = 0x9e3779b9;

/** The finishing step of MurmurHash3: every bit of the word depends on every other. */
function mixed(word: number): number {
  let h = word ^ (word >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * The generator of a row: xoshiro128** (Blackman and Vigna 2018), its state hashed from seed and row. The Mersenne Twister would
 * fill 624 words for the few that a row needs.
 */
export function rowRandom(seed: number, row: number): RowRandom {
  const key = mixed((mixed(seed + GOLDEN) ^ mixed(row)) + Math.floor(row / 2 ** 32));
  let a = mixed(key + 0x243f6a88);
  let b = mixed(key ^ 0x85a308d3);
  let c = mixed(a + row + seed);
  let d = mixed(b ^ c) | 1;

  function word(): number {
    const fives = Math.imul(b, 5);
    const result = Math.imul((fives << 7) | (fives >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  }

  const uniform = (): number => {
    const high = word() >>> 5;
    return (high * 0x4000000 + (word() >>> 6)) / 2 ** 53;
  };
  return {
    uniform,
    below: (bound) => Math.floor(uniform() * bound),
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}

/** The number of a row's generator: each time that the row is drawn again it has another. */
export const drawNumber = (row: number, time: number): number => row + time * 2 ** 32;

/** From the beta distribution with both parameters `alpha` > 0: Jöhnk (1964) up to 1, of two gammas (Marsaglia and Tsang 2000) above. */
export function drawBeta(random: RowRandom, alpha: number): number {
  if (alpha > 1) {
    const [one, other] = [drawGamma(random, alpha), drawGamma(random, alpha)];
    return one / (one + other);
  }
  for (;;) {
    // Powers of small alphas fall below every double: their logarithms do not.
    const x = Math.log(1 - random.uniform()) / alpha;
    const y = Math.log(1 - random.uniform()) / alpha;
    const most = Math.max(x, y);
    const sum = most + Math.log(Math.exp(x - most) + Math.exp(y - most));
    if (sum <= 0) return Math.exp(x - sum);
  }
}

function drawGamma(random: RowRandom, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = random.normal();
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(1 - random.uniform()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}
