/** The WebAssembly of parquet-wasm, inflated; `build/kernel-wasm/parquet.js` carries it as text. */
export function parquetWasm(): Promise<ArrayBuffer>;
