// Loads of one table from files of several formats, in Chromium and in native DuckDB, and the table of both.
import { existsSync, statSync } from 'node:fs';
import { makeData } from './make-data.mjs';
import { makeLoadFiles } from './load-files.mjs';
import { measureArrowPeer, measureNativeLoad, openArrowPeer } from './load-peers.mjs';
import { measureLoad } from './sluice.mjs';

const shared = '../shared/data';

/** Each file: the step that loads it, how native DuckDB reads it (null: the Arrow peer), and most seconds, where there is a goal. */
const filesOf = (rows, jsonRows) => {
  const made = `build/bench/loads-${rows}x20`;
  const madeJson = `build/bench/loads-${jsonRows}x20`;
  return [
    { what: 'csv', path: `build/bench/mixed-${rows}x20.csv`, step: 'load', native: 'read_csv' },
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
  ];
};

/** Makes the files that are not there, measures each `runs` times on both sides, and prints one line a file. */
export async function measureLoads(sluice, { rows, jsonRows, runs, only, python }) {
  const files = filesOf(rows, jsonRows).filter(({ what }) => only === undefined || only.includes(what));
  const csv = `build/bench/mixed-${rows}x20.csv`;
  await makeData(csv, rows);
  await makeLoadFiles(csv, `build/bench/loads-${rows}x20`, { formats: 'table', limit: rows });
  await makeLoadFiles(csv, `build/bench/loads-${jsonRows}x20`, { formats: 'json', limit: jsonRows });
  const present = files.filter(({ path }) => existsSync(path));
  for (const { path } of files.filter((file) => !present.includes(file))) console.log(`Not at hand: ${path}`);
  const arrowPeer = openArrowPeer(python) ? python : null;
  if (arrowPeer === null && present.some(({ native }) => native === null))
    console.log(`${python} has no duckdb and pyarrow: Arrow is measured without a peer.`);
  const measured = present.map((file) => ({ ...file, own: [], peer: [] }));
  // One after the other in every round, so that a slow minute of the machine meets all of them.
  for (let round = 0; round < runs; round++) {
    for (const file of measured) await measureOnce(sluice, file, arrowPeer);
  }
  report(measured, runs);
}

async function measureOnce(sluice, file, arrowPeer) {
  const own = await measureLoad(sluice, file.step, file.path);
  file.own.push(own.seconds);
  file.rows = own.rows;
  const peer = await peerOf(file, arrowPeer);
  if (peer === undefined) return;
  file.peer.push(peer.seconds);
  if (peer.rows !== own.rows)
    throw new Error(`${file.what}: ${own.rows} rows here and ${peer.rows} rows there.`);
}

async function peerOf({ native, path }, arrowPeer) {
  if (native !== null) return measureNativeLoad(native, path);
  return arrowPeer === null ? undefined : measureArrowPeer(arrowPeer, path);
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function report(measured, runs) {
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
