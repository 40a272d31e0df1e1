import { quoteIdentifier } from '../sql';
import { doubleLiteral, numberOf, type TransformMethod } from './method';

/**
 * (x − mean) / sd, with the population sd. A constant column (sd 0) becomes x − mean; one of which nothing was learned (no
 * finite value) stays as it is. Missing stays missing, NaN stays NaN, ±Infinity stays ±Infinity. Constants: `mean`, `sd`,
 * and the range `min` to `max` they were learned on.
 */
export const standardise: TransformMethod = {
  types: () => ['integer', 'number'],
  replace: ({ name }, constants) => {
    const quoted = quoteIdentifier(name);
    const mean = numberOf(constants, 'mean');
    const sd = numberOf(constants, 'sd');
    if (mean === null || sd === null) return [{ sql: quoted, name }];
    const value = `${quoted}::DOUBLE`;
    if (sd === 0) return [{ sql: `${value} - ${doubleLiteral(mean)}`, name }];
    // Where the distance of two values is beyond a double, each is divided first.
    const range = (numberOf(constants, 'max') ?? 0) - (numberOf(constants, 'min') ?? 0);
    return [
      Number.isFinite(range)
        ? { sql: `(${value} - ${doubleLiteral(mean)}) / ${doubleLiteral(sd)}`, name }
        : { sql: `${value} / ${doubleLiteral(sd)} - ${doubleLiteral(mean / sd)}`, name },
    ];
  },
};
