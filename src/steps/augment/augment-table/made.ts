import type { Wanted } from './amounts';
import type { MadeColumn } from '../../../kernels/augment-rows/make-cell';

/** New rows as the kernels made them, before they are put together. Real rows by their places from 0. */
export interface MadeRows {
  readonly rows: number;
  /** The class of each, by its place among the groups. */
  readonly groups: Int32Array;
  /** The real row that each was made of; of drawn rows the one that its label is of, which is no parent. */
  readonly bases: Int32Array;
  /** False for rows that were drawn column by column. */
  readonly haveParents: boolean;
  /** By the name of a column; one that is not here has the value of the base. */
  readonly columns: ReadonlyMap<string, MadeColumn>;
  /** For mixup: the other row, and the weight of the parent; empty otherwise. */
  readonly partners: Int32Array;
  readonly weights: Float64Array;
  /** 1 for a row that could not be made. */
  readonly isUnmade: Uint8Array;
}

/** Makes new rows; `phase` is what the run says meanwhile. What a row becomes does not depend on those made with it. */
export type MakeRows = (wanted: Wanted, phase: string) => Promise<MadeRows>;

/** Tasks that kernels share at most, and rows from which on another one is worth while. */
const MOST_TASKS = 4;
const ROWS_PER_TASK = 20_000;

/** Stretches of rows, one a task: [first, end). The same for any number of workers. */
export function stretches(rows: number): [number, number][] {
  const tasks = Math.max(1, Math.min(MOST_TASKS, Math.ceil(rows / ROWS_PER_TASK)));
  return Array.from({ length: tasks }, (_, n) => [
    Math.floor((rows * n) / tasks),
    Math.floor((rows * (n + 1)) / tasks),
  ]);
}

/** Tells how far several tasks are together. */
export function together(tasks: number, tell: (fraction: number) => void): ((fraction: number) => void)[] {
  const done = new Float64Array(tasks);
  return Array.from({ length: tasks }, (_, n) => (fraction) => {
    done[n] = fraction;
    tell(done.reduce((sum, one) => sum + one, 0) / tasks);
  });
}

/** Columns of several stretches, one behind the other. */
export function joinColumns(parts: readonly (readonly MadeColumn[])[]): MadeColumn[] {
  const [first = []] = parts;
  return first.map((column, at) => {
    const own = parts.map((part) => part[at]!);
    return {
      values: column.values === null ? null : joinDoubles(own.map(({ values }) => values!)),
      donors: joinInts(own.map(({ donors }) => donors)),
      clamped: own.reduce((sum, { clamped }) => sum + clamped, 0),
    };
  });
}

/** Rows that were made one after the other, in one. */
export function joinMade(parts: readonly MadeRows[]): MadeRows {
  const [first, ...others] = parts as [MadeRows, ...MadeRows[]];
  if (others.length === 0) return first;
  const names = [...first.columns.keys()];
  const columns = joinColumns(parts.map((part) => names.map((name) => part.columns.get(name)!)));
  return {
    ...{ rows: parts.reduce((sum, { rows }) => sum + rows, 0), haveParents: first.haveParents },
    groups: joinInts(parts.map(({ groups }) => groups)),
    bases: joinInts(parts.map(({ bases }) => bases)),
    columns: new Map(names.map((name, at) => [name, columns[at]!])),
    partners: joinInts(parts.map(({ partners }) => partners)),
    weights: joinDoubles(parts.map(({ weights }) => weights)),
    isUnmade: Uint8Array.from(joinInts(parts.map(({ isUnmade }) => Int32Array.from(isUnmade)))),
  };
}

/** Numbers of several stretches, one behind the other. */
export function joinDoubles(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Row numbers of several stretches, one behind the other. */
export function joinInts(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
