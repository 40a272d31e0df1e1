// `npm run bench:loads`: the loading steps in Chromium, hashing included, against native DuckDB on one thread, on the same files in
// the same run. `-- --rows=1000000` is the size of the table of 20 columns, `--json-rows=200000` that of the two JSON files, `--runs=3`
// how often; `--only=parquet,arrow` takes some; `--python=PATH` names a Python with duckdb and pyarrow, the peer for Arrow (python3).
import { fileURLToPath } from 'node:url';
import { installPeers } from './install-peers.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const word = (name, otherwise) =>
  process.argv.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;

installPeers();
const { measureLoads } = await import('./measure-loads.mjs');
const { openSluice } = await import('./sluice.mjs');

const sluice = await openSluice();
try {
  await measureLoads(sluice, {
    rows: Number(word('rows', 1_000_000)),
    jsonRows: Number(word('json-rows', 200_000)),
    runs: Number(word('runs', 3)),
    only: word('only')?.split(','),
    python: word('python', 'python3'),
  });
} finally {
  await sluice.close();
}
