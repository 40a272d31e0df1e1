import { execFileSync } from 'node:child_process';
import { prepareKernelWasm } from './scripts/kernel-wasm.mjs';

/**
 * Tests of kernels need those that are compiled. Tests that open the engine need its kernel worker as plain JavaScript: asking
 * the runner for help builds it if stale.
 */
export default async function setup(): Promise<void> {
  await prepareKernelWasm();
  execFileSync(process.execPath, ['scripts/headless.mjs', '--help'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
