// `npm run check`: everything but the browser tests. Prints one line a stage, and the whole output of a stage that failed.
// `npm run check -- lint unit` runs only the named stages.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, resolve } from 'node:path';

/** Stages in the order they start, the longest first, so that two at a time end together. */
const STAGES = [
  ['lint', 'eslint', '.'],
  [
    'unit',
    'vitest',
    'run',
    '--reporter=dot',
    '--reporter=json',
    '--outputFile.json=build/reports/vitest.json',
  ],
  ['types: page', 'svelte-check', '--tsconfig', 'tsconfig.dom.json', '--fail-on-warnings'],
  ['build', 'vite', 'build', '--logLevel', 'warn'],
  ['types: node', 'tsc', '-p', 'tsconfig.node.json'],
  ['types: worker', 'tsc', '-p', 'tsconfig.worker.json'],
  ['types: pure', 'tsc', '-p', 'tsconfig.pure.json'],
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['dead code', 'knip', '--no-progress'],
];

const REPORTS = resolve('build/reports');
const environment = {
  ...process.env,
  ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
  PATH: resolve('node_modules/.bin') + delimiter + (process.env.PATH ?? ''),
};

/** Runs one stage to its end; its output is kept, not shown. */
function runStage([name, command, ...args]) {
  return new Promise((done) => {
    const start = performance.now();
    const child = spawn(command, args, { env: environment, shell: process.platform === 'win32' });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    const end = (ok) => {
      const seconds = (performance.now() - start) / 1000;
      done({ name, ok, seconds, output: Buffer.concat(chunks).toString() });
    };
    child.on('error', (error) => {
      chunks.push(Buffer.from(String(error)));
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

function report({ name, ok, seconds, output }) {
  console.log(`${name}: ${ok ? 'ok' : 'FAILED'} ${seconds.toFixed(1)} s`);
  if (!ok) console.log(output.trimEnd().replace(/^/gm, '  '));
}

const wanted = process.argv.slice(2);
const isWanted = ([name]) => wanted.length === 0 || wanted.some((word) => name.startsWith(word));
const queue = STAGES.filter(isWanted);
if (queue.length === 0) {
  console.error(`No such stage. There are: ${STAGES.map(([name]) => name).join(', ')}.`);
  process.exit(2);
}

const results = [];
async function work() {
  for (let stage = queue.shift(); stage !== undefined; stage = queue.shift()) {
    const result = await runStage(stage);
    results.push(result);
    report(result);
  }
}
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));

mkdirSync(REPORTS, { recursive: true });
const lines = results.map(({ name, ok, seconds }) => ({ name, ok, seconds }));
writeFileSync(resolve(REPORTS, 'check.json'), JSON.stringify(lines, null, 2));
process.exit(results.every((result) => result.ok) ? 0 : 1);
