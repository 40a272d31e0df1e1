import type { Plugin } from 'vite';

/** Compiles the AssemblyScript kernels into `build/kernel-wasm` and packs the Parquet reader there, unless they are there already. */
export function prepareKernelWasm(): Promise<void>;

/** Keeps a second copy of the Parquet reader's wasm out of the build; a new plugin for each bundle. */
export function withoutSecondWasm(): Plugin;
