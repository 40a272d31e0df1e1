// `npm run bench:smote`: the neighbours that SMOTE needs, for 20,000 rows of 20 features: the kernel on one thread and on as many as
// there are, against the same search in plain JavaScript and, where Python has it, against imbalanced-learn. What counts is the ratio.
// `-- --rows=5000` takes fewer rows, `-- --runs=5` repeats more often (3), `-- --python=PATH` names the interpreter (python3).
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { prepareKernelWasm } from '../scripts/kernel-wasm.mjs';
import { gaussianPoints, median, plainNeighbours } from './smote-peers.mjs';

const FEATURES = 20;
const K = 5;
const root = fileURLToPath(new URL('..', import.meta.url));

if (isMainThread) await main();
else await serve();

async function main() {
  const word = (name) => process.argv.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
  const rows = Number(word('rows') ?? 20_000);
  const runs = Number(word('runs') ?? 3);
  const threads = availableParallelism();
  await prepareKernelWasm();
  const points = gaussianPoints(rows, FEATURES);
  const queries = Int32Array.from({ length: rows }, (_, row) => row);
  const codes = new Int32Array();
  const input = { points, codes, features: FEATURES, codeColumns: 0, mismatch: 1, queries, k: K };
  const pool = await openPool(threads);
  const python = openPython(word('python') ?? 'python3', rows);
  console.log(`${rows.toLocaleString('en')} rows x ${FEATURES} features, k = ${K}, median of ${runs}\n`);
  const times = { one: [], all: [], peer: [] };
  let found;
  // One after the other in every round, so that a slow minute of the machine meets all of them.
  for (let round = 0; round < runs; round++) {
    times.one.push(await pool.measure(input, 1));
    times.all.push(await pool.measure(input, threads, (all) => (found = all)));
    if (python) times.peer.push(python());
  }
  await pool.close();
  const start = performance.now();
  const plain = plainNeighbours(points, FEATURES, K);
  const plainSeconds = (performance.now() - start) / 1000;
  if (plain.some((row, i) => row !== found[i])) throw new Error('The kernel and the plain loop disagree.');
  report(
    { one: median(times.one), all: median(times.all), plain: plainSeconds },
    threads,
    python && medians(times.peer),
  );
}

function medians(all) {
  return Object.fromEntries(
    ['neighbours', 'smote'].map((name) => [name, median(all.map((one) => one[name]))]),
  );
}

function report(own, threads, peer) {
  const line = (what, seconds) => console.log(`${what.padEnd(46)} ${seconds.toFixed(2).padStart(7)} s`);
  const ratio = (what, value, goal) => {
    const verdict =
      goal === undefined ? '' : `  goal ≤ ${goal.toFixed(2)}: ${value <= goal ? 'met' : 'MISSED'}`;
    console.log(`${what.padEnd(46)} ${value.toFixed(2).padStart(7)} x${verdict}`);
  };
  line('Sluice: kernel, 1 thread', own.one);
  line(`Sluice: kernel, ${threads} threads, rows copied to them`, own.all);
  line('plain JavaScript, 1 thread, once', own.plain);
  if (peer) {
    line('scikit-learn: kneighbors, all cores', peer.neighbours);
    line('imbalanced-learn: SMOTE, all of it', peer.smote);
  }
  console.log('\nThe kernel found the same neighbours as the plain loop, all of them.\n');
  ratio('kernel, 1 thread / plain JavaScript', own.one / own.plain);
  if (peer) {
    ratio(`kernel, ${threads} threads / imbalanced-learn's SMOTE`, own.all / peer.smote, 0.5);
    ratio(`kernel, ${threads} threads / scikit-learn's kneighbors`, own.all / peer.neighbours);
  } else
    console.log(
      'imbalanced-learn was not measured: this Python does not have it (--python=PATH names another).',
    );
}

/** Threads that each load the kernel once; the search is divided among them as in the app, calls waiting for a free one. */
async function openPool(size) {
  const workers = Array.from(
    { length: size },
    () => new Worker(fileURLToPath(import.meta.url), { workerData: 'kernel' }),
  );
  const answer = async (worker) => (await once(worker, 'message'))[0];
  await Promise.all(workers.map(answer));
  const { findNeighbours } = await kernelModule('find.ts');
  return {
    measure: async (input, threads, take = () => undefined) => {
      const start = performance.now();
      const { rows } = await findNeighbours(kernelsOf(workers.slice(0, threads), answer), input);
      take(rows);
      return (performance.now() - start) / 1000;
    },
    close: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}

/** Kernels as a step has them, on some workers. */
function kernelsOf(workers, answer) {
  const idle = [...workers];
  const waiting = [];
  return {
    call: async (_kernel, input, transfer) => {
      const worker = idle.pop() ?? (await new Promise((resolve) => waiting.push(resolve)));
      worker.postMessage(input, transfer);
      const output = await answer(worker);
      const next = waiting.shift();
      if (next) next(worker);
      else idle.push(worker);
      return output;
    },
  };
}

async function kernelModule(name) {
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(`${root}src/kernels/neighbours/${name}`, { root, configFile: false });
  return module;
}

async function serve() {
  if (workerData !== 'kernel') return;
  const { nearestNeighbours } = await kernelModule('nearest.ts');
  parentPort.on('message', (input) => {
    const { rows, distances } = nearestNeighbours.run(input, () => undefined);
    parentPort.postMessage({ rows, distances }, [rows.buffer, distances.buffer]);
  });
  parentPort.postMessage('ready');
}

/** A measurement by Python, or undefined where it has no imbalanced-learn. */
function openPython(command, rows) {
  const ask = (...words) =>
    spawnSync(command, [`${root}bench/smote_peer.py`, ...words], { encoding: 'utf8' });
  if (ask('--check').status !== 0) return undefined;
  return () => {
    const { status, stdout, stderr } = ask(String(rows), String(FEATURES), String(K));
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  };
}
