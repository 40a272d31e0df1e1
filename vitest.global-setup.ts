import { execFileSync } from 'node:child_process';

/** Tests that open the engine need its kernel worker as plain JavaScript: asking the runner for help builds it if stale. */
export default function setup(): void {
  execFileSync(process.execPath, ['scripts/headless.mjs', '--help'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
