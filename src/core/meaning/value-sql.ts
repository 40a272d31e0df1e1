import { quoteLiteral } from '../sql';

/** A condition: the whole value fits a pattern (RE2). */
export function full(pattern: string, flags = ''): string {
  return `regexp_full_match(x, ${quoteLiteral(pattern)}${flags === '' ? '' : `, ${quoteLiteral(flags)}`})`;
}

/** A condition: a part of the value fits a pattern. */
export function anyOf(pattern: string, flags = ''): string {
  return `regexp_matches(x, ${quoteLiteral(pattern)}${flags === '' ? '' : `, ${quoteLiteral(flags)}`})`;
}

/** A condition: an expression is one of some texts. */
export function oneOf(expression: string, texts: readonly string[]): string {
  return `${expression} IN (${texts.map(quoteLiteral).join(', ')})`;
}

/** Groups of up to four hexadecimal digits: eight of them, or fewer around one `::`; the last two may be written as IPv4. */
export const isIpV6 = `(${[
  full('([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}', 'i'),
  `(${full(String.raw`(([0-9a-f]{1,4}:)*[0-9a-f]{1,4})?::(([0-9a-f]{1,4}:)*([0-9a-f]{1,4}|[0-9]{1,3}(\.[0-9]{1,3}){3}))?`, 'i')} AND length(x) - length(replace(x, ':', '')) <= 7 AND length(x) > 2)`,
].join(' OR ')})`;

const TIMES = ['', ' %H:%M', ' %H:%M:%S', ' %H:%M:%S.%g', ' %I:%M %p', ' %I:%M:%S %p'];
const NUMERIC_DAYS = [
  ...['%Y-%m-%d', '%Y/%m/%d', '%Y.%m.%d', '%d/%m/%Y', '%m/%d/%Y', '%d.%m.%Y', '%d-%m-%Y', '%m-%d-%Y'],
  ...['%d/%m/%y', '%m/%d/%y', '%Y年%m月%d日'],
];
const NUMERIC_FORMATS = [
  ...TIMES.flatMap((time) => NUMERIC_DAYS.map((day) => `${day}${time}`)),
  ...[
    '%Y-%m-%dT%H:%M:%S',
    '%Y-%m-%dT%H:%M:%SZ',
    '%Y-%m-%dT%H:%M',
    '%Y-%m-%dT%H:%M:%S.%g',
    '%Y-%m-%dT%H:%M:%S%z',
  ],
  '%Y-%m-%dT%H:%M:%S.%gZ',
];
const MONTH_FORMATS = [
  ...['%d %b %Y', '%d %B %Y', '%d-%b-%Y', '%d-%b-%y', '%d. %B %Y', '%b %Y', '%B %Y', '%b-%y', '%b-%Y'],
  ...['%b %d, %Y', '%B %d, %Y', '%b %d %Y', '%B %d %Y', '%A, %B %d, %Y', '%a, %d %b %Y'],
  ...[
    '%a %b %d %H:%M:%S %Y',
    '%a, %d %b %Y %H:%M:%S',
    '%d/%b/%Y:%H:%M:%S',
    '%d %b %Y %H:%M',
    '%d-%b-%Y %H:%M:%S',
  ],
];
/** A four-digit year or a slash must be in it, so that a version such as 10.11.12 is none. */
const NUMERIC_SHAPE =
  '([0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2})([T ].+)?';
const MONTHS = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)';
const PARTIAL =
  '(19|20)[0-9]{2}-(0[1-9]|1[0-2])|(19|20)[0-9]{2}[- ]?(Q[1-4]|W[0-5]?[0-9])|Q[1-4][ /-]?(19|20)[0-9]{2}';

const parses = (formats: readonly string[]): string =>
  `try_strptime(x, [${formats.map(quoteLiteral).join(', ')}]) IS NOT NULL`;

/** A day, a time of a day, a month, a quarter or a week of a year. Trying formats is slow, so the shape is looked at first. */
export const isDate = `(length(x) BETWEEN 6 AND 40 AND CASE ${[
  [full(NUMERIC_SHAPE), parses(NUMERIC_FORMATS)],
  [`(${anyOf(MONTHS, 'i')} AND ${anyOf('[0-9]{2}')})`, parses(MONTH_FORMATS)],
  [full('(19|20)[0-9]{6}'), parses(['%Y%m%d'])],
]
  .map(([shape, condition]) => `WHEN ${shape} THEN ${condition}`)
  .join(' ')} ELSE ${full(PARTIAL)} END)`;

const SIGN = String.raw`(\p{Sc}|(US|A|C|NZ|HK|S|R)\$|R\$|CHF|Fr\.|kr\.?|zł|Kč|Ft|lei|Rs\.?|USD|EUR|GBP|JPY|CNY|INR|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|BRL|MXN|ZAR|KRW|SGD|HKD|TRY|ILS|THB)`;
const AMOUNT = String.raw`([0-9]{1,3}([.,'’ \x{00a0}][0-9]{2,3})*([.,][0-9]{1,2}|[.,][-–]{1,2})?|[0-9]+([.,][0-9]{1,4})?)\s?(k|K|m|M|bn|B|million|billion)?`;

/** An amount with the sign or the code of a currency before or after it. */
export const isMoney = full(
  String.raw`[-+−(]?\s?${SIGN}\s?[-−]?${AMOUNT}\)?|[-+−(]?\s?${AMOUNT}\s?${SIGN}\)?`,
);

const MAGIC = [
  'FFD8FF.*',
  '89504E470D0A1A0A.*',
  '474946383[79]61.*',
  '424D.{8}00000000.*',
  '49492A00.*',
  '4D4D002A.*',
];
const RIFF_WEBP = '52494646.{8}57454250.*';
const BASE64 = ['/9j/', 'iVBORw0KGgo', 'R0lGODlh', 'R0lGODdh', 'UklGR.{6}XRUJQ', 'SUkqA', 'TU0AK'];

/** The first bytes, in hexadecimal, of JPEG, PNG, GIF, BMP, TIFF or WebP; or such bytes in base64, alone or in a data address. */
export const isImage = `(${full([...MAGIC, RIFF_WEBP].join('|'))} OR length(x) >= 40 AND ${full(String.raw`(data:image/[a-z.+-]+(;[a-z0-9=-]+)*,.*|(${BASE64.join('|')})[A-Za-z0-9+/\s]*=*)`)})`;

/** What Python's `str.split` parts words at. */
const SPACE = String.raw`\s\x{000b}\x{001c}-\x{001f}\x{0085}\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}`;
const wordsOf = `regexp_extract_all(left(x, 100), ${quoteLiteral(`[^${SPACE}]+`)})`;

/**
 * The natural-language rule of TensorFlow Data Validation: of the first 100 characters, at least three words set apart by white
 * space, with a mean length of 2.5 to 8 characters.
 */
export const isNaturalLanguage = `(len(${wordsOf}) >= 3 AND length(array_to_string(${wordsOf}, '')) / len(${wordsOf}) BETWEEN 2.5 AND 8)`;
