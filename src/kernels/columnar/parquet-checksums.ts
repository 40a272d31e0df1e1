import { failWith } from '../../core/failure';
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
    if (crc32(page) !== header.checksum >>> 0) failWith('columnar-checksum', { name, column });
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

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** CRC-32 of bytes, as an unsigned number. About 0.4 GB/s. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
