import type { Kernel } from '../core/run-context';
import { hashFile } from './hash-file';
import { nearestNeighbours } from './neighbours/nearest';
import { summarizeColumns } from './summary';

/** Every kernel, for the kernel worker to look up by name. Its input is what a step gave it, so that the types meet there. */
export const kernels: readonly Kernel<never, unknown>[] = [hashFile, summarizeColumns, nearestNeighbours];

/** The kernel of a name; undefined is a bug of the caller. */
export function kernelNamed(name: string): Kernel<never, unknown> | undefined {
  return kernels.find((kernel) => kernel.name === name);
}
