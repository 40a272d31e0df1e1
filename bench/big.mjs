// `node bench/big.mjs`: tables that are large for a tab. 5,000,000 x 20 is loaded in memory and profiled, 20,000,000 x 20 is loaded to disk
// and aggregated. `-- --rows=2000000` takes one table of so many rows; `-- --keep` leaves the files. Needs 6 GB of disk, deleted afterwards.
import { basename } from 'node:path';
import { rmSync, statfsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeData } from './make-data.mjs';
import { openSluice } from './sluice.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const option = (name) => process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1];
const folder = option('folder') ?? 'build/bench';
const sizes = option('rows')?.split(',').map(Number) ?? [5_000_000, 20_000_000];
const BYTES_PER_ROW = 280;
const MEMORY_ROWS = 8_000_000;

const sluice = await openSluice();
try {
  for (const rows of sizes) await measure(rows);
} finally {
  await sluice.close();
}

async function measure(rows) {
  const { bavail, bsize } = statfsSync('.');
  if (bavail * bsize < rows * BYTES_PER_ROW * 1.5) {
    console.log(`${count(rows)} rows: left out, the disk has no room for them.`);
    return;
  }
  const csv = `${folder}/mixed-${rows}x20.csv`;
  await makeData(csv, rows);
  try {
    report(rows, statSync(csv).size, await load(csv, rows <= MEMORY_ROWS ? 'profile' : 'aggregate'));
  } finally {
    if (!process.argv.includes('--keep')) rmSync(csv);
  }
}

/** Loads a file in a fresh page, then profiles it or groups it by a column, and looks at what is held. */
async function load(csv, then) {
  const page = await sluice.browser.newPage();
  page.on('crash', () => console.log('The page crashed.'));
  await page.goto(`${sluice.address}e2e/contract.html`);
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('input'), { type: 'file' }));
    return window.contractPage.engine.boot();
  });
  await page.setInputFiles('input', csv);
  const measured = await page.evaluate(
    async ({ name, next }) => {
      const { engine, profilePlan } = window.contractPage;
      const files = { [name]: document.querySelector('input').files[0] };
      const [loadNode, profileNode] = profilePlan(name).nodes;
      const text =
        'SELECT city, count(*) AS n, avg(income) AS income, max(updated) AS latest FROM t GROUP BY city';
      const queryNode = {
        step: 'sql',
        version: 1,
        params: { text },
        inputs: { t: { node: 0, slot: 'table' } },
      };
      const nodes = [loadNode, next === 'profile' ? profileNode : queryNode];
      const seconds = async (target) => {
        const start = performance.now();
        const outcome = await engine.run({ plan: { nodes, target }, files });
        if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
        return { time: (performance.now() - start) / 1000, result: outcome.value };
      };
      const first = await seconds(0);
      const { storage } = await engine.status();
      const second = await seconds(1);
      const [table] = Object.values(first.result.artifacts);
      return {
        rows: table.rows,
        notices: first.result.notices.map(({ text: said }) => said),
        load: first.time,
        then: second.time,
        place: storage.tables[0]?.place,
        memory: storage.memoryBytes,
        disk: storage.diskBytes,
        restarts: (await engine.status()).restarts.duckdb,
      };
    },
    { name: basename(csv), next: then },
  );
  await page.close();
  return { ...measured, then: { what: then, time: measured.then } };
}

function report(rows, bytes, found) {
  const line = (what, value) => console.log(`${what.padEnd(34)} ${value.padStart(12)}`);
  console.log(`\n${count(rows)} rows x 20 columns, ${megabytes(bytes)} of CSV`);
  line('rows loaded', count(found.rows));
  line('load with hash', `${found.load.toFixed(1)} s`);
  line(found.then.what, `${found.then.time.toFixed(1)} s`);
  line('stands', found.place ?? '?');
  line('memory of tables', megabytes(found.memory));
  line('file on disk', megabytes(found.disk));
  if (found.restarts > 0) line('restarts of the database', count(found.restarts));
  for (const said of found.notices) console.log(`“${said}”`);
  if (found.rows !== rows) throw new Error(`${count(found.rows)} rows came of ${count(rows)}.`);
}

function count(value) {
  return value.toLocaleString('en');
}

function megabytes(bytes) {
  return `${count(Math.round(bytes / 1e6))} MB`;
}
