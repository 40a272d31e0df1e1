import { quoteLiteral } from './sql';

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
];
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const short = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 3));
/** In any capitals, which the letters between the parts of a date are not. */
const anyOf = (names: readonly string[]): string =>
  `(?:${names.map((name) => name.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`)).join('|')})`;

/** What stands in a date for each specifier of `strptime`, as a pattern that RE2 and JavaScript read alike. */
const SPECIFIERS: Readonly<Record<string, string>> = {
  Y: '[0-9]{4}',
  y: '[0-9]{2}',
  m: '(?:0?[1-9]|1[0-2])',
  d: '(?:0?[1-9]|[12][0-9]|3[01])',
  B: anyOf(MONTHS),
  b: anyOf(short(MONTHS)),
  A: anyOf(DAYS),
  a: anyOf(short(DAYS)),
  H: '(?:[01]?[0-9]|2[0-3])',
  I: '(?:0?[1-9]|1[0-2])',
  M: '[0-5][0-9]',
  S: '[0-5][0-9]',
  f: '[0-9]{1,6}',
  p: anyOf(['am', 'pm']),
  '%': '%',
};

/** The same before another digit: `strptime` takes as many digits as a number may have, and never gives one back. */
const BEFORE_DIGITS: Readonly<Record<string, string>> = {
  m: '(?:0[1-9]|1[0-2])',
  d: '(?:0[1-9]|[12][0-9]|3[01])',
  H: '(?:[01][0-9]|2[0-3])',
  I: '(?:0[1-9]|1[0-2])',
  f: '[0-9]{6}',
};

const NUMERIC = [
  ...['%Y-%m-%d', '%Y/%m/%d', '%Y.%m.%d', '%Y%m%d'],
  ...['%d/%m/%Y', '%m/%d/%Y', '%d.%m.%Y', '%m.%d.%Y', '%d-%m-%Y', '%m-%d-%Y'],
  ...['%d/%m/%y', '%m/%d/%y', '%d.%m.%y', '%d-%m-%y', '%m-%d-%y'],
];
const NAMED = [
  ...['%d %b %Y', '%d %B %Y', '%d. %B %Y', '%d-%b-%Y', '%d-%b-%y', '%b %d, %Y', '%B %d, %Y', '%b %d %Y'],
  ...['%a, %d %b %Y', '%A, %d %B %Y', '%A, %B %d, %Y'],
];
const TIMES = [
  ...['', ' %H:%M', ' %H:%M:%S', ' %H:%M:%S.%f', 'T%H:%M', 'T%H:%M:%S', 'T%H:%M:%SZ', 'T%H:%M:%S.%f'],
  ...['T%H:%M:%S.%fZ', ' %I:%M %p', ' %I:%M:%S %p'],
];

/** The formats that are looked for where none is named: days, and days with a time. */
export const DATE_FORMATS: readonly string[] = TIMES.flatMap((time) =>
  [...NUMERIC, ...NAMED].map((day) => `${day}${time}`),
);

/** True where a format says a time of day. */
export function hasTime(format: string): boolean {
  return /%[HIMSfp]/.test(format);
}

/** The whole text of a date in a format; null where the format has a specifier that is not known, or no whole day. */
export function datePattern(format: string): string | null {
  return shapeOf(format)?.pattern ?? null;
}

interface Shape {
  readonly pattern: string;
  /** With a group for each part of the day, in the order of `parts`. */
  readonly regexp: RegExp;
  readonly parts: readonly string[];
}

const known = new Map<string, Shape | null>();

function shapeOf(format: string): Shape | null {
  const shape = known.get(format) ?? toShape(format);
  known.set(format, shape);
  return shape;
}

function toShape(format: string): Shape | null {
  const pieces = (format.match(/%-?.|[^%]+|%$/gsu) ?? []).map((piece, place, all) => {
    const letter = piece.startsWith('%') ? piece.replace(/^%-?/, '') : null;
    const pattern =
      letter === null
        ? piece.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
        : ((/^(%-?[YymdHIMSf]|\d)/.test(all[place + 1] ?? '') ? BEFORE_DIGITS[letter] : undefined) ??
          SPECIFIERS[letter]);
    return { part: letter !== null && 'YymbBd'.includes(letter) ? letter : null, pattern };
  });
  const parts = pieces.flatMap(({ part }) => part ?? []);
  const isDayWhole = [['Y', 'y'], ['m', 'b', 'B'], ['d']].every(
    (letters) => parts.filter((part) => letters.includes(part)).length === 1,
  );
  if (!isDayWhole || pieces.some(({ pattern }) => pattern === undefined)) return null;
  const join = (isGrouped: boolean): string =>
    `^${pieces.map(({ part, pattern = '' }) => (isGrouped && part !== null ? `(${pattern})` : pattern)).join('')}$`;
  return { pattern: join(false), regexp: new RegExp(join(true), 'u'), parts };
}

/** True where a text without spaces at its ends is a day of the calendar, written in a format. Agrees with `dateSql`. */
export function isDateIn(text: string, format: string): boolean {
  const shape = shapeOf(format);
  const found = shape?.regexp.exec(text);
  if (!shape || !found) return false;
  const part = (letters: string): string =>
    found[shape.parts.findIndex((letter) => letters.includes(letter)) + 1] ?? '';
  const written = part('mbB').toLowerCase();
  const month = /^\d/.test(written) ? Number(written) : short(MONTHS).indexOf(written.slice(0, 3)) + 1;
  const year = part('Yy');
  const last = new Date(Date.UTC(2000, 0, 1));
  // Of two digits, 69 to 99 are of the last century: as far as leap years go, that makes no difference.
  last.setUTCFullYear(year.length === 2 ? 2000 + Number(year) : Number(year), month, 0);
  return Number(part('d')) <= last.getUTCDate();
}

/** SQL: a text without spaces at its ends as a timestamp, by the first format that it is written in; null by none. */
export function dateSql(text: string, formats: readonly string[]): string {
  const read = formats.map((format) => {
    const pattern = datePattern(format) ?? '';
    return `CASE WHEN regexp_matches(${text}, ${quoteLiteral(pattern)}) THEN try_strptime(${text}, ${quoteLiteral(format)})::TIMESTAMP END`;
  });
  return `coalesce(${[...read, 'NULL::TIMESTAMP'].join(', ')})`;
}

/** The formats that dates were found to be written in, the most frequent first; or two that cannot be told apart. */
export type DateGuess =
  | { readonly formats: readonly string[] }
  | { readonly unclear: readonly [string, string]; readonly example: string };

/**
 * Finds the formats of texts (without spaces at their ends) among `DATE_FORMATS`, until the rest is in none. Day and month are
 * told apart by a day above 12; where no text shows which comes first, or some show the one and some the other, it is unclear.
 */
export function guessDateFormats(texts: readonly string[]): DateGuess {
  const formats: string[] = [];
  let rest = texts;
  for (;;) {
    const matches = DATE_FORMATS.map((format) => ({
      format,
      texts: rest.filter((text) => isDateIn(text, format)),
    }));
    const best = matches.reduce((most, one) => (one.texts.length > most.texts.length ? one : most));
    if (best.texts.length === 0) return { formats };
    const twin = matches.find(({ format }) => format === swapped(best.format) && format !== best.format);
    if (twin !== undefined && twin.texts.length > 0) {
      const isBest = best.texts.some((text) => !twin.texts.includes(text));
      const isTwin = twin.texts.some((text) => !best.texts.includes(text));
      if (isBest === isTwin) return { unclear: [best.format, twin.format], example: best.texts[0] ?? '' };
    }
    formats.push(best.format);
    const taken = new Set(best.texts);
    rest = rest.filter((text) => !taken.has(text));
  }
}

/** The format with day and month in each other's place. */
function swapped(format: string): string {
  return format.replace(/%[dm]/g, (letter) => (letter === '%d' ? '%m' : '%d'));
}
