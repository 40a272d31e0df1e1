// Points for `bench/neighbours.mjs`, the same every time.
import { gaussianPoints } from './smote-peers.mjs';

const CLUSTERS = 200;

/** n x d numbers, row by row: normal ones, uniform ones, or normal ones around 200 centres that lie four times as far apart. */
export function makePoints(kind, n, d) {
  const points = gaussianPoints(n, d);
  if (kind === 'uniform') return points.map((value, i) => fraction(i * 0.6180339887 + value * 997));
  if (kind !== 'clusters') return points;
  const centres = gaussianPoints(CLUSTERS + 1, d).subarray(d);
  return points.map((value, i) => {
    const cluster = (Math.floor(i / d) * 7919) % CLUSTERS;
    return value + 4 * centres[cluster * d + (i % d)];
  });
}

const fraction = (value) => value - Math.floor(value);
