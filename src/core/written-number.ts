import { COMPOUNDS, isCurrency, unitOf, unitWord } from './units';

/** The characters that set the decimals and the thousands of a number apart. */
export interface NumberMarks {
  readonly decimal: '.' | ',';
  readonly thousands: 'none' | ',' | '.' | ' ' | "'";
}

/** A number as it was written: with its unit, and what stands behind that. */
export interface WrittenNumber {
  /** In its unit; a multiplier such as `k` is applied, feet and inches are inches. */
  readonly value: number;
  /** The id of a unit (see `units.ts`), empty where none is written, null where what is written is no unit that is known. */
  readonly unit: string | null;
  /** What is written behind (or, of a currency, before) the digits, in lower case. */
  readonly written: string;
  /** Words behind a known unit, as in `12 oz. can`; empty where there are none. */
  readonly behind: string;
}

/** Spaces that may stand inside a written number: plain, tab, and the unbreakable and narrow ones. */
const SPACE = '[ \t\u00a0\u2009\u202f]';
/** What is taken off both ends of a text before it is read. */
export const EDGES = ' \t\r\n\u00a0\u2009\u202f\ufeff';
const SIGN = '[-+\u2212]';
const CURRENCY = String.raw`(?:[A-Za-z]{0,2}\p{Sc}|[A-Za-z]{3}|kr\.?|Rs\.?)`;
const LARGE = 'k|K|M|B|bn|Bn|BN|mn|mio|Mio|mrd|Mrd|thousand|million|billion|Thousand|Million|Billion';
const UNIT_LETTERS = `[a-z'’′"”″]`;

const TIMES: Readonly<Record<string, number>> = {
  ...{ k: 1e3, K: 1e3, thousand: 1e3, Thousand: 1e3 },
  ...{ M: 1e6, mn: 1e6, mio: 1e6, Mio: 1e6, million: 1e6, Million: 1e6 },
  ...{ B: 1e9, bn: 1e9, Bn: 1e9, BN: 1e9, mrd: 1e9, Mrd: 1e9, billion: 1e9, Billion: 1e9 },
};

/** Multipliers by how they are written; capitals tell `M`, a million, from `m`, the metre. */
export const MULTIPLIERS: Readonly<Record<string, number>> = TIMES;

/** A pattern that RE2 and JavaScript (flag `u`) read alike, and what its groups are called, in order. */
export interface NumberPattern {
  readonly pattern: string;
  readonly groups: readonly string[];
}

/** Matches a whole number with what stands around it: `-£1,200`, `12.0 oz.`, `1.2k`, `3 million euros`. */
export function plainPattern({ decimal, thousands }: NumberMarks): NumberPattern {
  const point = decimal === '.' ? String.raw`\.` : ',';
  const whole = groupMark(thousands);
  const digits = whole === '' ? String.raw`[0-9]+` : `(?:[0-9]{1,3}(?:${whole}[0-9]{3})+|[0-9]+)`;
  const number = `(?:${digits}(?:${point}[0-9]*)?|${point}[0-9]+)(?:[eE][-+]?[0-9]+)?`;
  return {
    pattern: `^(${SIGN}?)${SPACE}*(${CURRENCY}?)${SPACE}*(${SIGN}?)(${number})${SPACE}*([^0-9]*|c?m3)$`,
    groups: ['sign', 'prefix', 'inner', 'digits', 'rest'],
  };
}

/** Matches two numbers of which the second counts in a part of the first's unit, in lower case: `5'11"`, `5 ft 11 in`, `7 lb and 3 oz`. */
export function compoundPattern({ decimal }: NumberMarks): NumberPattern {
  const point = decimal === '.' ? String.raw`\.` : ',';
  return {
    pattern: `^([0-9]+)${SPACE}*(${UNIT_LETTERS}+\\.?)${SPACE}*(?:and|,|&)?${SPACE}*([0-9]+(?:${point}[0-9]*)?)${SPACE}*(${UNIT_LETTERS}*\\.?)$`,
    groups: ['large', 'large_unit', 'small', 'small_unit'],
  };
}

/** Matches a multiplier and the unit behind it: `k €`, `million euros`, `M`. */
export const MULTIPLIED = `^(${LARGE})${SPACE}*([^0-9]*)$`;
/** Matches a unit of one word, and of two, with other words behind it. */
export const FIRST_WORD = `^([^ \t\u00a0\u2009\u202f]+)${SPACE}+([^0-9]+)$`;
export const FIRST_TWO_WORDS = `^([^ \t\u00a0\u2009\u202f]+ [^ \t\u00a0\u2009\u202f]+)${SPACE}+([^0-9]+)$`;

function groupMark(thousands: NumberMarks['thousands']): string {
  switch (thousands) {
    case 'none':
      return '';
    case '.':
      return String.raw`\.`;
    case ',':
      return ',';
    case ' ':
      return SPACE;
    case "'":
      return `['’]`;
    default:
      return thousands satisfies never;
  }
}

/**
 * Reads a text as a number with or without a unit; null where it is none. Nothing is guessed: what is not digits, marks and a
 * unit is no number, groups of thousands have three digits, and inches beside feet are fewer than twelve. `written-number-sql.ts`
 * says the same in SQL.
 */
export function readNumber(text: string, marks: NumberMarks): WrittenNumber | null {
  const x = trimmed(text);
  return readPlain(x, marks) ?? readCompound(x, marks);
}

/** A text without the spaces at its ends. */
export function trimmed(text: string): string {
  const edge = `[${EDGES}]+`;
  return text.replace(new RegExp(`^${edge}|${edge}$`, 'gu'), '');
}

function groupsOf(text: string, pattern: string): string[] | null {
  return new RegExp(pattern, 'u').exec(text)?.slice(1) ?? null;
}

function readCompound(x: string, marks: NumberMarks): WrittenNumber | null {
  const groups = groupsOf(x.toLowerCase(), compoundPattern(marks).pattern);
  if (groups === null) return null;
  const [large = '', largeUnit = '', small = '', smallUnit = ''] = groups;
  const first = unitOf(largeUnit)?.id;
  const second = smallUnit === '' && first === 'ft' ? 'in' : unitOf(smallUnit)?.id;
  const compound = COMPOUNDS.find(([one, other]) => one === first && other === second);
  if (compound === undefined) return null;
  const [, unit, parts] = compound;
  const rest = toDouble(small, marks);
  if (rest >= parts) return null;
  const written = `${unitWord(largeUnit)} ${unitWord(smallUnit)}`.trim();
  return finite({ value: Number(large) * parts + rest, unit, written, behind: '' });
}

function readPlain(x: string, marks: NumberMarks): WrittenNumber | null {
  const groups = groupsOf(x, plainPattern(marks).pattern);
  if (groups === null) return null;
  const [sign = '', prefix = '', inner = '', digits = '', rest = ''] = groups;
  if (sign !== '' && inner !== '') return null;
  const isNegative = /[-\u2212]/.test(sign + inner);
  const value = toDouble(digits, marks) * (isNegative ? -1 : 1);
  return finite(prefix === '' ? withRest(value, rest) : withPrefix(value, prefix, rest));
}

/** A currency before its number: behind it may stand a multiplier only, here also `m`. */
function withPrefix(value: number, prefix: string, rest: string): WrittenNumber | null {
  const unit = unitOf(prefix);
  if (unit === undefined || !isCurrency(unit)) return null;
  const times = rest === '' ? 1 : rest === 'm' ? 1e6 : TIMES[rest];
  if (times === undefined) return null;
  return { value: value * times, unit: unit.id, written: unitWord(prefix), behind: '' };
}

function withRest(value: number, rest: string): WrittenNumber {
  const word = unitWord(trimmed(rest));
  const plain = { value, written: word, behind: '' };
  if (rest === '') return { ...plain, unit: '' };
  const times = TIMES[rest];
  if (times !== undefined) return { ...plain, value: value * times, unit: '' };
  const unit = unitOf(word);
  if (unit !== undefined) return { ...plain, unit: unit.id };
  const [large = '', own = ''] = groupsOf(rest, MULTIPLIED) ?? [];
  const multiplied = large === '' ? undefined : unitOf(trimmed(own));
  if (multiplied !== undefined) return { ...plain, value: value * (TIMES[large] ?? 1), unit: multiplied.id };
  for (const pattern of [FIRST_TWO_WORDS, FIRST_WORD]) {
    const [name = '', behind = ''] = groupsOf(trimmed(rest), pattern) ?? [];
    const known = name === '' ? undefined : unitOf(name);
    if (known !== undefined) return { ...plain, unit: known.id, written: unitWord(name), behind };
  }
  return { ...plain, unit: null };
}

function toDouble(digits: string, { decimal, thousands }: NumberMarks): number {
  const whole = thousands === 'none' ? digits : digits.replace(new RegExp(groupMark(thousands), 'gu'), '');
  return Number(decimal === ',' ? whole.replace(',', '.') : whole);
}

/** No text stands for a number that a double does not hold. */
function finite(number: WrittenNumber | null): WrittenNumber | null {
  return number !== null && Number.isFinite(number.value) ? number : null;
}
