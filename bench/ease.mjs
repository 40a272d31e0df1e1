// `npm run bench:ease`: how long the page's own thread is kept busy in one go while it works: the longest task in milliseconds of a
// load of 1,000,000 x 20, of its profile, of scrolling through it, of SMOTE on 100,000 x 20 and of scrolling 400 and 2,000 columns. A
// task below 50 ms is not told by the browser. `-- --runs=5` repeats more often (3).
import { existsSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeData } from './make-data.mjs';
import { openSluice } from './sluice.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const runs = Number(process.argv.find((word) => word.startsWith('--runs='))?.split('=')[1] ?? 3);
const PATIENCE = { timeout: 120_000, polling: 500 };
const tall = 'build/bench/mixed-1000000x20.csv';
const classes = 'build/bench/classes-100000x20.csv';
const broad = 'build/bench/wide-2000x400.csv';
const wide = 'build/bench/wide-1000x2000.csv';

await makeData(tall, 1_000_000);
if (!existsSync(classes))
  writeTable(classes, 100_000, 20, 'kind', (row) => (row % 5 === 0 ? 'rare' : 'common'));
if (!existsSync(broad)) writeTable(broad, 2000, 400, 'row', String);
if (!existsSync(wide)) writeTable(wide, 1000, 2000, 'row', String);

const sluice = await openSluice();
try {
  for (let round = 1; round <= runs; round++) {
    const longest = {
      ...(await measureTall()),
      ...(await measureSmote()),
      '400 columns': await scrollAcross(broad),
      '2,000 columns': await scrollAcross(wide),
    };
    const line = Object.entries(longest).map(
      ([phase, task]) => `${phase} ${task === 0 ? 'below 50' : task.toFixed(0)}`,
    );
    console.log(`round ${round}: ${line.join(', ')} ms`);
  }
} finally {
  await sluice.close();
}

/** Numbers of a fixed sequence, and one column of words. */
function writeTable(path, rows, columns, word, wordOf) {
  let state = 1;
  const next = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  const lines = [[word, ...Array.from({ length: columns - 1 }, (_, index) => `x${index}`)].join(',')];
  for (let row = 0; row < rows; row++)
    lines.push([wordOf(row), ...Array.from({ length: columns - 1 }, () => next().toFixed(6))].join(','));
  writeFileSync(path, `${lines.join('\n')}\n`);
}

async function openPage() {
  const page = await sluice.browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.goto(sluice.address);
  await page.waitForTimeout(2000);
  await page.evaluate(() => {
    window.longest = 0;
    const note = (list) =>
      list.getEntries().forEach((entry) => (window.longest = Math.max(window.longest, entry.duration)));
    new PerformanceObserver(note).observe({ type: 'longtask' });
  });
  return page;
}

/** The longest task since the last question. */
async function longestOf(page) {
  await page.waitForTimeout(500);
  return page.evaluate(() => {
    const { longest } = window;
    window.longest = 0;
    return longest;
  });
}

function results(page, count) {
  return page.waitForFunction(
    (wanted) => document.querySelectorAll('.reading').length >= wanted,
    count,
    PATIENCE,
  );
}

async function measureTall() {
  const page = await openPage();
  await page.locator('input[type=file]').first().setInputFiles(tall);
  await results(page, 1);
  const load = await longestOf(page);
  await results(page, 2);
  const profile = await longestOf(page);
  await scroll(page, (step) => [step % 4 === 0 ? 300 : 0, 3000 * (step + 1)]);
  const scrolling = await longestOf(page);
  await page.close();
  return { load, profile, scrolling };
}

/** A workbench that asks for its file, loads it and balances its classes. */
async function measureSmote() {
  const page = await openPage();
  const file = basename(classes);
  const cells = [
    stepCell('c1', 'load', { source: { kind: 'file', files: [{ name: file }] } }, {}, { table: 'points' }),
    stepCell('c2', 'resample', { target: 'kind' }, { table: 'points' }, { balanced: 'balanced' }),
  ];
  const workbench = JSON.stringify({ format: 'sluice', version: 1, title: 'Ease', cells });
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'ease.sluice.json',
      mimeType: 'application/json',
      buffer: Buffer.from(workbench),
    });
  await page.getByRole('button', { name: 'Run', exact: true }).first().click();
  await page.locator('article input[type=file]').first().setInputFiles(classes);
  await results(page, 1);
  await longestOf(page);
  await results(page, 2);
  const smote = await longestOf(page);
  await page.close();
  return { SMOTE: smote };
}

function stepCell(id, step, params, inputs, outputs) {
  return { id, kind: 'step', step, version: 1, params, inputs, outputs };
}

async function scrollAcross(path) {
  const page = await openPage();
  await page.locator('input[type=file]').first().setInputFiles(path);
  await results(page, 1);
  await longestOf(page);
  await scroll(page, () => [2500, 0]);
  const columns = await longestOf(page);
  await page.close();
  return columns;
}

async function scroll(page, wheelOf) {
  const grid = page.locator('[role=grid]').first();
  await grid.scrollIntoViewIfNeeded();
  await grid.hover();
  for (let step = 0; step < 40; step++) {
    await page.mouse.wheel(...wheelOf(step));
    await page.waitForTimeout(60);
  }
}
