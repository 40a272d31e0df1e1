/** A curve through points: its value at t, beyond the ends that of the outermost piece. */
export type Curve = (t: number) => number;

/**
 * The cubic spline through at least four points with rising x, twice differentiable, with the not-a-knot condition at both ends: what
 * `CubicSpline(x, y)` of scipy is by default (de Boor 1978). Solved for the slopes at the points.
 */
export function cubicSpline(x: ArrayLike<number>, y: ArrayLike<number>): Curve {
  const n = x.length;
  if (n < 4) throw new Error('A spline without knots at its ends needs four points.');
  const h = Float64Array.from({ length: n - 1 }, (_, i) => x[i + 1]! - x[i]!);
  const slope = Float64Array.from({ length: n - 1 }, (_, i) => (y[i + 1]! - y[i]!) / h[i]!);
  const [below, middle, above, right] = [0, 1, 2, 3].map(() => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = 1; i < n - 1; i++) {
    below[i] = h[i]!;
    middle[i] = 2 * (h[i - 1]! + h[i]!);
    above[i] = h[i - 1]!;
    right[i] = 3 * (h[i]! * slope[i - 1]! + h[i - 1]! * slope[i]!);
  }
  const first = h[0]! + h[1]!;
  middle[0] = h[1]!;
  above[0] = first;
  right[0] = ((h[0]! + 2 * first) * h[1]! * slope[0]! + h[0]! ** 2 * slope[1]!) / first;
  const [a, b] = [h[n - 3]!, h[n - 2]!];
  const last = a + b;
  middle[n - 1] = a;
  below[n - 1] = last;
  right[n - 1] = (b ** 2 * slope[n - 3]! + (2 * last + b) * a * slope[n - 2]!) / last;
  return hermite(x, y, solved(below, middle, above, right));
}

/** Solves a tridiagonal system by elimination (Thomas). */
function solved(
  below: Float64Array,
  middle: Float64Array,
  above: Float64Array,
  right: Float64Array,
): Float64Array {
  const n = middle.length;
  for (let i = 1; i < n; i++) {
    const factor = below[i]! / middle[i - 1]!;
    middle[i]! -= factor * above[i - 1]!;
    right[i]! -= factor * right[i - 1]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    right[i] = (right[i]! - (i < n - 1 ? above[i]! * right[i + 1]! : 0)) / middle[i]!;
  }
  return right;
}

/**
 * The monotone cubic curve through at least two points with rising x: it rises where they rise and never overshoots. Slopes are weighted
 * harmonic means (Fritsch and Butland 1984), at the ends by three points; what `PchipInterpolator` of scipy is.
 */
export function monotoneCurve(x: ArrayLike<number>, y: ArrayLike<number>): Curve {
  const n = x.length;
  const h = Float64Array.from({ length: n - 1 }, (_, i) => x[i + 1]! - x[i]!);
  const slope = Float64Array.from({ length: n - 1 }, (_, i) => (y[i + 1]! - y[i]!) / h[i]!);
  if (n === 2) return hermite(x, y, Float64Array.of(slope[0]!, slope[0]!));
  const slopes = new Float64Array(n);
  for (let i = 1; i < n - 1; i++) {
    const [before, after] = [slope[i - 1]!, slope[i]!];
    if (before * after <= 0) continue;
    const [one, other] = [2 * h[i]! + h[i - 1]!, h[i]! + 2 * h[i - 1]!];
    slopes[i] = (one + other) / (one / before + other / after);
  }
  slopes[0] = endSlope(h[0]!, h[1]!, slope[0]!, slope[1]!);
  slopes[n - 1] = endSlope(h[n - 2]!, h[n - 3]!, slope[n - 2]!, slope[n - 3]!);
  return hermite(x, y, slopes);
}

function endSlope(h0: number, h1: number, s0: number, s1: number): number {
  const d = ((2 * h0 + h1) * s0 - h0 * s1) / (h0 + h1);
  if (Math.sign(d) !== Math.sign(s0)) return 0;
  return Math.sign(s0) !== Math.sign(s1) && Math.abs(d) > 3 * Math.abs(s0) ? 3 * s0 : d;
}

/** The piecewise cubic with given values and slopes. */
function hermite(x: ArrayLike<number>, y: ArrayLike<number>, slopes: Float64Array): Curve {
  let at = 0;
  return (t) => {
    while (at > 0 && t < x[at]!) at--;
    while (at < x.length - 2 && t >= x[at + 1]!) at++;
    const h = x[at + 1]! - x[at]!;
    const s = t - x[at]!;
    const slope = (y[at + 1]! - y[at]!) / h;
    const bend = (slopes[at]! + slopes[at + 1]! - 2 * slope) / h;
    const c2 = (slope - slopes[at]!) / h - bend;
    return y[at]! + s * (slopes[at]! + s * (c2 + (s * bend) / h));
  };
}
