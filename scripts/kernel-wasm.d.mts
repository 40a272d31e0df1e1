/** Compiles the AssemblyScript kernels into `build/kernel-wasm`, unless they are there already. */
export function prepareKernelWasm(): Promise<void>;
