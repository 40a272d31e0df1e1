// `npm run fuzz`: files with something wrong go through every reader, in the engine of Node. Each must become a table or a
// failure with a name, in time; and a known good file of each reader is loaded again after every 50.
// `-- --inputs=10000` says how many, `--seed=1` which ones, `--from=0` the first; `--readers=csv,xls` takes some readers,
// `--shared=no` leaves the files of ../shared/data out, `--only=N` tries one and writes it to build/fuzz-input-N-….
import { fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { report, Tally } from './fuzz-tally.mjs';

/** A reader that takes longer hangs. */
const WATCHDOG_MS = 20_000;
/** Opening the engine and the good files may take longer. */
const OPENING_MS = 120_000;
/** Most bytes of a process; what the wasm modules took is given back with it. */
const MOST_MEMORY = 2e9;

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const word = (name) => process.argv.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
const only = word('only');
const from = Number(only ?? word('from') ?? 0);
const to = from + Number(only === undefined ? (word('inputs') ?? 10_000) : 1);
const seed = Number(word('seed') ?? 1);

const built = await build();
const { READERS } = await import(`${built}/readers.js`);
const order = {
  seed,
  folder: built,
  shared: word('shared') !== 'no',
  readers: word('readers')?.split(',') ?? READERS,
  ...(only !== undefined && { write: 'build/fuzz-input' }),
};
const tally = new Tally(order, only !== undefined);
const started = performance.now();
let child;
// What was found so far is told on Ctrl+C too.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => finish());
for (let next = from; next < to;) next = await tried(next);
await finish();

async function finish() {
  child?.kill('SIGKILL');
  report(tally, (performance.now() - started) / 1000);
  await rm(built, { recursive: true, force: true });
  process.exit(tally.violations.length > 0 ? 1 : 0);
}

/** Builds the child into a folder of this run, so that neither changes of the sources nor another run meet it half way. */
async function build() {
  const { build: bundle } = await import('vite');
  const input = { fuzz: 'headless/fuzz/main.ts', readers: 'headless/fuzz/seed.ts' };
  await bundle({
    configFile: 'vite.headless.config.ts',
    logLevel: 'error',
    build: { outDir: `build/fuzz-${process.pid}`, emptyOutDir: true, rolldownOptions: { input } },
  });
  return fileURLToPath(new URL(`../build/fuzz-${process.pid}`, import.meta.url));
}

/** Tries the inputs from a number on in a process of their own; resolves to the number after the last one tried. */
function tried(first) {
  return new Promise((resolve) => {
    child = fork(`${built}/fuzz.js`, [JSON.stringify({ ...order, from: first, to })], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    let said = '';
    let next = first;
    let doing = 'opening the engine';
    let isOver = false;
    let timer = setTimeout(() => hang(), OPENING_MS);
    const hang = () => {
      tally.count('hangs');
      tally.violate(next - 1, `hangs: ${doing} took more than ${WATCHDOG_MS / 1000} s`);
      if (doing === 'opening the engine') next = to;
      isOver = true;
      child.kill('SIGKILL');
    };
    const watch = (what, time = WATCHDOG_MS) => {
      clearTimeout(timer);
      doing = what;
      timer = setTimeout(hang, time);
    };
    child.stderr.on('data', (data) => (said = (said + data).slice(-2000)));
    child.on('message', (message) => {
      if (isOver) return;
      if (message.type === 'open') watch('the first input');
      if (message.type === 'start') {
        next = message.number + 1;
        tally.start(message);
        watch(`input ${message.number}`);
      }
      if (message.type === 'done') {
        tally.done(message);
        watch(`the input after ${message.number}`);
      }
      if (message.type === 'look') watch('the known good files', 3 * WATCHDOG_MS);
      if (message.type === 'usable') {
        tally.usable(message);
        watch(`the input after ${message.number}`);
        if (tally.memory > MOST_MEMORY) {
          tally.memory = 0;
          tally.renewed += 1;
          next = message.number + 1;
          isOver = true;
          child.kill('SIGKILL');
        }
      }
      if (message.type === 'over') {
        isOver = true;
        next = to;
      }
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (!isOver) {
        tally.violate(next - 1, `the process ended (${code ?? signal}) at ${doing}: ${said}`);
        if (doing === 'opening the engine') next = to;
        // An input that ends the process before it is begun is not tried for ever.
        else if (next === first) next += 1;
      }
      resolve(next);
    });
  });
}
