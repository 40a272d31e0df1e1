import type * as ParquetWasm from 'parquet-wasm/esm';

let opened: Promise<typeof ParquetWasm> | undefined;

/** The Parquet reader of parquet-wasm, fetched and started when a worker first needs it (some 50 to 100 ms). */
export function openParquet(): Promise<typeof ParquetWasm> {
  opened ??= start();
  return opened;
}

async function start(): Promise<typeof ParquetWasm> {
  const [library, { parquetWasm }] = await Promise.all([import('parquet-wasm/esm'), import('#parquet-wasm')]);
  library.initSync({ module: await parquetWasm() });
  return library;
}
