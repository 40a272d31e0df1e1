import { randomState, type RandomState } from '../random-state';
import { isGrey, type Pixels } from './pixels';

/** Drawn at a time at most: pairs, and whole pixels. */
const DRAWS = 6 * 8192;

/**
 * Adds normal noise of standard deviation `spread` (in levels of 255) to every value, in the image itself; alpha stays. A grey image gets
 * one draw a pixel and stays grey, another one for each of red, green and blue, pixel after pixel. Draws come in pairs from two uniform
 * numbers u, v of the seed's Mersenne Twister (Box and Muller 1958): r cos 2πv, then r sin 2πv, with r = √(−2 ln(1 − u)).
 */
export function addNoise(pixels: Pixels, spread: number, seed: number, tick: () => void = () => {}): void {
  const { data } = pixels;
  const random = randomState(seed);
  const isPlain = isGrey(pixels);
  const needed = (data.length / 4) * (isPlain ? 1 : 3);
  const draws = new Float64Array(Math.min(DRAWS, 6 * Math.ceil(needed / 6)));
  let next = draws.length;
  for (let at = 0; at < data.length; at += 4) {
    if (next === draws.length) {
      tick();
      fillNormals(draws, random);
      next = 0;
    }
    const first = spread * draws[next++]!;
    if (isPlain) {
      data[at]! += first;
      data[at + 1]! += first;
      data[at + 2]! += first;
    } else {
      data[at]! += first;
      data[at + 1]! += spread * draws[next++]!;
      data[at + 2]! += spread * draws[next++]!;
    }
  }
}

function fillNormals(draws: Float64Array, random: RandomState): void {
  for (let at = 0; at < draws.length; at += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random.uniform()));
    // The nearest of the angles of a table, and the rest by the first terms of the series: exact to 15 digits.
    const angle = ANGLES * random.uniform();
    const nearest = Math.round(angle);
    const rest = (angle - nearest) * ((2 * Math.PI) / ANGLES);
    const square = rest * rest;
    const sin = rest * (1 - square / 6);
    const cos = 1 - (square / 2) * (1 - square / 12);
    const tableSin = SINES[nearest]!;
    const tableCos = SINES[nearest + ANGLES / 4]!;
    draws[at] = radius * (tableCos * cos - tableSin * sin);
    draws[at + 1] = radius * (tableSin * cos + tableCos * sin);
  }
}

/** Angles of a circle in the table, and one circle and a quarter of their sines. */
const ANGLES = 4096;
const SINES = Float64Array.from({ length: ANGLES + ANGLES / 4 + 1 }, (_, at) =>
  Math.sin((2 * Math.PI * at) / ANGLES),
);
