import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { prepareEngineAssets } from './scripts/engine-assets.mjs';
import { prepareKernelWasm, withoutSecondWasm } from './scripts/kernel-wasm.mjs';
import { offlineWorker } from './scripts/offline-worker.mjs';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const engineAssets = path('./build/engine-assets');

/** Puts DuckDB's files in place before anything imports them. */
const engineAssetsPlugin: Plugin = {
  name: 'sluice-engine-assets',
  config: () => prepareEngineAssets(engineAssets),
};

/** Compiles the kernels that are not written in TypeScript before anything imports them. */
const kernelWasmPlugin: Plugin = { name: 'sluice-kernel-wasm', config: () => prepareKernelWasm() };

/** The development server talks to the page over a web socket, which the policy of the built app forbids. */
const developmentPolicy: Plugin = {
  name: 'sluice-development-policy',
  apply: 'serve',
  transformIndexHtml: {
    order: 'pre',
    handler: (html, { server }) =>
      server ? html.replace("connect-src 'self'", "connect-src 'self' ws:") : html,
  },
};

/** The app; in mode `e2e` also the pages that only tests open. */
export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [engineAssetsPlugin, kernelWasmPlugin, developmentPolicy, svelte(), offlineWorker()],
  resolve: { alias: { '#engine-assets': engineAssets } },
  worker: {
    format: 'es',
    plugins: () => [withoutSecondWasm()],
    // Their parts are told from the page's by name: what the page sends before it can be used has a budget.
    rolldownOptions: { output: { chunkFileNames: 'assets/worker-[name]-[hash].js' } },
  },
  build: {
    target: 'es2023',
    outDir: mode === 'e2e' ? 'build/e2e' : 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2500,
    rolldownOptions: {
      input: [
        ...(mode === 'e2e' ? ['index.html', 'gallery.html', 'e2e/contract.html'] : ['index.html']),
        'workers/service-worker.ts',
      ].map(path),
      output: {
        // The service worker stands beside the page, under a name that stays: what it is for is the folder it lies in.
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js',
      },
    },
  },
  preview: { port: 4173 },
  server: { port: 5173 },
}));
