import * as z from 'zod';

const share = (fallback: number, meaning: string) =>
  z.number().min(0).max(1).default(fallback).describe(meaning);

/** The params of `profile` from which on its alerts speak. The defaults are those that users of other profilers know. */
export const thresholds = {
  missingShare: share(0.01, 'Alert where more than this share of a column is missing'),
  zerosShare: share(0.01, 'Alert where more than this share of the values is 0'),
  infiniteShare: share(0.01, 'Alert where more than this share of the values is infinite'),
  nearConstant: share(0.95, 'Alert where one value makes up at least this share of a column'),
  imbalance: share(
    0.5,
    'Alert where the classes of a column are more uneven than this: 0 is all equally frequent, 1 all rows in one',
  ),
  cardinality: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(50)
    .describe('Alert where a text column has more different values than this'),
  skewness: z.number().min(0).max(1e6).default(20).describe('Alert where the skewness is beyond ± this'),
  uniform: share(
    0.999,
    'Alert where numbers fill their ten bins more evenly than this share of uniform draws would differ',
  ),
  correlation: share(0.5, 'Alert where Pearson’s r between two number columns is at least ± this'),
  similarity: share(0.85, 'Alert where a rare text is at least this similar to a frequent one'),
  dependency: share(
    0.95,
    'Alert where one column foretells another: knowing it avoids at least this share of the mistakes made by always saying the commonest value',
  ),
  overlapShare: share(
    0,
    'Alert where more than this share of the rows, here or in a table beside it, stands in both, whole or by a key',
  ),
};

/** The thresholds as a schema of their own. */
export const thresholdsSchema = z.strictObject(thresholds);

/** All thresholds, complete. */
export type Thresholds = z.output<typeof thresholdsSchema>;
