/** How finely the values of a numeric column are written. */
export interface Grain {
  /** Values are whole multiples of it, as 1 for integers and days; 0 where they are not. */
  readonly unit: number;
  /** Digits after the point that no value exceeds; null where they are not counted. */
  readonly decimals: number | null;
}

/** How a value between two multiples of the unit is brought to one of them. */
export type Rounding = 'stochastic' | 'nearest';

/**
 * Brings a value to the grain of its column. Of a column with a unit: to the nearest multiple where `u` is null; else up with the
 * probability of the part that is over, by `u` from [0, 1), so that the mean is kept. Digits after the point are rounded.
 */
export function toGrain(value: number, { unit, decimals }: Grain, u: number | null): number {
  if (!Number.isFinite(value)) return value;
  if (unit > 0) {
    const whole = value / unit;
    // Adding nought makes -0 what databases and people call 0.
    return (u === null ? Math.round(whole) : Math.floor(whole + u)) * unit + 0;
  }
  if (decimals === null) return value;
  const power = 10 ** decimals;
  const scaled = value * power;
  return Math.abs(scaled) < 2 ** 53 ? Math.round(scaled) / power + 0 : value;
}

/** A value within the bounds; NaN stays NaN. */
export const clamped = (value: number, low: number, high: number): number =>
  value < low ? low : value > high ? high : value;
