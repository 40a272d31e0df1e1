import type { RunContext } from '../../../core/run-context';
import { randomState } from '../../../kernels/random-state';
import type { Kin } from './kin';
import type { ResampleParams } from './step';

/**
 * Chooses the rows that stay, by their numbers in the input: of each drawn class the first of a random order, from one stream
 * over the classes. Own rules keep the rows in the order of the input; imbalanced-learn puts them class after class.
 */
export async function chooseKept(
  context: RunContext,
  kin: Kin,
  params: ResampleParams,
): Promise<Float64Array> {
  const [numbers = new Float64Array()] = await context.database.numbers(kin.made.table, ['i']);
  const random = randomState(params.seed);
  const kept = kin.classes.flatMap(({ start, rows, goal, isDrawn }) => {
    const own = numbers.subarray(start, start + rows);
    if (!isDrawn) return [own];
    const chosen = random.permutation(rows).subarray(0, goal);
    return [Float64Array.from(chosen, (row) => own[row]!)];
  });
  const all = new Float64Array(kept.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of kept) {
    all.set(part, at);
    at += part.length;
  }
  return params.rules === 'sluice' ? all.sort() : all;
}
