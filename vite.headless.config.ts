import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { prepareKernelWasm } from './scripts/kernel-wasm.mjs';

const entryPoint = (name: string) => fileURLToPath(new URL(`headless/${name}.ts`, import.meta.url));

/** Builds the runner for Node. All files lie flat in one folder, so that they find each other by `import.meta.url`. */
export default defineConfig({
  publicDir: false,
  plugins: [{ name: 'sluice-kernel-wasm', config: () => prepareKernelWasm() }],
  build: {
    ssr: true,
    target: 'node20',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: { cli: entryPoint('cli'), 'kernel-worker': entryPoint('kernel-worker') },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
});
