// `npm run bench:loads`: the loading steps in Chromium, hashing included, against native DuckDB on one thread, on the same files in
// the same run. `-- --rows=1000000` is the size of the table of 20 columns, `--json-rows=200000` that of the two JSON files, `--runs=3`
// how often; `--only=parquet,arrow` takes some; `--python=PATH` names a Python with duckdb and pyarrow, the peer for Arrow (python3).
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeData } from './make-data.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const word = (name, otherwise) =>
  process.argv.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const rows = Number(word('rows', 1_000_000));
const jsonRows = Number(word('json-rows', 200_000));
const runs = Number(word('runs', 3));
const only = word('only')?.split(',');
const python = word('python', 'python3');

if (!existsSync(`${here}node_modules/@duckdb/node-api`)) {
  console.log('Installing the native peer in bench/ …');
  execFileSync('npm', ['install', '--silent'], {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
const { makeLoadFiles } = await import('./load-files.mjs');
const { measureArrowPeer, measureNativeLoad, openArrowPeer } = await import('./load-peers.mjs');
const { measureLoad, openSluice } = await import('./sluice.mjs');

const csv = `build/bench/mixed-${rows}x20.csv`;
const made = `build/bench/loads-${rows}x20`;
const madeJson = `build/bench/loads-${jsonRows}x20`;
const shared = '../shared/data';

/** Each file: the step that loads it, how native DuckDB reads it (null: the Arrow peer), and most seconds, where there is a goal. */
const FILES = [
  { what: 'csv', path: csv, step: 'load', native: 'read_csv' },
  { what: 'csv.gz', path: `${made}.csv.gz`, step: 'load', native: 'read_csv' },
  { what: 'parquet', path: `${made}.parquet`, step: 'load-columnar', native: 'read_parquet' },
  { what: 'arrow', path: `${made}.arrow`, step: 'load-columnar', native: null },
  { what: 'json', path: `${madeJson}.json`, step: 'load-json', native: 'read_json' },
  { what: 'ndjson', path: `${madeJson}.ndjson`, step: 'load-json', native: 'read_ndjson' },
  {
    ...{ what: 'flights-3m.parquet', path: `${shared}/vega/flights-3m.parquet` },
    ...{ step: 'load-columnar', native: 'read_parquet', goal: 3 },
  },
  {
    ...{ what: 'names_national_2m.csv.gz', path: `${shared}/big/names_national_2m.csv.gz` },
    ...{ step: 'load', native: 'read_csv', goal: 6 },
  },
].filter(({ what }) => only === undefined || only.includes(what));

await makeData(csv, rows);
await makeLoadFiles(csv, made, { formats: 'table', limit: rows });
await makeLoadFiles(csv, madeJson, { formats: 'json', limit: jsonRows });
const present = FILES.filter(({ path }) => existsSync(path));
for (const { path } of FILES.filter((file) => !present.includes(file))) console.log(`Not at hand: ${path}`);
const hasArrowPeer = openArrowPeer(python);
if (!hasArrowPeer) console.log(`${python} has no duckdb and pyarrow: Arrow is measured without a peer.`);

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const measured = present.map((file) => ({ ...file, own: [], peer: [] }));
const sluice = await openSluice();
try {
  // One after the other in every round, so that a slow minute of the machine meets all of them.
  for (let round = 0; round < runs; round++) {
    for (const file of measured) {
      const own = await measureLoad(sluice, file.step, file.path);
      file.own.push(own.seconds);
      file.rows = own.rows;
      const peer = await peerOf(file);
      if (peer === undefined) continue;
      file.peer.push(peer.seconds);
      if (peer.rows !== own.rows) {
        throw new Error(`${file.what}: ${own.rows} rows here and ${peer.rows} rows there.`);
      }
    }
  }
} finally {
  await sluice.close();
}
report();

async function peerOf({ native, path }) {
  if (native !== null) return measureNativeLoad(native, path);
  return hasArrowPeer ? measureArrowPeer(python, path) : undefined;
}

function report() {
  console.log(`Median of ${runs}; Sluice with hash in Chromium, native DuckDB on one thread\n`);
  console.log(
    `${'file'.padEnd(26)}${'rows'.padStart(11)}${'MB'.padStart(7)}${'Sluice'.padStart(10)}${'native'.padStart(10)}${'ratio'.padStart(8)}${'MB/s'.padStart(7)}`,
  );
  for (const { what, path, rows: read, own, peer, goal } of measured) {
    const megabytes = statSync(path).size / 1e6;
    const seconds = median(own);
    const native = peer.length > 0 ? median(peer) : undefined;
    console.log(
      what.padEnd(26) +
        read.toLocaleString('en').padStart(11) +
        megabytes.toFixed(0).padStart(7) +
        `${seconds.toFixed(2)} s`.padStart(10) +
        (native === undefined ? '–' : `${native.toFixed(2)} s`).padStart(10) +
        (native === undefined ? '–' : `${(seconds / native).toFixed(2)} x`).padStart(8) +
        (megabytes / seconds).toFixed(0).padStart(7) +
        (goal === undefined ? '' : `  goal ≤ ${goal} s: ${seconds <= goal ? 'met' : 'MISSED'}`),
    );
  }
}
