import type { Kernel } from '../../core/run-context';
import { openParquet } from './parquet-module';

/** How the values of a Parquet file are compressed. */
export type ParquetCodec = 'zstd' | 'snappy';

/** More rows than a piece ever has: each piece is one row group. */
const ROWS_PER_GROUP = 1 << 24;

/**
 * Rows, a whole Arrow IPC stream, as a Parquet file of one row group; `ParquetFile` puts several together. About 0.3 s for 100,000
 * rows of 20 columns.
 */
export const writeRowGroup: Kernel<
  { readonly stream: Uint8Array; readonly codec: ParquetCodec },
  Uint8Array
> = {
  name: 'write-row-group',
  async run({ stream, codec }) {
    const { Compression, Table, writeParquet, WriterPropertiesBuilder } = await openParquet();
    const properties = new WriterPropertiesBuilder()
      .setCompression(codec === 'zstd' ? Compression.ZSTD : Compression.SNAPPY)
      .setMaxRowGroupSize(ROWS_PER_GROUP)
      .setCreatedBy('Sluice')
      .build();
    // Both are handed over: the library frees them.
    return writeParquet(Table.fromIPCStream(stream), properties);
  },
};
