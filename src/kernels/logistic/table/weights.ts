import { failWith } from '../../../core/failure';
import { firstOf } from '../../../core/words';

/** How the classes are made to count. */
export type ClassWeighting = 'none' | 'balanced' | 'square root' | 'per class';

/**
 * The weight of each class, from its rows (or the weights of its rows). `balanced`: n / (k · n_c), as scikit-learn;
 * `square root`: √ of that, times what makes the weights of all rows average 1; `per class`: as given, 1 for the others. A class
 * without rows weighs 1.
 */
export function classWeights(
  labels: readonly string[],
  rows: readonly number[],
  weighting: ClassWeighting,
  given: readonly string[],
): number[] {
  const present = rows.filter((count) => count > 0).length;
  const total = rows.reduce((sum, count) => sum + count, 0);
  const balanced = rows.map((count) => (count > 0 ? total / (present * count) : 1));
  switch (weighting) {
    case 'none':
      return rows.map(() => 1);
    case 'balanced':
      return balanced;
    case 'square root': {
      const roots = balanced.map(Math.sqrt);
      const sum = roots.reduce((all, root, of) => all + root * rows[of]!, 0);
      return roots.map((root) => (sum > 0 ? (root * total) / sum : 1));
    }
    case 'per class':
      return givenWeights(labels, given);
    default:
      return weighting satisfies never;
  }
}

/** Reads “class = weight”. The last equals sign divides, as a class may hold one itself. */
function givenWeights(labels: readonly string[], given: readonly string[]): number[] {
  const weights = labels.map(() => 1);
  for (const entry of given) {
    const cut = entry.lastIndexOf('=');
    const name = entry.slice(0, cut).trim();
    const text = entry.slice(cut + 1).trim();
    const weight = Number(text);
    if (cut < 0 || text === '' || !(weight >= 0 && weight < Infinity)) {
      return failWith('class-weight-unread', { entry });
    }
    const of = labels.includes(name) ? labels.indexOf(name) : labels.indexOf(entry.slice(0, cut));
    if (of < 0) return failWith('class-weight-unknown', { name, names: firstOf(labels, 12) });
    weights[of] = weight;
  }
  return weights;
}
