// `npm run bench:neighbours`: the neighbour graph of many rows, as steps get it, on one worker and on all there are. Exact, 100,000 rows of
// 20 features, against the goal of 20 s; then approximate, a million rows in clusters, with the recall it measures of itself.
// `-- --rows=50000 --features=10 --k=5 --mode=approximate --kind=clusters|gaussian|uniform --workers=1,2` measures what you name instead.
// Beside the time: what all threads computed, which other work on the machine hardly changes; how long the longest wait for progress was, and how long the calling thread was busy at a time, which is what
// a cancel waits for (busy workers are ended at once).
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { prepareKernelWasm } from '../scripts/kernel-wasm.mjs';
import { makePoints } from './neighbour-points.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const GOAL_SECONDS = 20;

if (isMainThread) await main();
else await serve();

async function main() {
  const word = (name) => process.argv.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
  const workers = (word('workers') ?? `1,${availableParallelism()}`).split(',').map(Number);
  const asked = process.argv.some((text) => text.startsWith('--rows') || text.startsWith('--mode'));
  const exact = { rows: 100_000, features: 20, k: 10, mode: 'exact', kind: 'gaussian' };
  const approximate = { ...exact, rows: 1_000_000, mode: 'approximate', kind: 'clusters' };
  const named = Object.fromEntries(
    Object.keys(exact).flatMap((name) => {
      const text = word(name);
      return text === undefined ? [] : [[name, Number.isNaN(Number(text)) ? text : Number(text)]];
    }),
  );
  await prepareKernelWasm();
  const { neighbourGraph } = await moduleAt('neighbour-graph/graph.ts');
  for (const trial of asked ? [{ ...exact, ...named }] : [exact, approximate]) {
    const { rows, features, k, mode, kind } = trial;
    console.log(`${mode}: ${rows.toLocaleString('en')} rows x ${features} (${kind}), k = ${k}`);
    const points = makePoints(kind, rows, features);
    const times = [];
    let first;
    for (const count of workers) {
      const pool = await openPool(count);
      const measured = await measure(neighbourGraph, pool, points, trial);
      await pool.close();
      times.push(measured.seconds);
      first ??= measured.graph;
      if (measured.graph.rows.some((row, i) => row !== first.rows[i])) throw new Error('Other neighbours.');
      report(count, measured, trial);
    }
    if (times.length > 1) {
      const share = times.at(-1) / times[0];
      console.log(`  time on ${workers.at(-1)} / time on ${workers[0]}: ${share.toFixed(2)}`);
    }
  }
}

function report(count, { graph, seconds, cpu, gap, busy }, { mode, rows, features }) {
  const goal = mode === 'exact' && rows === 100_000 && features === 20 && count === 1;
  const verdict = goal ? `  goal ≤ ${GOAL_SECONDS} s: ${seconds <= GOAL_SECONDS ? 'met' : 'MISSED'}` : '';
  console.log(
    `  ${count} worker${count === 1 ? '' : 's'}: ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of all threads${verdict}`,
  );
  console.log(`    longest without progress ${gap.toFixed(2)} s, caller busy at most ${busy.toFixed(2)} s`);
  if (graph.exactness === 'exact') return;
  const { recall, tried, trees } = graph.exactness;
  console.log(`    recall ${recall.toFixed(4)} of ${tried} rows, ${trees} trees`);
}

async function measure(neighbourGraph, kernels, points, { rows, features, k, mode }) {
  const loop = monitorEventLoopDelay({ resolution: 10 });
  const space = {
    ...{ points, codes: new Int32Array(), features, codeColumns: 0, mismatch: 1 },
    ...{ rows, key: 'bench', numeric: [], categories: [], lacking: [], scalings: new Map() },
  };
  const start = performance.now();
  const used = process.cpuUsage();
  let last = start;
  let gap = 0;
  const progress = () => {
    const now = performance.now();
    gap = Math.max(gap, now - last);
    last = now;
  };
  loop.enable();
  const context = { kernels, progress, remember: (_key, _bytes, make) => make() };
  const graph = await neighbourGraph(context, space, k, { mode });
  loop.disable();
  return {
    graph,
    seconds: (performance.now() - start) / 1000,
    cpu: Object.values(process.cpuUsage(used)).reduce((sum, micros) => sum + micros / 1e6, 0),
    gap: gap / 1000,
    busy: loop.max / 1e9,
  };
}

/** Threads that each hold the kernels; calls wait for a free one, as in the app. */
async function openPool(size) {
  const workers = Array.from(
    { length: size },
    () => new Worker(fileURLToPath(import.meta.url), { workerData: 'kernel' }),
  );
  await Promise.all(workers.map((worker) => new Promise((resolve) => worker.once('message', resolve))));
  const idle = [...workers];
  const waiting = [];
  return {
    call: async ({ name }, input, transfer, onReport) => {
      const worker = idle.pop() ?? (await new Promise((resolve) => waiting.push(resolve)));
      const output = await ask(worker, { name, input }, transfer, onReport);
      const next = waiting.shift();
      if (next) next(worker);
      else idle.push(worker);
      return output;
    },
    close: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}

function ask(worker, task, transfer, onReport) {
  return new Promise((resolve, reject) => {
    const hear = ({ fraction, output, error }) => {
      if (fraction !== undefined) return onReport?.(fraction);
      worker.off('message', hear);
      return error === undefined ? resolve(output) : reject(new Error(error));
    };
    worker.on('message', hear);
    worker.postMessage(task, transfer);
  });
}

async function moduleAt(path) {
  const { runnerImport } = await import('vite');
  return (await runnerImport(`${root}src/kernels/${path}`, { root, configFile: false })).module;
}

async function serve() {
  if (workerData !== 'kernel') return;
  const { nearestNeighbours } = await moduleAt('neighbours/nearest.ts');
  const { neighboursInLeaves } = await moduleAt('neighbours/leaves.ts');
  const { growTree, sortIntoLeaves } = await moduleAt('neighbour-graph/trees.ts');
  const { hashRows } = await moduleAt('neighbour-graph/equals.ts');
  const kernels = [nearestNeighbours, neighboursInLeaves, hashRows, growTree, sortIntoLeaves];
  let reported = performance.now();
  const report = (fraction) => {
    if (performance.now() - reported < 100) return;
    reported = performance.now();
    parentPort.postMessage({ fraction });
  };
  parentPort.on('message', ({ name, input }) => {
    try {
      const output = kernels.find((kernel) => kernel.name === name).run(input, report);
      const arrays = [output, ...Object.values(ArrayBuffer.isView(output) ? {} : output)].filter(
        ArrayBuffer.isView,
      );
      parentPort.postMessage(
        { output },
        arrays.map(({ buffer }) => buffer),
      );
    } catch (error) {
      parentPort.postMessage({ error: String(error) });
    }
  });
  parentPort.postMessage('ready');
}
