// `npm run bench:visits`: how long a visit takes until the first picture of a 4 MB CSV stands there. Cold: an empty cache at 10 Mbit/s,
// from opening the address on, the file dropped as soon as the page takes it. Warm: the second visit, from the drop on.
import { chromium } from 'playwright';
import { createServer } from 'node:http';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, runnerImport } from 'vite';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const option = (name, otherwise) =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise;
const runs = Number(option('runs', 3));
const outDir = option('build', 'build/visits');
const csv = 'build/bench/visits-4mb.csv';
const MBIT = 1e6 / 8;
const GOALS = { cold: 12, warm: 3, shell: 250 };
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.csv': 'text/csv' };

makeCsv(csv, 4e6);
if (!process.argv.includes('--no-build')) {
  await build({ logLevel: 'warn', build: { outDir, emptyOutDir: true } });
}
const host = await serve(outDir);
const { module } = await runnerImport('./e2e/browser.ts');
try {
  const visits = [];
  for (let run = 0; run < runs; run++) visits.push(await measure());
  report(visits);
} finally {
  host.server.close();
}

async function measure() {
  // A profile on disk, as people have: a private one keeps too small a cache.
  const profile = mkdtempSync(join(tmpdir(), 'sluice-visits-'));
  const context = await chromium.launchPersistentContext(profile, module.browserOptions());
  const cold = await visit(context, 10 * MBIT, 'cold');
  const warm = await visit(context, undefined, 'warm');
  await context.close();
  rmSync(profile, { recursive: true, force: true });
  return { cold, warm };
}

async function visit(context, bytesPerSecond, kind) {
  const page = await context.newPage();
  // The browser's own emulation does not reach workers, so the host holds all it sends to the rate.
  host.rate = bytesPerSecond ?? Infinity;
  host.sent.length = 0;
  const opened = performance.now();
  await page.goto(host.address, { waitUntil: 'commit' });
  await page.locator('input[type=file]').first().waitFor({ state: 'attached' });
  const shell = performance.now();
  const shellBytes = host.sent
    .filter(({ type }) => type === '.js' || type === '.css')
    .filter(({ at, path }) => at <= shell && !/worker/.test(path))
    .reduce((sum, { bytes }) => sum + bytes, 0);
  // The second visit is one of somebody who looks for a moment before opening a file.
  if (kind === 'warm') await page.locator('header .boot').waitFor({ state: 'detached', timeout: 60_000 });
  const dropped = performance.now();
  await page.locator('input[type=file]').first().setInputFiles(csv);
  await page.locator('article .result').first().waitFor({ timeout: 60_000 });
  const picture = performance.now();
  await page.locator('article .result').nth(1).waitFor({ timeout: 60_000 });
  const profile = performance.now();
  if (kind === 'cold') {
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 120_000 });
  }
  await page.close();
  const since = kind === 'cold' ? opened : dropped;
  return {
    shell: (shell - opened) / 1000,
    shellBytes,
    picture: (picture - since) / 1000,
    profile: (profile - since) / 1000,
    bytes: host.sent.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** A static host that compresses texts as hosts do, keeps all answers together to the rate, and notes what it sent. */
async function serve(folder) {
  const state = { rate: Infinity, sent: [], address: '', server: undefined };
  let free = 0;
  const packed = new Map();
  state.server = createServer(async (request, response) => {
    const path = decodeURIComponent((request.url ?? '/').slice(1).replace(/\?.*/, '')) || 'index.html';
    const file = join(folder, path);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
    const type = extname(path);
    const isText = type in TYPES;
    if (!packed.has(file)) packed.set(file, isText ? gzipSync(readFileSync(file)) : readFileSync(file));
    const body = packed.get(file);
    response.writeHead(200, {
      'content-type': TYPES[type] ?? 'application/octet-stream',
      'cache-control': path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(isText && { 'content-encoding': 'gzip' }),
    });
    const PIECE = 16_384;
    for (let start = 0; start < body.length; start += PIECE) {
      const piece = body.subarray(start, start + PIECE);
      const now = performance.now();
      free = Math.max(free, now) + (piece.length / state.rate) * 1000;
      if (free > now + 1) await new Promise((resume) => setTimeout(resume, free - now));
      response.write(piece);
    }
    response.end();
    state.sent.push({ path, type, bytes: body.length, at: performance.now() });
  });
  await new Promise((ready) => state.server.listen(0, '127.0.0.1', ready));
  state.address = `http://127.0.0.1:${state.server.address().port}/`;
  return state;
}

/** Numbers, categories, dates and gaps, the same at each call. */
function makeCsv(path, size) {
  mkdirSync('build/bench', { recursive: true });
  const lines = ['id,amount,rate,city,day,flag,score,note'];
  let state = 42;
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  for (let length = 0, row = 1; length < size; row++) {
    const day = new Date(Date.UTC(2020, 0, 1 + Math.floor(random() * 1500))).toISOString().slice(0, 10);
    const amount = random() < 0.05 ? '' : (random() * 10_000).toFixed(2);
    const fields = [row, amount, random().toFixed(6), `city ${Math.floor(random() ** 2 * 300)}`, day];
    lines.push(
      [...fields, random() < 0.3, Math.floor(random() * 100), `n${Math.floor(random() * 1e6)}`].join(','),
    );
    length += lines.at(-1).length + 1;
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
}

function report(visits) {
  const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const of = (kind, key) => median(visits.map((visit) => visit[kind][key]));
  const line = (what, value, unit, goal) => {
    const number = unit === 's' ? value : value / 1000;
    const verdict = goal === undefined ? '' : `  goal ≤ ${goal}: ${number <= goal ? 'met' : 'MISSED'}`;
    const shown = number.toFixed(unit === 's' ? 2 : 0);
    console.log(`${what.padEnd(54)} ${shown.padStart(7)} ${unit}${verdict}`);
  };
  console.log(`4 MB CSV, ${visits.length} pairs of visits, median\n`);
  line('cold, 10 Mbit/s: shell takes a file after', of('cold', 'shell'), 's');
  line('cold: JS and CSS sent before that, compressed', of('cold', 'shellBytes'), 'kB', GOALS.shell);
  line('cold: first picture, from the address on', of('cold', 'picture'), 's', GOALS.cold);
  line('cold: profile, from the address on', of('cold', 'profile'), 's');
  line('cold: sent in all', of('cold', 'bytes'), 'kB');
  line('warm: shell takes a file after', of('warm', 'shell'), 's');
  line('warm: first picture, from the drop on', of('warm', 'picture'), 's', GOALS.warm);
  line('warm: profile, from the drop on', of('warm', 'profile'), 's');
  line('warm: sent in all', of('warm', 'bytes'), 'kB');
}
