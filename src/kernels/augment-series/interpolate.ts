/** A walk along samples with rising times: the value at t on the straight line between its neighbours, at the ends the end's. */
export type Walk = (t: number) => number;

/**
 * Reads a series between its samples, as numpy's `interp` does. Where a neighbour is missing (NaN), so is the value, but at a sample
 * itself. Fast where the places asked for rise.
 */
export function walkAlong(times: ArrayLike<number>, values: ArrayLike<number>): Walk {
  const last = times.length - 1;
  let at = 0;
  return (t) => {
    if (last < 0) return NaN;
    if (t <= times[0]!) return values[0]!;
    if (t >= times[last]!) return values[last]!;
    while (at > 0 && t < times[at]!) at--;
    while (t >= times[at + 1]!) at++;
    const [from, to] = [values[at]!, values[at + 1]!];
    const share = (t - times[at]!) / (times[at + 1]! - times[at]!);
    return share === 0 || from === to ? from : from + share * (to - from);
  };
}
