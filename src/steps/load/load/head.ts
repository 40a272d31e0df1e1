import type { Encoding } from './text-check';

/** What is used of the `TextDecoder` that browsers, workers and Node all have; the types of a pure step do not know it. */
declare const TextDecoder: new (label: string) => { decode(bytes: Uint8Array): string };

/** How much of the text, and how many of its lines, are looked at to find the delimiter. */
const PEEK_BYTES = 1 << 18;
const SPACED_LINES = 100;
/** The delimiters that are looked for where none is set. */
export const DELIMITERS: readonly string[] = [',', ';', '\t', '|'];

/** The candidate that occurs most often in the first line outside quotes; null where none does. */
export function likelyDelimiter(
  head: Uint8Array,
  encoding: Encoding,
  candidates: readonly string[] = DELIMITERS,
): string | null {
  const line = withoutQuoted(firstLine(headText(head, encoding)));
  const counts = candidates.map((delimiter) => [delimiter, line.split(delimiter).length - 1] as const);
  const [best] = counts.sort((a, b) => b[1] - a[1]);
  return best === undefined || best[1] === 0 ? null : best[0];
}

/**
 * Comma and space, where every comma of the first lines is followed by a space: then the space is no part of a value. A
 * header that something else divides says that those commas stand in sentences.
 */
export function spacedComma(head: Uint8Array, encoding: Encoding): string | null {
  if (likelyDelimiter(head, encoding) !== ',') return null;
  const lines = headText(head, encoding)
    .split(/\r\n|\r|\n/)
    .slice(0, SPACED_LINES);
  const commas = lines.map(withoutQuoted).join('\n').match(/,.?/g) ?? [];
  return commas.length > 0 && commas.every((comma) => comma === ', ') ? ', ' : null;
}

/** The fields of the first line; quoted ones may hold the delimiter, line ends and doubled quotes. */
export function headFields(
  head: Uint8Array,
  encoding: Encoding,
  delimiter: string,
  quote: string,
): readonly string[] {
  const text = headText(head, encoding);
  const fields: string[] = [];
  for (let at = 0; ; at += delimiter.length) {
    const quoted = quote !== '' && text[at] === quote ? readQuoted(text, at, quote) : null;
    const end = quoted?.end ?? endOfField(text, at, delimiter);
    fields.push(quoted?.value ?? text.slice(at, end));
    if (!text.startsWith(delimiter, end)) return fields;
    at = end;
  }
}

/** The value that a quote opens, and where it ends; null where nothing closes it. */
function readQuoted(text: string, start: number, quote: string): { value: string; end: number } | null {
  let value = '';
  for (let at = start + 1; ;) {
    const closing = text.indexOf(quote, at);
    if (closing < 0) return null;
    value += text.slice(at, closing);
    if (text[closing + 1] !== quote) return { value, end: closing + 1 };
    value += quote;
    at = closing + 2;
  }
}

function endOfField(text: string, start: number, delimiter: string): number {
  const ends = [text.indexOf(delimiter, start), start + text.slice(start).search(/[\r\n]|$/)];
  return Math.min(...ends.filter((end) => end >= start));
}

function withoutQuoted(line: string): string {
  return line.replace(/"[^"]*"/g, '');
}

function firstLine(text: string): string {
  return text.split(/[\r\n]/, 1)[0] ?? '';
}

/** The start of the text, without a byte-order mark. */
function headText(head: Uint8Array, encoding: Encoding): string {
  const bytes = head.subarray(0, PEEK_BYTES);
  // The decoder of that name is one for Windows-1252.
  if (encoding === 'latin-1') return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const isBigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
  return new TextDecoder(encoding === 'utf-8' ? 'utf-8' : isBigEndian ? 'utf-16be' : 'utf-16le').decode(
    bytes,
  );
}
