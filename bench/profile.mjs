// `npm run bench:profile`: the exact profile of 1,000,000 x 20 and 5,000,000 x 20 against native DuckDB: SUMMARIZE, which is approximate,
// and the same exact statistics, on one thread and on two, in the same run; and whether the cost is linear in rows. Where Python has them,
// against pandas' describe and ydata-profiling (minimal), on the smaller table.
// `-- --rows=1000000` takes one table only, `-- --runs=3` repeats (1), `-- --python=PATH` names the interpreter (python3).
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeData } from './make-data.mjs';
import { measureNative } from './native.mjs';
import { measureEngine, measureFirstLook, openSluice } from './sluice.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const word = (name) => process.argv.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
const sizes = word('rows') === undefined ? [1_000_000, 5_000_000] : [Number(word('rows'))];
const runs = Number(word('runs') ?? 1);
const python = word('python') ?? 'python3';
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const sluice = await openSluice();
const perRow = [];
try {
  for (const rows of sizes) perRow.push(await measure(rows));
} finally {
  await sluice.close();
}
const [smaller, larger] = perRow;
if (larger !== undefined) ratio('cost of a row in the larger table / in the smaller', larger / smaller);

async function measure(rows) {
  const csv = `build/bench/mixed-${rows}x20.csv`;
  await makeData(csv, rows);
  console.log(
    `\n${rows.toLocaleString('en')} rows x 20 columns, ${Math.round(statSync(csv).size / 1e6)} MB, median of ${runs}`,
  );
  const times = { one: [], two: [], own: [], looks: [] };
  for (let round = 0; round < runs; round++) {
    times.one.push(await measureNative(csv, 1));
    times.two.push(await measureNative(csv, 2));
    times.own.push(await measureEngine(sluice, csv));
    times.looks.push({ first: await measureFirstLook(sluice, csv) });
  }
  const of = (who, what) => median(times[who].map((one) => one[what]));
  const own = of('own', 'profile');
  line('Sluice: first look at a sample', of('looks', 'first'));
  line('Sluice: exact statistics', own);
  line('Sluice: with alerts and all else', of('own', 'report'));
  for (const [who, threads] of [
    ['one', '1 thread'],
    ['two', '2 threads'],
  ]) {
    line(`native, ${threads}: the same exact statistics`, of(who, 'exact'));
    line(`native, ${threads}: SUMMARIZE`, of(who, 'summarize'));
    ratio(`statistics / exact, ${threads}`, own / of(who, 'exact'), who === 'two' ? 1 : undefined);
    ratio(`statistics / SUMMARIZE, ${threads}`, own / of(who, 'summarize'));
  }
  if (rows === sizes[0]) reportPython(csv, of('own', 'report'));
  return own / rows;
}

function reportPython(csv, report) {
  const run = spawnSync(python, ['bench/profile_peer.py', csv], { encoding: 'utf8' });
  if (run.status !== 0) return console.log(`Python's peers were left out: ${python} has no pandas.`);
  const { describe, ydata } = JSON.parse(run.stdout.trim().split('\n').at(-1));
  line('pandas: describe', describe);
  ratio('whole profile / describe', report / describe);
  if (ydata === undefined) return console.log('ydata-profiling is not installed.');
  line('ydata-profiling, minimal', ydata);
  ratio('whole profile / ydata-profiling', report / ydata);
}

function line(what, seconds) {
  console.log(`${what.padEnd(50)} ${seconds.toFixed(2).padStart(8)} s`);
}

function ratio(what, value, goal) {
  const verdict =
    goal === undefined ? '' : `  goal ≤ ${goal.toFixed(1)}: ${value <= goal ? 'met' : 'MISSED'}`;
  console.log(`${what.padEnd(50)} ${value.toFixed(2).padStart(8)} x${verdict}`);
}
