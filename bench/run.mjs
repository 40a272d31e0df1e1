// `npm run bench`: Sluice against native DuckDB on the same machine, file and day. What counts is the ratio: seconds change with the
// machine. `-- --runs=5` repeats more often (3); `-- --rows=100000` takes a smaller table.
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installPeers } from './install-peers.mjs';
import { makeData } from './make-data.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const option = (name, otherwise) =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const rows = option('rows', 1_000_000);
const runs = option('runs', 3);
const csv = `build/bench/mixed-${rows}x20.csv`;

installPeers();
const { measureNative } = await import('./native.mjs');
const { measureLoads } = await import('./measure-loads.mjs');
const { measureEngine, measurePage, openSluice } = await import('./sluice.mjs');

await makeData(csv, rows);
console.log(
  `${rows.toLocaleString('en')} rows x 20 columns, ${Math.round(statSync(csv).size / 1e6)} MB, median of ${runs}\n`,
);

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const medians = (all) =>
  Object.fromEntries(Object.keys(all[0]).map((key) => [key, median(all.map((one) => one[key]))]));

// One after the other in every round, so that a slow minute of the machine meets all of them.
const measured = { one: [], two: [], sluice: [] };
const sluice = await openSluice();
try {
  for (let round = 0; round < runs; round++) {
    measured.one.push(await measureNative(csv, 1));
    measured.two.push(await measureNative(csv, 2));
    measured.sluice.push(await measureEngine(sluice, csv));
  }
  report(medians(measured.one), medians(measured.two), medians(measured.sluice));
  await reportPage();
  console.log('\nLoading');
  await measureLoads(sluice, {
    ...{ rows, runs, jsonRows: Math.min(rows, 200_000), python: process.env.PYTHON ?? 'python3' },
    only: ['csv', 'csv.gz', 'parquet', 'arrow', 'json'],
  });
} finally {
  await sluice.close();
}

/** A page is measured as often as the rest: what else the machine does shows in its tasks. */
async function reportPage() {
  const pages = [];
  for (let round = 0; round < runs; round++) pages.push(await measurePage(sluice, csv));
  const tasks = pages.map(({ longest }) => (longest === 0 ? 'below 50' : longest.toFixed(0)));
  console.log(`\nlongest task of the page  ${tasks.join(', ')} ms  (goal: at most 50)`);
  console.log(`heap of the page          ${medians(pages).heap.toFixed(1)} MB`);
}

function report(one, two, own) {
  const line = (what, seconds) => console.log(`${what.padEnd(34)} ${seconds.toFixed(2).padStart(7)} s`);
  line('native, 1 thread: load', one.load);
  line('native, 1 thread: SUMMARIZE', one.summarize);
  line('native, 1 thread: exact profile', one.exact);
  line('native, 2 threads: load', two.load);
  line('native, 2 threads: SUMMARIZE', two.summarize);
  line('native, 2 threads: exact profile', two.exact);
  line('Sluice: load with hash', own.load);
  line('Sluice: exact profile', own.profile);
  line('Sluice: the same with alerts', own.report);
  console.log(
    `${'Sluice: memory of the engine'.padEnd(34)} ${(own.memory / 1e6).toFixed(0).padStart(7)} MB\n`,
  );
  ratio('load / native load, 1 thread', own.load / one.load, 1.8);
  ratio('load / native load, 2 threads', own.load / two.load);
  ratio('profile / SUMMARIZE, 1 thread', own.profile / one.summarize, 1.0);
  ratio('profile / SUMMARIZE, 2 threads', own.profile / two.summarize);
  ratio('with alerts / SUMMARIZE, 1 thread', own.report / one.summarize);
  ratio('profile / exact SQL, 1 thread', own.profile / one.exact, 1.2);
  ratio('profile / exact SQL, 2 threads', own.profile / two.exact);
}

function ratio(what, value, goal) {
  const verdict =
    goal === undefined ? '' : `  goal ≤ ${goal.toFixed(1)}: ${value <= goal ? 'met' : 'MISSED'}`;
  console.log(`${what.padEnd(34)} ${value.toFixed(2).padStart(7)} x${verdict}`);
}
