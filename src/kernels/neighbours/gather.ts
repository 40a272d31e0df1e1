import type { ComparedRows } from './part';

/** Some rows of many, copied. */
export interface GatheredRows extends ComparedRows {
  /** The number of each row among all. */
  readonly numbers: Int32Array;
}

/** Copies the rows of these numbers, in their order. */
export function gatherRows(from: ComparedRows, numbers: Int32Array): GatheredRows {
  const { features, codeColumns, mismatch } = from;
  const points = new Float64Array(numbers.length * features);
  const codes = new Int32Array(numbers.length * codeColumns);
  for (let start = 0; start < numbers.length;) {
    const end = endOfRun(numbers, start);
    const [first, last] = [numbers[start]!, numbers[end - 1]! + 1];
    copyStretch(from.points, first * features, last * features, points, start * features);
    copyStretch(from.codes, first * codeColumns, last * codeColumns, codes, start * codeColumns);
    start = end;
  }
  return { points, codes, features, codeColumns, mismatch, numbers };
}

/** A few values are copied faster one by one. */
const FEW = 100;

function copyStretch<Values extends Float64Array | Int32Array>(
  from: Values,
  start: number,
  end: number,
  into: Values,
  at: number,
): void {
  if (end - start > FEW) into.set(from.subarray(start, end), at);
  else for (let i = start; i < end; i++) into[at++] = from[i]!;
}

/** Where numbers that follow one another end. */
function endOfRun(numbers: Int32Array, start: number): number {
  let end = start + 1;
  while (end < numbers.length && numbers[end] === numbers[end - 1]! + 1) end += 1;
  return end;
}

/** The buffers of gathered rows: they may move to a worker. */
export const buffersOfRows = ({ points, codes, numbers }: GatheredRows): ArrayBuffer[] =>
  [points.buffer, codes.buffer, numbers.buffer] as ArrayBuffer[];
