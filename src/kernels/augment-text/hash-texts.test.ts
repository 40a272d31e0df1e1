import { expect, test } from 'vitest';
import { hashTexts, TEXT_WIDTH } from './hash-texts';

const of = async (real: readonly string[], made: readonly string[]) => {
  const points = await hashTexts.run({ real, made }, () => undefined);
  const row = (all: Float64Array, place: number): Float64Array =>
    all.subarray(place * TEXT_WIDTH, (place + 1) * TEXT_WIDTH);
  return {
    real: (place: number) => row(points.real, place),
    made: (place: number) => row(points.made, place),
  };
};
const dot = (one: Float64Array, other: Float64Array): number =>
  one.reduce((sum, value, at) => sum + value * other[at]!, 0);

test('a text is a point of length 1; those without words are all the same one', async () => {
  const { real, made } = await of(['big red car', ''], ['!!', 'car car']);
  expect(dot(real(0), real(0))).toBeCloseTo(1, 12);
  expect(dot(real(1), made(0))).toBeCloseTo(1, 12);
  expect(dot(real(0), made(0))).toBe(0);
  expect(dot(made(1), made(1))).toBeCloseTo(1, 12);
});

test('order, case, punctuation and the digits of a number say nothing', async () => {
  const { real, made } = await of(['Call 0871 now!'], ['now CALL: 0999']);
  expect(dot(real(0), made(0))).toBeCloseTo(1, 12);
});

test('words are weighed by the root of their occurrences times how rare they are among the real texts', async () => {
  const { made } = await of(['car', 'car', 'car red'], ['car car car car red', 'car', 'red']);
  const idf = (having: number): number => 1 + Math.log(4 / (1 + having));
  const [car, red] = [Math.sqrt(4 * idf(3)), Math.sqrt(idf(1))];
  const length = Math.hypot(car, red);
  expect(dot(made(0), made(1))).toBeCloseTo(car / length, 12);
  expect(dot(made(0), made(2))).toBeCloseTo(red / length, 12);
  expect(dot(made(1), made(2))).toBe(0);
});
