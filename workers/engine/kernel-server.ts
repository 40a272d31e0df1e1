import { FailureError } from '../../src/core/failure';
import { kernelNamed } from '../../src/kernels/index';
import type { KernelReply, KernelTask } from './kernel-pool';

const REPORT_EVERY_MS = 100;

/**
 * Runs one task of a kernel worker and posts its progress and its one result. Typed arrays in the output are
 * moved, not copied.
 */
export async function serveKernelTask(
  task: KernelTask,
  post: (reply: KernelReply, transfer: ArrayBuffer[]) => void,
): Promise<void> {
  try {
    const kernel = kernelNamed(task.kernel);
    if (kernel === undefined) throw new Error(`There is no kernel named ${task.kernel}.`);
    let reported = performance.now();
    const output = await kernel.run(task.input as never, (fraction) => {
      if (performance.now() - reported < REPORT_EVERY_MS) return;
      reported = performance.now();
      post({ type: 'progress', fraction }, []);
    });
    post({ type: 'done', output }, buffersOf(output));
  } catch (error) {
    const failure = error instanceof FailureError ? error.failure : null;
    post(
      {
        type: 'failed',
        failure,
        detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
      },
      [],
    );
  }
}

function buffersOf(output: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const collect = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      if (value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
    } else if (Array.isArray(value)) {
      // Plain values stand together: one look at the first saves looking at a million.
      if (typeof value[0] === 'object') value.forEach(collect);
    } else if (typeof value === 'object' && value !== null && !(value instanceof Blob)) {
      Object.values(value).forEach(collect);
    }
  };
  collect(output);
  return [...buffers];
}
