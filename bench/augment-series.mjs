// `npm run bench:augment-series`: windows per second in Chromium, the whole steps, pictures and reports included: cutting a series of 300,000
// rows and three channels into windows of 128 by several shifts, and making a new window of each by each operation alone and by all together.
// Every step runs in one engine that has loaded the table and cut a small one before. `-- --rows=100000` takes another number of rows.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openSluice } from './sluice.mjs';

const SIZE = 128;
const SHIFTS = [128, 32, 16, 8];
/** The windows that are augmented are cut by this shift. */
const AUGMENTED = 16;
const OPERATIONS = [
  ...['slice', 'timeWarp', 'permutation', 'reverse', 'magnitudeWarp', 'scale', 'drift', 'jitter', 'dropout'],
];
const word = (name) => process.argv.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
const rows = Number(word('rows') ?? 300_000);

const folder = mkdtempSync(join(tmpdir(), 'sluice-series-'));
const sluice = await openSluice();
try {
  const none = Object.fromEntries(OPERATIONS.map((name) => [name, 0]));
  const cuts = SHIFTS.map((shift) => ({ shift, node: windowNode(shift, 0) }));
  const ways = [
    ...OPERATIONS.map((name) => ({ name, params: { ...none, [name]: 1 } })),
    { name: 'all, each by half a chance', params: Object.fromEntries(OPERATIONS.map((name) => [name, 0.5])) },
    { name: 'jitter, with a report on labels', params: { ...none, jitter: 1, label: 'kind' } },
  ];
  const runs = [
    ...cuts.map(({ node }) => [node]),
    ...ways.map(({ params }) => [windowNode(AUGMENTED, 0), augmentNode(params)]),
  ];
  const measured = await measure(writeTable('series.csv', rows), writeTable('small.csv', 2000), runs);
  const line = (name, { seconds, windows, memory }) =>
    console.log(
      `  ${name.padEnd(36)} ${String(windows).padStart(7)} windows ${seconds.toFixed(2).padStart(7)} s ${Math.round(
        windows / seconds,
      )
        .toLocaleString('en')
        .padStart(9)} a second, engine at ${Math.round(memory / 2 ** 20)} MB`,
    );
  console.log(`${rows.toLocaleString('en')} rows of 3 channels, windows of ${SIZE}\ncutting`);
  cuts.forEach(({ shift }, n) => line(`shift ${shift}`, measured[n]));
  console.log('augmenting, one new window for each');
  ways.forEach(({ name }, n) => line(name, measured[cuts.length + n]));
} finally {
  await sluice.close();
  rmSync(folder, { recursive: true });
}

function windowNode(shift, node) {
  const params = { values: ['x', 'y', 'z'], time: 't', size: SIZE, shift, label: 'kind' };
  return stepNode('window-series', params, { table: { node, slot: 'table' } });
}

function augmentNode(params) {
  return stepNode('augment-series', params, { table: { node: 1, slot: 'windows' } });
}

function stepNode(step, params, inputs) {
  const contract = sluice.contractOf(step);
  return { step, version: contract.version, inputs, params: contract.params.parse(params) };
}

/** Three channels at equal steps, and a label that changes now and then. */
function writeTable(name, count) {
  const path = join(folder, name);
  const value = (i, phase) =>
    (Math.sin(i / 9 + phase) + 0.4 * Math.sin(i / 2.3) * Math.sin(i / 5000)).toFixed(5);
  const lines = Array.from(
    { length: count },
    (_, i) => `${i},${value(i, 0)},${value(i, 1)},${value(i, 2)},${Math.floor(i / 700) % 3}`,
  );
  writeFileSync(path, `t,x,y,z,kind\n${lines.join('\n')}\n`);
  return path;
}

/** Seconds and windows of the last step of each run, in one engine. */
async function measure(csv, small, runs) {
  const load = (path) =>
    stepNode('load', { source: { kind: 'file', files: [{ name: basename(path) }] } }, {});
  const page = await sluice.browser.newPage();
  await page.goto(`${sluice.address}e2e/contract.html`);
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('input'), { type: 'file', multiple: true }));
    return window.contractPage.engine.boot();
  });
  await page.setInputFiles('input', [csv, small]);
  const measured = await page.evaluate(
    async ({ warm, nodes, all }) => {
      const { engine } = window.contractPage;
      const files = Object.fromEntries(
        [...document.querySelector('input').files].map((file) => [file.name, file]),
      );
      const run = async (plan) => {
        const start = performance.now();
        const outcome = await engine.run({ plan, files }, {});
        if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
        const { artifacts, frames } = outcome.value;
        const windows = frames.summary?.columns.made?.[0] ?? artifacts.windows?.rows;
        return { seconds: (performance.now() - start) / 1000, windows };
      };
      const plan = (table, steps) => ({ nodes: [table, ...steps], target: steps.length });
      await run(plan(warm, all.at(-1)));
      const results = [];
      for (const steps of all) {
        // What stands before the last step is made first, and is not measured.
        await run(plan(nodes, steps.slice(0, -1)));
        const one = await run(plan(nodes, steps));
        results.push({ ...one, memory: (await engine.status()).memoryBytes });
      }
      return results;
    },
    { warm: load(small), nodes: load(csv), all: runs },
  );
  await page.close();
  return measured;
}
