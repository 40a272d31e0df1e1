// `npm run bench:resample`: SMOTE of classes of 20,000 and 100,000 rows (a third of their tables), Tomek links and edited neighbours on
// 100,000 rows (a tenth of the rarer class), all x 20 features: the whole step in Chromium, its pictures included, and of it the time until
// the rows stood, against imbalanced-learn's `fit_resample` where Python has it. Each in an engine of its own that has resampled a small
// table before; then edited neighbours once more after Tomek links, on the graph that is remembered. By the rules of
// imbalanced-learn, so the rows left must be as many as it leaves. What the page holds at most is of its load as well.
// `-- --rows=20000` takes another number for the large tables, `-- --only=SMOTE` one method, `-- --python=PATH` names the
// interpreter (python3).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSluice } from './sluice.mjs';
import { watchProcesses } from './processes.mjs';
import { gaussianPoints } from './smote-peers.mjs';

const FEATURES = 20;
/** One row in so many is of the rarer class. */
const RARE_OF = { SMOTE: 3, 'Tomek links': 10, 'edited neighbours': 10 };
const SMALL = 500;
/** How far the centres of the classes are apart, in standard deviations of each feature. */
const APART = 0.35;
const root = fileURLToPath(new URL('..', import.meta.url));
const word = (name) => process.argv.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
const large = Number(word('rows') ?? 100_000);
const python = word('python') ?? 'python3';
const only = word('only');

const folder = mkdtempSync(join(tmpdir(), 'sluice-resample-'));
const sluice = await openSluice();
try {
  const hasPeer = spawnSync(python, [`${root}bench/resample_peer.py`, '--check']).status === 0;
  console.log(`${FEATURES} features\n`);
  for (const [rows, method, goal] of [
    [60_000, 'SMOTE', 0.5],
    [3 * large, 'SMOTE', 0.5],
    [large, 'Tomek links', 0.3],
    [large, 'edited neighbours', 0.3],
  ]) {
    if (only !== undefined && only !== method) continue;
    const csv = writeTable(rows, RARE_OF[method]);
    const [own] = await measure(csv, [method]);
    report(`${method}, ${rows.toLocaleString('en')} rows`, own, hasPeer ? askPeer(csv, method) : null, goal);
  }
  if (only === undefined) {
    const [, after] = await measure(writeTable(large, 10), ['Tomek links', 'edited neighbours']);
    console.log(`edited neighbours after Tomek links, same table     ${after.whole.toFixed(2)} s`);
  }
  if (!hasPeer)
    console.log(
      'imbalanced-learn was not measured: this Python does not have it (--python=PATH names another).',
    );
} finally {
  await sluice.close();
  rmSync(folder, { recursive: true });
}

function report(what, own, peer, goal) {
  const line = (name, text) => console.log(`  ${name.padEnd(48)} ${text}`);
  console.log(what);
  line('Sluice: the whole step', `${own.whole.toFixed(2)} s`);
  line('Sluice: until the rows stood', `${own.rows.toFixed(2)} s`);
  line('Sluice: tables of the engine after it', `${Math.round(own.memory / 2 ** 20)} MB`);
  line('Sluice: most that the page and its workers held', `${Math.round(own.peak / 2 ** 20)} MB`);
  if (peer === null) return;
  line('imbalanced-learn', `${peer.seconds.toFixed(2)} s, peak ${Math.round(peer.peak)} MB`);
  if (peer.rows !== own.left)
    throw new Error(`imbalanced-learn leaves ${peer.rows} rows, Sluice ${own.left}.`);
  const ratio = own.rows / peer.seconds;
  line(
    'ratio, until the rows stood',
    `${ratio.toFixed(2)} x  goal ≤ ${goal}: ${ratio <= goal ? 'met' : 'MISSED'}`,
  );
  line('ratio, the whole step', `${(own.whole / peer.seconds).toFixed(2)} x`);
}

function writeTable(rows, rareOf) {
  const path = join(folder, `rows${rows}.csv`);
  const points = gaussianPoints(rows, FEATURES);
  const names = Array.from({ length: FEATURES }, (_, f) => `x${f}`);
  const lines = Array.from({ length: rows }, (_, row) => {
    const isRare = row % rareOf === 0 ? 1 : 0;
    const values = names.map((_, f) => (points[row * FEATURES + f] + isRare * APART).toFixed(6));
    return `${values.join(',')},${isRare}`;
  });
  writeFileSync(path, `${names.join(',')},kind\n${lines.join('\n')}\n`);
  return path;
}

function askPeer(path, method) {
  const { status, stdout, stderr } = spawnSync(python, [`${root}bench/resample_peer.py`, path, method], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Seconds of each method in turn, in one engine, the table being loaded before. */
async function measure(csv, methods) {
  const contract = sluice.contractOf('resample');
  const resampling = methods.map((method) => ({
    ...{ step: 'resample', version: contract.version, inputs: { table: { node: 0, slot: 'table' } } },
    params: contract.params.parse({ target: 'kind', method, rules: 'imbalanced-learn' }),
  }));
  const load = (path) => ({
    ...{ step: 'load', version: sluice.contractOf('load').version, inputs: {} },
    params: sluice.contractOf('load').params.parse({
      source: { kind: 'file', files: [{ name: basename(path) }] },
    }),
  });
  const small = writeTable(SMALL, 10);
  const page = await sluice.browser.newPage();
  await page.goto(`${sluice.address}e2e/contract.html`);
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('input'), { type: 'file', multiple: true }));
    return window.contractPage.engine.boot();
  });
  await page.setInputFiles('input', [csv, small]);
  const processes = await watchProcesses(sluice.browser);
  const measured = await page.evaluate(
    async ({ warm, nodes, of }) => {
      const { engine } = window.contractPage;
      const files = Object.fromEntries(
        [...document.querySelector('input').files].map((file) => [file.name, file]),
      );
      const run = async (plan) => {
        const start = performance.now();
        let rows;
        const onProgress = ({ phase }) => {
          if (phase === 'picture') rows ??= (performance.now() - start) / 1000;
        };
        const outcome = await engine.run({ plan, files }, { onProgress });
        if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
        const whole = (performance.now() - start) / 1000;
        return { whole, rows: rows ?? whole, left: outcome.value.artifacts?.balanced?.rows };
      };
      await run({ nodes: [warm, nodes[1]], target: 1 });
      await run({ nodes: [nodes[0]], target: 0 });
      const all = [];
      for (let place = 1; place <= of; place++) {
        const one = await run({ nodes: [nodes[0], nodes[place]], target: 1 });
        all.push({ ...one, memory: (await engine.status()).memoryBytes });
      }
      return all;
    },
    { warm: load(small), nodes: [load(csv), ...resampling], of: methods.length },
  );
  const { kinds } = await processes.take();
  await processes.end();
  await page.close();
  return measured.map((one) => ({ ...one, peak: kinds.get('renderer')?.all ?? NaN }));
}
