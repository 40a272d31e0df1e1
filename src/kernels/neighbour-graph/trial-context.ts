import type { Kernel, Kernels, RunContext } from '../../core/run-context';
import { MISMATCH } from './coordinates';
import type { Space } from './space';

/** A context for tests: kernels in this thread, progress and remembered values noted. */
export interface TrialContext extends Pick<RunContext, 'kernels' | 'progress' | 'remember'> {
  /** The names of the kernels called, in order. */
  readonly calls: string[];
  readonly phases: string[];
  readonly remembered: Map<string, unknown>;
}

/** Every world of ours has it, and no other standard names it. */
declare const structuredClone: <T>(value: T, options: { readonly transfer: ArrayBuffer[] }) => T;

/** What a test does to the input of a kernel before it runs. */
export type Meddle = (name: string, input: unknown) => unknown;

/**
 * A context whose calls run on structured clones, as in a worker. With `lag`, each waits for so many ticks, by its number: results come back
 * in another order, as from several workers.
 */
export function trialContext({
  lag = () => 0,
  meddle = (_name, input) => input,
}: { readonly lag?: (call: number) => number; readonly meddle?: Meddle } = {}): TrialContext {
  const calls: string[] = [];
  const phases: string[] = [];
  const remembered = new Map<string, unknown>();
  const call = async <Input, Output>(
    kernel: Kernel<Input, Output>,
    input: Input,
    transfer: readonly ArrayBuffer[] = [],
    onReport: (fraction: number) => void = () => undefined,
  ): Promise<Output> => {
    const clone = structuredClone(input, { transfer: [...transfer] });
    const ticks = lag(calls.push(kernel.name));
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
    return kernel.run(meddle(kernel.name, clone) as Input, onReport);
  };
  const kernels: Kernels = { call };
  return {
    ...{ calls, phases, remembered, kernels },
    progress: (phase) => void phases.push(phase),
    remember: async <T>(
      key: string,
      _bytes: (value: T) => number,
      make: () => Promise<T>,
      serves: (value: T) => boolean = () => true,
    ): Promise<T> => {
      const kept = remembered.get(key) as T | undefined;
      if (kept !== undefined && serves(kept)) return kept;
      const made = await make();
      remembered.set(key, made);
      return made;
    },
  };
}

/** A space of these points and codes, row by row. */
export function spaceOf(
  rows: number,
  { points = [], codes = [] }: { readonly points?: Iterable<number>; readonly codes?: Iterable<number> },
): Space {
  const [numbers, categories] = [Float64Array.from(points), Int32Array.from(codes)];
  return {
    ...{ points: numbers, codes: categories, mismatch: MISMATCH, rows },
    features: rows === 0 ? 0 : numbers.length / rows,
    codeColumns: rows === 0 ? 0 : categories.length / rows,
    ...{ key: 'trial', numeric: [], categories: [], lacking: [], scalings: new Map() },
  };
}

/** The squared distance of two rows, feature by feature. */
export function squaredDistance(space: Space, one: number, other: number): number {
  const { points, codes, features, codeColumns, mismatch } = space;
  let sum = 0;
  for (let f = 0; f < features; f++) {
    const difference = points[one * features + f]! - points[other * features + f]!;
    sum += difference * difference;
  }
  let differing = 0;
  for (let c = 0; c < codeColumns; c++) {
    if (codes[one * codeColumns + c] !== codes[other * codeColumns + c]) differing += 1;
  }
  return codeColumns > 0 ? sum + mismatch * differing : sum;
}
