import { failWith } from '../../../core/failure';
import type { OpenSource } from '../../../core/run-context';
import type { LoadParams } from './step';

/** How the bytes of a text spell characters, as DuckDB names it. */
export type Encoding = 'utf-8' | 'utf-16' | 'latin-1';

/** First bytes that give a file away, and what it is then. */
const SIGNATURES: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'an Excel workbook or a zip archive'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel workbook'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file'],
  [[0x41, 0x52, 0x52, 0x4f, 0x57, 0x31], 'an Arrow file'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF image'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'an SQLite database'],
  [[0x42, 0x5a, 0x68], 'a bzip2 archive'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a zstd archive'],
];

/** Finds the encoding (a byte-order mark decides, else UTF-8) and refuses what is empty or no text, by name. */
export function checkText({ head, headIsAll, name }: OpenSource, asked: LoadParams['encoding']): Encoding {
  const signature = SIGNATURES.find(([bytes]) => startsWith(head, bytes));
  if (signature !== undefined) failWith('file-not-text', { name, looks: signature[1] });
  const marked = startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]);
  const encoding = asked === 'auto' ? (marked ? 'utf-16' : 'utf-8') : asked;
  if (encoding !== 'utf-16' && head.includes(0)) failWith('file-not-text', { name, looks: 'binary data' });
  if (headIsAll && isBlank(head)) failWith('file-empty', { name });
  return encoding;
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return head.length >= bytes.length && bytes.every((byte, index) => head[index] === byte);
}

/** White space, byte-order marks and zero bytes only. */
function isBlank(head: Uint8Array): boolean {
  const blank = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xff, 0xfe]);
  return head.every((byte) => blank.has(byte));
}
