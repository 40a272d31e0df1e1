import { failWith } from '../../core/failure';
import { crcOf } from '../archive/crc32';
import { numberAt } from './parquet-footer';
import { readThrift } from './thrift';

const PAGE_BYTES = 3;
const CHECKSUM = 4;

/**
 * Compares the checksums of a chunk's pages, where its writer left any, with their bytes (CRC-32, IEEE 802.3). Throws
 * `columnar-checksum`. Where headers cannot be read the reader will say so.
 */
export function verifyChecksums(chunk: Uint8Array, name: string, column: string): void {
  let at = 0;
  while (at < chunk.length) {
    const header = pageHeader(chunk.subarray(at));
    if (header === null || header.checksum === null) return;
    const start = at + header.length;
    const page = chunk.subarray(start, start + header.bytes);
    if (crcOf(page) !== header.checksum >>> 0) failWith('columnar-checksum', { name, column });
    at = start + header.bytes;
  }
}

function pageHeader(
  bytes: Uint8Array,
): { readonly length: number; readonly bytes: number; readonly checksum: number | null } | null {
  try {
    const { value, end } = readThrift(bytes);
    const checksum = value.has(CHECKSUM) ? numberAt(value, CHECKSUM) : null;
    return { length: end, bytes: Math.max(0, numberAt(value, PAGE_BYTES)), checksum };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
