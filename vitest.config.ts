import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** Unit tests run in Node; what needs a browser stands in `e2e/`. */
export default defineConfig({
  plugins: [svelte({ configFile: false })],
  test: {
    environment: 'node',
    // The files of a worker share their modules, and with them the database of `openSqlBench`: half the time went into loading them.
    isolate: false,
    include: ['{src,workers,headless}/**/*.test.ts'],
    globalSetup: ['./vitest.global-setup.ts'],
    setupFiles: ['./vitest.setup.ts'],
    expect: { requireAssertions: true },
    restoreMocks: true,
    // Beside them `npm run check` has stages that end before the tests do: then both cores are for these.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
