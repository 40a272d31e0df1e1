import { expect, test } from 'vitest';
import { randomState } from './random-state';

/**
 * numpy 2.4.6, one stream per seed: random_sample(3); randint(0, 10, 6); randint(0, 1, 2); randint(0, 3_000_000_000, 3);
 * permutation(8); the last of uniform(size=700).
 */
const NUMPY = [
  {
    seed: 0,
    uniforms: [0.5488135039273248, 0.7151893663724195, 0.6027633760716439],
    tens: [3, 7, 9, 3, 5, 2],
    large: [1879422756, 1277901399, 243580376],
    permutation: [6, 7, 3, 5, 1, 2, 4, 0],
    last: 0.9111971614767278,
  },
  {
    seed: 42,
    uniforms: [0.3745401188473625, 0.9507143064099162, 0.7319939418114051],
    tens: [4, 6, 9, 2, 6, 7],
    large: [1433267572, 2581769315, 613608295],
    permutation: [0, 6, 3, 1, 4, 5, 2, 7],
    last: 0.6061018810558386,
  },
  {
    seed: 4294967295,
    uniforms: [0.0976320289940138, 0.9123828453026218, 0.78903530185164],
    tens: [6, 9, 0, 2, 6, 7],
    large: [1779174926, 1392430281, 2024276873],
    permutation: [7, 2, 5, 3, 0, 6, 4, 1],
    last: 0.001897766519502353,
  },
];

test.each(NUMPY)('draws what numpy draws from the seed $seed', (wanted) => {
  const random = randomState(wanted.seed);
  const many = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw);
  expect(many(3, () => random.uniform())).toEqual(wanted.uniforms);
  expect(many(6, () => random.below(10))).toEqual(wanted.tens);
  expect(many(2, () => random.below(1))).toEqual([0, 0]);
  expect(many(3, () => random.below(3_000_000_000))).toEqual(wanted.large);
  expect(Array.from(random.permutation(8))).toEqual(wanted.permutation);
  expect(many(700, () => random.uniform()).at(-1)).toBe(wanted.last);
});
