// `npm run bench:augment-texts`: a new text for each of 100,000 short texts (12 words on average), by every operation alone, in Chromium:
// the whole step, and of it the time until the new texts stood, against a plain loop in Python that does what EDA and AEDA do (swap,
// deletion, punctuation, synonyms and insertion from the same words). Then a new text each for eight texts of 1 MB. Each run in an engine
// that has augmented a small table before.
// `-- --rows=20000` takes another number of texts, `-- --only=swap` one operation, `-- --python=PATH` names the interpreter (python3).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { openSluice } from './sluice.mjs';

const PEERS = ['swap', 'deletion', 'punctuation', 'synonyms', 'insertion'];
const SMALL = 500;
const LONG_TEXTS = 8;
const root = fileURLToPath(new URL('..', import.meta.url));
const word = (name) => process.argv.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
const rows = Number(word('rows') ?? 100_000);
const python = word('python') ?? 'python3';
const only = word('only');

const folder = mkdtempSync(join(tmpdir(), 'sluice-augment-'));
const { module: names } = await runnerImport(`${root}src/kernels/augment-text/names.ts`);
const sluice = await openSluice();
try {
  const hasPeer = spawnSync(python, ['--version']).status === 0;
  const texts = shortTexts(rows);
  const csv = writeTable('texts', texts);
  const listed = join(folder, 'texts.json');
  writeFileSync(listed, JSON.stringify({ texts, synonyms: await synonymsOfTexts(texts) }));
  console.log(`${rows.toLocaleString('en')} texts\n`);
  for (const operation of names.OPERATIONS) {
    if (only !== undefined && only !== operation) continue;
    const own = await measure(csv, { text: 'text', times: 1, operation, protect: [] });
    report(operation, own, hasPeer && PEERS.includes(operation) ? askPeer(listed, operation) : null);
  }
  if (only === undefined) {
    const long = writeTable('long', longTexts(LONG_TEXTS));
    const own = await measure(long, { text: 'text', times: 1, operation: 'swap' });
    console.log(
      `\n${LONG_TEXTS} texts of 1 MB, a swap each                 ${own.whole.toFixed(2)} s, ${memory(own)}`,
    );
  }
  if (!hasPeer) console.log('Python was not measured: there is none (--python=PATH names one).');
} finally {
  await sluice.close();
  rmSync(folder, { recursive: true });
}

function memory({ bytes }) {
  return `engine ${Math.round(bytes / 2 ** 20)} MB`;
}

function report(operation, own, peer) {
  const rate = (seconds) =>
    `${Math.round(own.able / seconds)
      .toLocaleString('en')
      .padStart(9)} texts/s`;
  const parts = [
    `until the texts stood ${own.texts.toFixed(2)} s, ${rate(own.texts)}`,
    `whole step ${own.whole.toFixed(2)} s, ${rate(own.whole)}`,
    `${own.made.toLocaleString('en')} made, ${memory(own)}`,
  ];
  if (peer !== null) {
    parts.push(`Python ${peer.seconds.toFixed(2)} s, ratio ${(own.texts / peer.seconds).toFixed(2)} x`);
  }
  console.log(`${operation.padEnd(13)} ${parts.join('; ')}`);
}

/** Words drawn by a generator of their own, so that every run has the same texts. */
function shortTexts(count) {
  const words =
    'the and you your that this with from they what when we do not I am it is have been will a an big small buy car film prize phone quickly often often problem happy tea house walk river number call today tomorrow message free money people work never good very long little'.split(
      ' ',
    );
  let state = 12345;
  const below = (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  return Array.from({ length: count }, (_, row) => {
    const length = 6 + below(13);
    return `${Array.from({ length }, () => words[below(words.length)]).join(' ')} ${row}.`;
  });
}

function longTexts(count) {
  return Array.from({ length: count }, (_, row) => shortTexts(14_000).join(' ') + row);
}

async function synonymsOfTexts(texts) {
  const { module } = await runnerImport(`${root}src/kernels/augment-text/synonyms.ts`);
  const all = new Set(texts.slice(0, 1000).flatMap((text) => text.split(/\W+/)));
  return Object.fromEntries(
    [...all].map((one) => [one, module.synonymsOf(one)]).filter(([, synonyms]) => synonyms.length > 0),
  );
}

function writeTable(name, texts) {
  const path = join(folder, `${name}.csv`);
  writeFileSync(path, `text\n${texts.join('\n')}\n`);
  return path;
}

function askPeer(path, operation) {
  const { status, stdout, stderr } = spawnSync(
    python,
    [`${root}bench/augment_texts_peer.py`, path, operation],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Seconds in an engine that has loaded the table and augmented a small one before. */
async function measure(csv, asked) {
  const step = (id, params, inputs = {}) => {
    const contract = sluice.contractOf(id);
    return { step: id, version: contract.version, params: contract.params.parse(params), inputs };
  };
  const load = (path) => step('load', { source: { kind: 'file', files: [{ name: basename(path) }] } });
  const augmenting = step('augment-text', asked, { table: { node: 0, slot: 'table' } });
  const small = writeTable('small', shortTexts(SMALL));
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
        let texts;
        const onProgress = ({ phase }) => {
          if (phase === 'dropping copies') texts ??= (performance.now() - start) / 1000;
        };
        const outcome = await engine.run({ plan, files }, { onProgress });
        if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
        const whole = (performance.now() - start) / 1000;
        const { counts, summary } = outcome.value.frames ?? {};
        const able = counts?.columns.asked.reduce(
          (sum, count, row) => sum + (counts.columns.operation[row] === null ? 0 : count),
          0,
        );
        return { whole, texts: texts ?? whole, able, made: summary?.columns.made[0] };
      };
      await run({ nodes: [warm, nodes[1]], target: 1 });
      await run({ nodes: [nodes[0]], target: 0 });
      const one = await run({ nodes, target: 1 });
      return { ...one, bytes: (await engine.status()).memoryBytes };
    },
    { warm: load(small), nodes: [load(csv), augmenting] },
  );
  await page.close();
  return measured;
}
