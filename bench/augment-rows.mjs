// `npm run bench:augment-rows`: new rows of a table of 100,000 x 20 (14 numbers, 5 categories, a label), one for each, by every method of
// `augment-table`, in Chromium: new rows a second until they stood together, and in the whole step, with provenance, label safety,
// fidelity and privacy. The table is loaded before, and the engine has augmented a small table.
// `-- --rows=20000` takes another number of rows, `-- --only=synthesise` one method.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openSluice } from './sluice.mjs';
import { gaussianPoints } from './smote-peers.mjs';

const NUMBERS = 14;
const CATEGORIES = 5;
const SMALL = 500;
const METHODS = ['jitter and swap', 'jitter', 'swap', 'mixup', 'synthesise'];
const word = (name) => process.argv.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
const large = Number(word('rows') ?? 100_000);
const only = word('only');

const folder = mkdtempSync(join(tmpdir(), 'sluice-augment-'));
const sluice = await openSluice();
try {
  const methods = METHODS.filter((method) => only === undefined || only === method);
  const measured = await measure(writeTable(large), methods);
  console.log(`${large.toLocaleString('en')} rows, ${NUMBERS + CATEGORIES + 1} columns\n`);
  for (const [n, { whole, stood, made, memory, longest }] of measured.entries()) {
    const perSecond = (seconds) => Math.round(made / seconds).toLocaleString('en');
    console.log(
      `${methods[n].padEnd(16)} ${made.toLocaleString('en').padStart(8)} new rows: stood after ${stood.toFixed(2)} s (${perSecond(stood)} a second), ` +
        `whole step ${whole.toFixed(2)} s (${perSecond(whole)} a second); longest silence ${longest.toFixed(2)} s; engine ${Math.round(memory / 2 ** 20)} MB`,
    );
  }
} finally {
  await sluice.close();
  rmSync(folder, { recursive: true });
}

/** Numbers that hang together, categories that hang on them, and a label of two classes. */
function writeTable(rows) {
  const path = join(folder, `rows${rows}.csv`);
  const points = gaussianPoints(rows, NUMBERS);
  const numbers = Array.from({ length: NUMBERS }, (_, f) => `x${f}`);
  const categories = Array.from({ length: CATEGORIES }, (_, c) => `c${c}`);
  const lines = Array.from({ length: rows }, (_, row) => {
    const at = (f) => points[row * NUMBERS + f];
    const values = numbers.map((_, f) => (f % 2 === 0 ? at(f) : at(f - 1) + 0.5 * at(f)).toFixed(3));
    const words = categories.map((_, c) => `w${Math.max(0, Math.min(c + 3, Math.round(at(c) + c / 2)))}`);
    return [...values, ...words, at(0) + at(2) + at(4) > 1 ? 'yes' : 'no'].join(',');
  });
  writeFileSync(path, `${[...numbers, ...categories, 'kind'].join(',')}\n${lines.join('\n')}\n`);
  return path;
}

/** Seconds of each method in turn, in one engine. */
async function measure(csv, methods) {
  const contract = sluice.contractOf('augment-table');
  const augmenting = methods.map((method) => ({
    ...{ step: 'augment-table', version: contract.version, inputs: { table: { node: 0, slot: 'table' } } },
    params: contract.params.parse({ label: 'kind', method }),
  }));
  const load = (path) => ({
    ...{ step: 'load', version: sluice.contractOf('load').version, inputs: {} },
    params: sluice.contractOf('load').params.parse({
      source: { kind: 'file', files: [{ name: basename(path) }] },
    }),
  });
  const small = writeTable(SMALL);
  const page = await sluice.browser.newPage();
  await page.goto(`${sluice.address}e2e/contract.html`);
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('input'), { type: 'file', multiple: true }));
    return window.contractPage.engine.boot();
  });
  await page.setInputFiles('input', [csv, small]);
  const measured = await page.evaluate(
    async ({ warm, nodes }) => {
      const { engine } = window.contractPage;
      const files = Object.fromEntries(
        [...document.querySelector('input').files].map((file) => [file.name, file]),
      );
      const run = async (plan) => {
        const start = performance.now();
        let stood;
        let longest = 0;
        let last = start;
        const onProgress = ({ phase }) => {
          const now = performance.now();
          if (phase === 'provenance') stood ??= (now - start) / 1000;
          longest = Math.max(longest, (now - last) / 1000);
          last = now;
        };
        const outcome = await engine.run({ plan, files }, { onProgress });
        if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
        const whole = (performance.now() - start) / 1000;
        const made = outcome.value.frames.summary?.columns.made?.[0] ?? 0;
        return { whole, stood: stood ?? whole, made, longest };
      };
      await run({ nodes: [warm, nodes[1]], target: 1 });
      await run({ nodes: [nodes[0]], target: 0 });
      const all = [];
      for (let place = 1; place < nodes.length; place++) {
        const one = await run({ nodes: [nodes[0], nodes[place]], target: 1 });
        all.push({ ...one, memory: (await engine.status()).memoryBytes });
      }
      return all;
    },
    { warm: load(small), nodes: [load(csv), ...augmenting] },
  );
  await page.close();
  return measured;
}
