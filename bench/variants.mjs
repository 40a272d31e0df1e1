// `npm run bench:variants`: merging the variants of a text column of 1,000,000 rows with 50,000 different values, in Chromium: the whole
// step, and each of its phases, by every method. Alone on the machine: what counts here are seconds.
// `-- --rows=100000` takes fewer rows, `-- --values=5000` fewer values, `-- --runs=5` repeats more often (3).
import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { once } from 'node:events';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSluice } from './sluice.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const option = (name, otherwise) =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const rows = option('rows', 1_000_000);
const values = option('values', 50_000);
const runs = option('runs', 3);
/** Seconds that the whole step may take. */
const GOAL = 2;
const METHODS = [
  { method: 'fingerprint' },
  { method: 'ngram' },
  { method: 'edit-distance', distance: 1 },
  { method: 'edit-distance', distance: 2 },
];
const PHASES = ['counting values', 'comparing values', 'replacing'];
const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];

const csv = `build/bench/variants-${rows}x${values}.csv`;
await makeNames(csv);
const sluice = await openSluice();
try {
  console.log(
    `${rows.toLocaleString('en')} rows, ${values.toLocaleString('en')} different values, median of ${runs}\n`,
  );
  for (const params of METHODS) report(params, await measure(params));
} finally {
  await sluice.close();
}

function report({ method, distance }, { times, clusters }) {
  const name = distance === undefined ? method : `${method} ${distance}`;
  const whole = median(times.map((one) => one.whole));
  const phases = PHASES.map((phase) => `${phase} ${median(times.map((one) => one[phase])).toFixed(2)} s`);
  const verdict = whole <= GOAL ? 'met' : 'MISSED';
  console.log(
    `${name.padEnd(18)} ${whole.toFixed(2).padStart(6)} s  goal ≤ ${GOAL.toFixed(1)} s: ${verdict}`,
  );
  console.log(`${' '.repeat(18)} ${phases.join(', ')}; ${clusters.toLocaleString('en')} clusters`);
}

/** Seconds of the step and of its phases, once for every run, in a fresh engine each; every cluster is merged. */
async function measure(given) {
  const times = [];
  let clusters = 0;
  for (let round = 0; round < runs; round++) {
    const page = await sluice.browser.newPage();
    await page.goto(`${sluice.address}e2e/contract.html`);
    await page.evaluate(() => {
      document.body.append(Object.assign(document.createElement('input'), { type: 'file' }));
      return window.contractPage.engine.boot();
    });
    await page.waitForTimeout(2000);
    await page.setInputFiles('input', csv);
    const found = await page.evaluate(run, planOf(given));
    times.push(found.times);
    clusters = found.clusters;
    await page.close();
  }
  return { times, clusters };
}

function planOf(given) {
  const file = basename(csv);
  const node = (step, params, inputs) => {
    const contract = sluice.contractOf(step);
    return { step, version: contract.version, params: contract.params.parse(params), inputs };
  };
  const load = node('load', { source: { kind: 'file', files: [{ name: file }] } }, {});
  const merge = node(
    'merge-values',
    { column: 'name', accept: 'all', ...given },
    { table: { node: 0, slot: 'table' } },
  );
  return { nodes: [load, merge], file, phases: PHASES };
}

/** Runs in the page. */
async function run({ nodes, file, phases }) {
  const files = { [file]: document.querySelector('input').files[0] };
  const { engine } = window.contractPage;
  const finished = async (target, onProgress) => {
    const outcome = await engine.run({ plan: { nodes, target }, files }, { onProgress });
    if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
    return outcome.value;
  };
  await finished(0);
  const begun = {};
  const start = performance.now();
  const result = await finished(1, ({ phase }) => (begun[phase] ??= performance.now()));
  const end = performance.now();
  const times = { whole: (end - start) / 1000 };
  phases.forEach((phase, i) => {
    times[phase] = ((begun[phases[i + 1]] ?? end) - begun[phase]) / 1000;
  });
  return { times, clusters: result.frames.summary.columns.clusters[0] };
}

/** Names of places, some of them written in other ways, commoner ones more often: the same bytes every time. */
async function makeNames(path) {
  if (existsSync(path)) return;
  let state = 20_261_123;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below) => Math.floor(random() * below);
  const pick = (list) => list[whole(list.length)];
  const syllables =
    'ba be bri cor dal den el far gol ham in jo kel lin mar nor os pel quin ros sal ter ul van wes yor zan'.split(
      ' ',
    );
  const word = () => {
    const text = Array.from({ length: 2 + whole(2) }, () => pick(syllables)).join('');
    return text[0].toUpperCase() + text.slice(1);
  };
  const slip = (text) => {
    const at = 1 + whole(text.length - 2);
    const kinds = [
      () => text.toUpperCase(),
      () => text.replace(' ', ', '),
      () => text.slice(0, at) + text.slice(at + 1),
      () => text.slice(0, at) + 'x' + text.slice(at),
      () => text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2),
      () => text.split(' ').reverse().join(' '),
      () => text.replace('o', 'ö'),
    ];
    return pick(kinds)();
  };
  const names = new Set();
  while (names.size < values * 0.7)
    names.add(`${word()} ${word()} ${pick(['Street', 'Road', 'Hill', 'Park', 'Lane'])}`);
  const plain = [...names];
  while (names.size < values) names.add(slip(pick(plain)));
  const all = [...names];
  mkdirSync(dirname(path), { recursive: true });
  const file = createWriteStream(`${path}.part`);
  file.write('id,name,amount\n');
  for (let start = 0; start < rows; start += 5000) {
    const lines = [];
    for (let row = start; row < Math.min(rows, start + 5000); row++) {
      const name = row < all.length ? all[row] : all[Math.floor(random() ** 2 * all.length)];
      lines.push(`${row},"${name}",${whole(10_000) / 100}`);
    }
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  renameSync(`${path}.part`, path);
}
