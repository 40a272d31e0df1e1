import { defineConfig } from '@playwright/test';
import { browserOptions } from './e2e/browser';

const port = Number(process.env.SLUICE_E2E_PORT ?? 4317);
const isCi = process.env.CI !== undefined;

/**
 * Browser tests, against the end-to-end build: the app as it ships, with two more pages (the gallery, and one that hands
 * the engine to a test). Two files at a time: much of a journey is waiting, and each has time enough to meet another on two cores.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: false,
  forbidOnly: isCi,
  // A machine of two cores that does other work too may keep a page waiting longer than a test does; what passes only the second
  // time is listed as flaky.
  retries: isCi ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 20_000, toHaveScreenshot: { maxDiffPixelRatio: 0.01, animations: 'disabled' } },
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  reporter: [['list'], ['json', { outputFile: 'build/reports/playwright.json' }]],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    launchOptions: browserOptions(),
  },
  webServer: {
    command: `npx vite build --mode e2e --logLevel warn && npx vite preview --outDir build/e2e --host 127.0.0.1 --port ${port} --strictPort`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: !isCi,
    timeout: 180_000,
    stderr: 'pipe',
  },
});
