/**
 * Pearson's correlation over the places where both arrays are finite; null where fewer than two are, or one does not vary. Taken
 * around the means, in two passes.
 */
export function pearson(x: Float64Array, y: Float64Array): number | null {
  let [n, meanX, meanY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i]!, y[i]!];
    if (!(Number.isFinite(a) && Number.isFinite(b))) continue;
    n++;
    meanX += (a - meanX) / n;
    meanY += (b - meanY) / n;
  }
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i]! - meanX, y[i]! - meanY];
    if (!(Number.isFinite(a) && Number.isFinite(b))) continue;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  const r = xy / Math.sqrt(xx) / Math.sqrt(yy);
  return n < 2 || !Number.isFinite(r) ? null : Math.max(-1, Math.min(1, r));
}
