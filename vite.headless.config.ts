import { existsSync } from 'node:fs';
import { defineConfig } from 'vite';

/** The entry points of the runner: the command, and the worker that its engine crunches numbers in. */
const entries = ['cli', 'kernel-worker'].filter((name) => existsSync(`headless/${name}.ts`));

/** Builds the runner for Node. All files lie flat in one folder, so that they find each other by `import.meta.url`. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: Object.fromEntries(entries.map((name) => [name, `headless/${name}.ts`])),
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
});
