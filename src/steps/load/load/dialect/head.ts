import type { Encoding } from './encodings';

/** What is used of the `TextDecoder` that browsers, workers and Node all have; the types of a pure step do not know it. */
declare const TextDecoder: new (label: string) => { decode(bytes: Uint8Array): string };

/** How much of the text, and how many of its lines, are looked at to find the delimiter. */
const PEEK_BYTES = 1 << 18;
const SPACED_LINES = 100;
/** The delimiters that are looked for where none is set. */
export const DELIMITERS: readonly string[] = [',', ';', '\t', '|'];

/** The start of a text, without a byte-order mark. */
export function headText(head: Uint8Array, encoding: Encoding): string {
  const bytes = head.subarray(0, PEEK_BYTES);
  // The decoder of that name is one for Windows-1252.
  if (encoding === 'latin-1') return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return new TextDecoder('utf-8').decode(bytes);
}

/** What is left of a text below its first lines, and below lines that are comments from their first character on. */
export function belowLines(text: string, skip: number, comment: string): string {
  let rest = text;
  for (let line = 0; line < skip; line++) rest = withoutLine(rest);
  while (comment !== '' && rest.startsWith(comment)) rest = withoutLine(rest);
  return rest;
}

/** Whether lines end in several ways. Where a quote is not closed, what is a line cannot be told: then false. */
export function hasMixedEnds(text: string): boolean {
  if ((text.match(/"/g)?.length ?? 0) % 2 === 1) return false;
  return new Set(withoutQuoted(text).match(/\r\n|\r|\n/g)).size > 1;
}

/** The delimiter that a first line such as `sep=;` names, which Excel writes and reads; null where there is none. */
export function separatorLine(text: string): string | null {
  return /^"?sep=([^"\r\n])"?[,;\t|]*[\r\n]/i.exec(text)?.[1] ?? null;
}

/** How many lines without a character stand above all others. */
export function blankLinesAbove(text: string): number {
  const blank = /^(?:\r\n|\r|\n)+/.exec(text)?.[0] ?? '';
  return blank.match(/\r\n|\r|\n/g)?.length ?? 0;
}

function withoutLine(text: string): string {
  const end = /\r\n|\r|\n/.exec(text);
  return end === null ? '' : text.slice(end.index + end[0].length);
}

/** The candidate that occurs most often in the first line outside quotes; null where none does. */
export function likelyDelimiter(text: string, candidates: readonly string[] = DELIMITERS): string | null {
  const line = withoutQuoted(firstLine(text));
  const counts = candidates.map((delimiter) => [delimiter, line.split(delimiter).length - 1] as const);
  const [best] = counts.sort((a, b) => b[1] - a[1]);
  return best === undefined || best[1] === 0 ? null : best[0];
}

/**
 * Comma and space, where every comma of the first lines is followed by a space: then the space is no part of a value. A
 * header that something else divides says that those commas stand in sentences.
 */
export function spacedComma(text: string): string | null {
  if (likelyDelimiter(text) !== ',') return null;
  const lines = text.split(/\r\n|\r|\n/).slice(0, SPACED_LINES);
  const commas = lines.map(withoutQuoted).join('\n').match(/,.?/g) ?? [];
  return commas.length > 0 && commas.every((comma) => comma === ', ') ? ', ' : null;
}

/** The fields of the first line; quoted ones may hold the delimiter, line ends and doubled quotes. */
export function headFields(text: string, delimiter: string, quote: string): readonly string[] {
  const fields: string[] = [];
  for (let at = 0; ; at += delimiter.length) {
    const quoted = quote !== '' && text[at] === quote ? readQuoted(text, at, quote) : null;
    const end = quoted?.end ?? endOfField(text, at, delimiter);
    fields.push(quoted?.value ?? text.slice(at, end));
    if (!text.startsWith(delimiter, end)) return fields;
    at = end;
  }
}

const FEWEST_YEARS = 3;

/** Whether fields are words and then years in even steps, as `country,2019,2020,2021`: names, although most are numbers. */
export function areYearNames(fields: readonly string[]): boolean {
  const whole = fields.slice(0, fields.findLastIndex((field) => field !== '') + 1);
  const from = whole.findIndex((field) => /^(1[5-9]|2[01])\d\d$/.test(field));
  const [words, years] = [whole.slice(0, Math.max(0, from)), whole.slice(from).map(Number)];
  const step = (years[1] ?? 0) - (years[0] ?? 0);
  const areEven = step !== 0 && years.every((year, at) => at === 0 || year - (years[at - 1] ?? 0) === step);
  const areWords = words.length > 0 && words.every((word) => word !== '' && Number.isNaN(Number(word)));
  return areWords && areEven && years.length >= FEWEST_YEARS;
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

const PREVIEW_LINES = 8;
const PREVIEW_CHARACTERS = 400;

/** The first lines of a text as they stand in the file, long ones cut. */
export function previewLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/, PREVIEW_LINES + 1);
  if (lines.at(-1) === '') lines.pop();
  return lines.slice(0, PREVIEW_LINES).map((line) => line.slice(0, PREVIEW_CHARACTERS));
}
