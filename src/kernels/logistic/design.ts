import { standardised, type LearntFeature, type RawFeature } from './features';

/** A piece of the design matrix: one column of numbers, or columns of which each row has at most one set (-1: none). */
type Part =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'levels'; readonly codes: Int32Array; readonly width: number };

/** The design matrix by columns, its categories never written out as zeros and ones. The intercept is no column of it. */
export interface Design {
  readonly rows: number;
  readonly columns: number;
  readonly parts: readonly Part[];
}

/** How many columns a feature has: the number and, where learned with gaps, its absence; or a column a level. */
export function widthOf(learnt: LearntFeature): number {
  return (learnt.kind === 'number' ? 1 : learnt.levels) + (learnt.hasMissing ? 1 : 0);
}

/** Builds the matrix. A level that was not learned, or a missing value that no learned row had, is zero everywhere. */
export function designOf(
  features: readonly RawFeature[],
  learnt: readonly LearntFeature[],
  rows: number,
): Design {
  const parts = features.flatMap((feature, number) => partsOf(feature, learnt[number]!));
  const columns = learnt.reduce((sum, one) => sum + widthOf(one), 0);
  return { rows, columns, parts };
}

function partsOf(feature: RawFeature, learnt: LearntFeature): Part[] {
  if (feature.kind === 'number' && learnt.kind === 'number') {
    const { mean, sd, hasMissing } = learnt;
    const values = feature.values.map((value) => standardised(value, mean, sd));
    const number: Part = { kind: 'number', values };
    if (!hasMissing) return [number];
    const codes = Int32Array.from(feature.values, (value) => (Number.isFinite(value) ? -1 : 0));
    return [number, { kind: 'levels', codes, width: 1 }];
  }
  if (feature.kind === 'category' && learnt.kind === 'category') {
    const { levels, hasMissing } = learnt;
    const missing = hasMissing ? levels : -1;
    const codes = Int32Array.from(feature.codes, (code) => (code < 0 ? missing : code - 1));
    return [{ kind: 'levels', codes, width: levels + (hasMissing ? 1 : 0) }];
  }
  throw new Error('A feature is not of the kind that was learned.');
}

/** Rows that are gone through at a time, so that what is summed up stays near the processor. */
const BLOCK = 4096;

/** Adds the product of the matrix and coefficients (their intercept last) to what `out` holds, by rows. */
export function addProduct(
  { rows, columns, parts }: Design,
  coefficients: Float64Array,
  out: Float64Array,
): void {
  const intercept = coefficients[columns]!;
  for (let start = 0; start < rows; start += BLOCK) {
    const end = Math.min(rows, start + BLOCK);
    for (let row = start; row < end; row++) out[row] = out[row]! + intercept;
    let column = 0;
    for (const part of parts) {
      if (part.kind === 'number') {
        const factor = coefficients[column]!;
        const { values } = part;
        for (let row = start; row < end; row++) out[row] = out[row]! + factor * values[row]!;
        column += 1;
        continue;
      }
      const { codes } = part;
      for (let row = start; row < end; row++) {
        const code = codes[row]!;
        if (code >= 0) out[row] = out[row]! + coefficients[column + code]!;
      }
      column += part.width;
    }
  }
}

/** The product of the transposed matrix and a value per row; the sum of the values, for the intercept, comes last. */
export function transposedProduct({ rows, columns, parts }: Design, values: Float64Array): Float64Array {
  const out = new Float64Array(columns + 1);
  for (let start = 0; start < rows; start += BLOCK) {
    const end = Math.min(rows, start + BLOCK);
    let sum = 0;
    for (let row = start; row < end; row++) sum += values[row]!;
    out[columns] = out[columns]! + sum;
    let column = 0;
    for (const part of parts) {
      if (part.kind === 'number') {
        let dot = 0;
        const { values: numbers } = part;
        for (let row = start; row < end; row++) dot += numbers[row]! * values[row]!;
        out[column] = out[column]! + dot;
        column += 1;
        continue;
      }
      const { codes } = part;
      for (let row = start; row < end; row++) {
        const code = codes[row]!;
        if (code >= 0) out[column + code] = out[column + code]! + values[row]!;
      }
      column += part.width;
    }
  }
  return out;
}

/** The weighted mean square of every column, and 1 for the intercept: the curvature of the loss but for a factor. */
export function meanSquares({ columns, parts }: Design, shares: Float64Array): Float64Array {
  const out = new Float64Array(columns + 1);
  out[columns] = 1;
  let column = 0;
  for (const part of parts) {
    if (part.kind === 'number') {
      let sum = 0;
      part.values.forEach((value, row) => (sum += shares[row]! * value * value));
      out[column] = sum;
      column += 1;
      continue;
    }
    part.codes.forEach((code, row) => {
      if (code >= 0) out[column + code] = out[column + code]! + shares[row]!;
    });
    column += part.width;
  }
  return out;
}
