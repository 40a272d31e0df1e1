// Runs the headless runner: `node scripts/headless.mjs run FILE …`, built first where need be.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildHeadless } from './build-headless.mjs';

try {
  const built = await buildHeadless();
  process.exitCode = await run(join(built, 'cli.js'), process.argv.slice(2));
} catch (error) {
  console.error(error);
  process.exitCode = 2;
}

/** npm runs scripts in the folder of package.json; paths mean what they mean where the caller stands. */
function callersFolder() {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env;
  return script === 'headless' && folder !== undefined ? folder : process.cwd();
}

function run(script, args) {
  const child = spawn(process.execPath, ['--enable-source-maps', script, ...args], {
    stdio: 'inherit',
    cwd: callersFolder(),
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 2));
  });
}
