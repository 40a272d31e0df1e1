// Sluice itself, in Chromium: the engine through the contract page, and the page's own ease through the app.
import { chromium } from 'playwright';
import { basename } from 'node:path';
import { build, preview, runnerImport } from 'vite';

const PAGES = 'build/bench-pages';
const PATIENCE = { timeout: 120_000 };

/** Builds the pages, serves them, and hands over a browser; `close` ends both. */
export async function openSluice() {
  // A folder of its own, so that browser tests beside it keep theirs.
  await build({ mode: 'e2e', logLevel: 'warn', build: { outDir: PAGES } });
  const server = await preview({
    build: { outDir: PAGES },
    preview: { host: '127.0.0.1', port: 4327 },
  });
  const { module } = await runnerImport('./e2e/browser.ts');
  const steps = await runnerImport('./src/steps/index.ts');
  const browser = await chromium.launch(module.browserOptions());
  const close = async () => {
    await browser.close();
    await server.close();
  };
  return { browser, address: server.resolvedUrls.local[0], close, contractOf: steps.module.contractOf };
}

/** As long as it takes to find a file: the engine warms up meanwhile, as it does for a visitor. */
const FINDING_A_FILE_MS = 2000;

/** A page that holds an engine which was not used before, and a file. */
async function openEngine(browser, address, path) {
  const page = await browser.newPage();
  await page.goto(`${address}e2e/contract.html`);
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('input'), { type: 'file' }));
    return window.contractPage.engine.boot();
  });
  await page.waitForTimeout(FINDING_A_FILE_MS);
  await page.setInputFiles('input', path);
  return page;
}

/** Seconds that loading (hashing included) and profiling took in an engine that was not used before, measured from the page. */
export async function measureEngine({ browser, address }, csv) {
  const page = await openEngine(browser, address, csv);
  const measured = await page.evaluate(async (name) => {
    const { engine, profilePlan } = window.contractPage;
    const files = { [name]: document.querySelector('input').files[0] };
    const plan = profilePlan(name);
    const seconds = async (target) => {
      const start = performance.now();
      let statistics;
      const onProgress = ({ phase }) => {
        if (phase === 'alerts') statistics ??= (performance.now() - start) / 1000;
      };
      const outcome = await engine.run({ plan: { ...plan, target }, files }, { onProgress });
      if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
      return { whole: (performance.now() - start) / 1000, statistics };
    };
    const { whole: load } = await seconds(0);
    // The alerts come after the statistics, which are what a peer computes too.
    const { whole: report, statistics: profile } = await seconds(1);
    return { load, profile, report, memory: (await engine.status()).memoryBytes };
  }, basename(csv));
  await page.close();
  return measured;
}

/** Seconds from the start of a profile that somebody watches to its first look at a sample, in a page of its own. */
export async function measureFirstLook({ browser, address }, csv) {
  const page = await openEngine(browser, address, csv);
  const seconds = await page.evaluate(async (name) => {
    const { engine, profilePlan } = window.contractPage;
    const files = { [name]: document.querySelector('input').files[0] };
    const plan = profilePlan(name);
    await engine.run({ plan: { ...plan, target: 0 }, files });
    const start = performance.now();
    return new Promise((done) => {
      const onFirstLook = () => done((performance.now() - start) / 1000);
      void engine.run({ plan: { ...plan, target: 1 }, files, isWatched: true }, { onFirstLook });
    });
  }, basename(csv));
  await page.close();
  return seconds;
}

/** Seconds that a step took to load a file (hashing included), measured likewise, and the rows it read. */
export async function measureLoad({ browser, address, contractOf }, step, path) {
  const name = basename(path);
  const source = { kind: 'file', files: [{ name }] };
  const params = contractOf(step).params.parse({ source });
  const plan = { nodes: [{ step, version: contractOf(step).version, params, inputs: {} }], target: 0 };
  const page = await openEngine(browser, address, path);
  const measured = await page.evaluate(
    async ([asked, file]) => {
      const files = { [file]: document.querySelector('input').files[0] };
      const start = performance.now();
      const outcome = await window.contractPage.engine.run({ plan: asked, files });
      const seconds = (performance.now() - start) / 1000;
      if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
      return { seconds, rows: outcome.value.artifacts.table.rows };
    },
    [plan, name],
  );
  await page.close();
  return measured;
}

/**
 * The longest task of the page's own thread in milliseconds from the drop of the file to its profile, and the page's heap in MB.
 * The page is asked seldom how far it is: every question is a task of its own.
 */
export async function measurePage({ browser, address }, csv) {
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForTimeout(FINDING_A_FILE_MS);
  await page.evaluate(() => {
    window.longest = 0;
    const note = (list) =>
      list.getEntries().forEach((entry) => (window.longest = Math.max(window.longest, entry.duration)));
    new PerformanceObserver(note).observe({ type: 'longtask' });
  });
  const results = (count) =>
    page.waitForFunction((wanted) => document.querySelectorAll('.reading').length >= wanted, count, {
      ...PATIENCE,
      polling: 500,
    });
  await page.locator('input[type=file]').first().setInputFiles(csv);
  await results(2);
  await page.waitForTimeout(500);
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const heap = (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
  const longest = await page.evaluate(() => window.longest);
  await page.close();
  return { longest, heap };
}
