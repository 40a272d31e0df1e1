import type { Probabilities } from './probability';

/**
 * Probabilities of a model that learned from other shares of the classes than the world has, put right (Elkan 2001; Saerens,
 * Latinne and Decaestecker 2002): p_c · π_c / π′_c, divided by the sum over the classes. For two classes that is
 * p·π/π′ / (p·π/π′ + (1 − p)(1 − π)/(1 − π′)). A class that was not learned keeps the probability 0. Cost: one pass.
 */
export function correctPrior(
  p: Probabilities,
  world: readonly number[],
  learnt: readonly number[],
): Float64Array[] {
  const factors = p.map((_, of) => (learnt[of]! > 0 ? world[of]! / learnt[of]! : 0));
  const rows = p[0]?.length ?? 0;
  const corrected = p.map(() => new Float64Array(rows));
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    p.forEach((of, number) => (sum += of[row]! * factors[number]!));
    corrected.forEach((of, number) => {
      of[row] = sum > 0 ? (p[number]![row]! * factors[number]!) / sum : p[number]![row]!;
    });
  }
  return corrected;
}
