import { failWith } from '../../../../core/failure';
import type { OpenSource } from '../../../../core/run-context';
import type { LoadParams } from '../params';
import type { Encoding } from './encodings';

/** What is used of the `TextDecoder` that browsers, workers and Node all have; the types of a pure step do not know it. */
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean },
) => { decode(bytes: Uint8Array, options: { readonly stream: boolean }): string };

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

/**
 * The encoding of a text as far as its first bytes tell: a byte-order mark decides, then zeros at every other byte, then whether
 * they are well-formed UTF-8. Null where they are not. Refuses what is empty or no text, by name.
 */
export function checkText(
  { head, headIsAll, name }: OpenSource,
  asked: LoadParams['encoding'],
): Encoding | null {
  const signature = SIGNATURES.find(([bytes]) => startsWith(head, bytes));
  if (signature !== undefined) failWith('file-not-text', { name, looks: signature[1] });
  const encoding = asked === 'auto' ? wideEncoding(head) : asked;
  const isWide = encoding?.startsWith('utf-16') === true;
  if (!isWide && head.includes(0)) failWithZeros(head, name);
  if (!isWide && WEB_PAGE.test(firstCharacters(head))) failWith('file-format-not-read', { name, ...PAGE });
  if (headIsAll && isBlank(head)) failWith('file-empty', { name });
  if (encoding !== null) return encoding;
  return isUtf8(head, headIsAll) ? 'utf-8' : null;
}

const WEB_PAGE = /^(\xef\xbb\xbf)?\s*<(!doctype html|html|head|body)\b/i;
const PAGE = {
  looks: 'a web page',
  instead: 'Download the data itself: where a site shows a file, its button “Raw” or “Download” gives it.',
};

/** As one character a byte: enough for what is written in ASCII. */
function firstCharacters(head: Uint8Array): string {
  return String.fromCharCode(...head.subarray(0, 200));
}

/** A text with some zeros is told from what is no text at all: that has other bytes that text does not have. */
function failWithZeros(head: Uint8Array, name: string): never {
  const isText = head.every((byte) => byte >= 0x20 || CONTROLS.has(byte));
  if (!isText || head[0] === 0) failWith('file-not-text', { name, looks: 'binary data' });
  const above = head.subarray(0, head.indexOf(0));
  const line = 1 + above.filter((byte) => byte === 0x0a).length;
  return failWith('file-nul-bytes', { name, line });
}

/** Zero, tab, line ends and page ends. */
const CONTROLS: ReadonlySet<number> = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d]);

/** UTF-16, by its mark or by its zeros; null where neither is seen. */
function wideEncoding(head: Uint8Array): Encoding | null {
  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])) return 'utf-16';
  const start = head.subarray(0, 4096);
  const zeros = [0, 0];
  start.forEach((byte, at) => {
    if (byte === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  // Letters, digits and line ends of most languages have a zero byte; a few spaces have them in all.
  const many = start.length / 8;
  if (odd > many && even < odd / 8) return 'utf-16le';
  return even > many && odd < even / 8 ? 'utf-16be' : null;
}

/** A text escape of ISO 2022 is seven bits wide too, and no UTF-8. */
function isUtf8(head: Uint8Array, isAll: boolean): boolean {
  if (head.includes(0x1b)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isAll });
    return true;
  } catch {
    return false;
  }
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return head.length >= bytes.length && bytes.every((byte, index) => head[index] === byte);
}

/** White space, byte-order marks and zero bytes only. */
function isBlank(head: Uint8Array): boolean {
  const blank = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xff, 0xfe]);
  return head.every((byte) => blank.has(byte));
}
