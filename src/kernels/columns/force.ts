import { readIso, type IsoMoment } from './iso';
import { KIND, type BuiltType } from './kinds';
import type { ColumnWriter } from './writer';

/** What is used of the encoder that browsers, workers and Node all have. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

const encoder = new TextEncoder();
const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;
const MOST_DIGITS = 400;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  t: true,
  yes: true,
  y: true,
  '1': true,
  false: false,
  f: false,
  no: false,
  n: false,
  '0': false,
};
const NOT_FINITE: Readonly<Record<string, number>> = {
  nan: NaN,
  '-nan': NaN,
  inf: Infinity,
  infinity: Infinity,
  '-inf': -Infinity,
  '-infinity': -Infinity,
};

/** NaN or the infinity that a word stands for, in any capitals and with any sign, as in CSV; null where it stands for none. */
export function notFiniteOf(word: string): number | null {
  const key = word.toLowerCase().replace(/^\+/, '');
  return Object.hasOwn(NOT_FINITE, key) ? NOT_FINITE[key]! : null;
}

/**
 * Writes a value, given as its text, into a column whose type was set by hand. Empty text is missing, except in columns of
 * text. False where the text is no value of that type.
 */
export function writeForced(writer: ColumnWriter, row: number, text: string): boolean {
  if (writer.type === 'text') {
    writer.text(row, text);
    return true;
  }
  const trimmed = text.trim();
  return trimmed === '' || WRITE[writer.type](writer, row, trimmed);
}

const WRITE: Readonly<
  Record<Exclude<BuiltType, 'text'>, (writer: ColumnWriter, row: number, text: string) => boolean>
> = {
  boolean: (writer, row, text) => {
    const word = text.toLowerCase();
    if (!Object.hasOwn(WORDS, word)) return false;
    writer.boolean(row, WORDS[word] === true);
    return true;
  },
  integer: (writer, row, text) => {
    const value = integerOf(text);
    if (value === null || value < LEAST || value > MOST) return false;
    writer.long(row, value);
    return true;
  },
  number: (writer, row, text) => {
    const value = notFiniteOf(text) ?? (NUMBER.test(text) ? Number(text) : null);
    if (value === null) return false;
    writer.number(row, value);
    return true;
  },
  date: (writer, row, text) => {
    const moment = momentOf(text);
    if (moment.kind === 0 || moment.micros !== 0) return false;
    writer.date(row, moment.days);
    return true;
  },
  timestamp: (writer, row, text) => {
    const moment = momentOf(text);
    if (moment.kind === 0) return false;
    writer.timestamp(row, moment.days, moment.micros);
    return true;
  },
};

/** The integer that a text is, also as `3.0` or `3e2`; null where it is none. */
function integerOf(text: string): bigint | null {
  if (text.length > MOST_DIGITS) return null;
  if (/^[+-]?\d+$/.test(text)) return BigInt(text.replace(/^\+/, ''));
  const value = NUMBER.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(value) ? BigInt(value) : null;
}

function momentOf(text: string): IsoMoment {
  const bytes = encoder.encode(text);
  const moment: IsoMoment = { kind: 0, days: 0, micros: 0 };
  readIso(bytes, 0, bytes.length, moment);
  return moment;
}

/** True where a column of this type takes a value of this kind as it is, without a look at its text. */
export function takes(type: BuiltType, kind: number): boolean {
  switch (type) {
    case 'boolean':
      return kind === KIND.boolean;
    case 'integer':
      return kind === KIND.integer || kind === KIND.wide;
    case 'number':
      return kind === KIND.integer || kind === KIND.number;
    case 'date':
      return kind === KIND.date;
    case 'timestamp':
      return kind === KIND.date || kind === KIND.timestamp || kind === KIND.instant;
    case 'text':
      return true;
    default:
      return type satisfies never;
  }
}
