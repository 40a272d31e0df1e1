import type { ColumnType } from '../table';
import { COUNTRY_ALPHA_2, COUNTRY_ALPHA_3, COUNTRY_NAMES } from './countries';
import type { MeaningId } from './meanings';
import { anyOf, full, isDate, isImage, isIpV6, isMoney, isNaturalLanguage, oneOf } from './value-sql';

/** So many distinct values of a column are held against the rules at most, chosen by their hash. */
export const MOST_SAMPLED = 4096;

/**
 * What a single value must look like for a meaning, and how many values of a column must.
 *
 * `sql` is a condition on `x`, the value as text without spaces around it (of images in bytes: the first 12 bytes in
 * hexadecimal). Shares are of the distinct values looked at, words for missing left out, except with `ofRows`.
 */
export interface ValueRule {
  readonly id: string;
  readonly meaning: MeaningId;
  readonly types: readonly ColumnType[];
  readonly sql: string;
  /** The share of values that suffices whatever the column is called; null where the name must speak for the meaning. */
  readonly share: number | null;
  /** The share that suffices where the name speaks for it. */
  readonly namedShare: number;
  /** So many distinct values must fit at least, where the name does not speak for it. */
  readonly least?: number;
  /** The same where it does. */
  readonly namedLeast?: number;
  /** Words of a name (see `columnWords`) that speak against it. */
  readonly unless?: RegExp;
  /** The share is one of rows, and so many must hold a value. */
  readonly ofRows?: { readonly least: number };
}

const NANP = String.raw`(\+?1[ .-]?)?(\([0-9]{3}\) ?|[0-9]{3}[ .-])[0-9]{3}[ .-][0-9]{4}( ?(x|ext\.?) ?[0-9]{1,6})?`;
const INTERNATIONAL = String.raw`\+[1-9][0-9 ()/-]{6,20}[0-9]( ?(x|ext\.?) ?[0-9]{1,6})?`;

/** Postal codes that hardly anything else looks like: United Kingdom, Canada, Netherlands, ZIP+4 of the United States. */
const POSTAL_LETTERS = [
  '[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}',
  '[A-CEGHJ-NPR-TVXY][0-9][A-Z] [0-9][A-Z][0-9]',
  '[1-9][0-9]{3} [A-Z]{2}',
  '[0-9]{5}-[0-9]{4}',
];
/** Those that need the name: the same without the space, digits alone, and digits in the groups or after the letters of a country. */
const POSTAL_NAMED = [
  ...POSTAL_LETTERS.map((pattern) => pattern.replace(' ', '[ -]?')),
  '[A-Z][0-9][0-9W] ?[A-Z0-9]{4}',
  '[A-Z][0-9]{4}[A-Z]{3}',
  '([A-Z]{1,2}[ -]?)?[0-9]{3,6}',
  '[0-9]{9}|[0-9]{3} [0-9]{2,3}|[0-9]{2}-[0-9]{3}|[0-9]{3}-[0-9]{4}|[0-9]{4}-[0-9]{3}|[0-9]{5}-[0-9]{3}',
];

const text: readonly ColumnType[] = ['text'];
const numbers: readonly ColumnType[] = ['integer', 'number'];
const countryName = `trim(regexp_replace(lower(strip_accents(x)), '[^a-z]+', ' ', 'g'))`;
const notCountry = /\b(state|province|language|lang|locale|currency|unit)\b/;

/** All rules. A column has the first meaning, in the order of `MEANINGS`, of which a rule holds. */
export const VALUE_RULES: readonly ValueRule[] = [
  {
    id: 'email',
    meaning: 'email',
    types: text,
    sql: full(String.raw`[^\s@<>()",;:]+@([\p{L}\p{N}](-*[\p{L}\p{N}])*\.)+\p{L}{2,}`),
    share: 0.8,
    namedShare: 0.5,
  },
  {
    id: 'url',
    meaning: 'url',
    types: text,
    sql: full(String.raw`(https?|ftp)://[^\s/?#.]+[^\s]*|www\.[^\s./]+\.[^\s]+`, 'i'),
    share: 0.8,
    namedShare: 0.5,
  },
  {
    id: 'url-bare',
    meaning: 'url',
    types: text,
    sql: full(
      String.raw`((https?|ftp)://)?([\p{L}\p{N}](-*[\p{L}\p{N}])*\.)+\p{L}{2,}(:[0-9]+)?([/?#][^\s]*)?`,
      'i',
    ),
    share: null,
    namedShare: 0.6,
  },
  {
    id: 'ip',
    meaning: 'ip',
    types: text,
    sql: `(${full(String.raw`((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(/(3[0-2]|[12]?[0-9]))?`)} OR ${isIpV6})`,
    share: 0.8,
    namedShare: 0.5,
    unless: /\b(version|release|build|firmware)\b/,
  },
  { id: 'image', meaning: 'image', types: ['text', 'other'], sql: isImage, share: 0.8, namedShare: 0.8 },
  {
    id: 'hash-hex',
    meaning: 'hash',
    types: text,
    sql: `(${full('[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}', 'i')} AND ${anyOf('[a-f]', 'i')})`,
    share: 0.9,
    namedShare: 0.6,
  },
  {
    id: 'hash-base64',
    meaning: 'hash',
    types: text,
    sql: full('[A-Za-z0-9+/]{22}==|[A-Za-z0-9+/]{27}=|[A-Za-z0-9+/]{43}='),
    share: 0.9,
    namedShare: 0.6,
  },
  { id: 'date-text', meaning: 'date', types: text, sql: isDate, share: 0.8, namedShare: 0.6 },
  {
    id: 'date-digits',
    meaning: 'date',
    types: ['integer'],
    sql: `(${full('(19|20)[0-9]{6}')} AND try_strptime(x, '%Y%m%d') IS NOT NULL)`,
    share: 0.99,
    namedShare: 0.9,
    least: 5,
  },
  {
    id: 'percent-sign',
    meaning: 'percent',
    types: text,
    sql: full(String.raw`[-+−]?[0-9]+([.,][0-9]+)?\s?[%٪％]`),
    share: 0.8,
    namedShare: 0.5,
  },
  {
    id: 'percent-number',
    meaning: 'percent',
    types: numbers,
    sql: 'TRY_CAST(x AS DOUBLE) BETWEEN 0 AND 100',
    share: null,
    namedShare: 0.95,
  },
  { id: 'money', meaning: 'currency', types: text, sql: isMoney, share: 0.8, namedShare: 0.5 },
  {
    id: 'money-number',
    meaning: 'currency',
    types: numbers,
    sql: full(String.raw`-?[0-9]+(\.[0-9]{1,2})?`),
    share: null,
    namedShare: 0.9,
    namedLeast: 10,
    unless: /\b(percent|percentage|pct|ratio|rate|index|class|group|level|change|type|code|id)\b/,
  },
  {
    id: 'latitude',
    meaning: 'latitude',
    types: ['number'],
    sql: `(${full(String.raw`-?[0-9]{1,2}\.[0-9]{2,}`)} AND abs(TRY_CAST(x AS DOUBLE)) <= 90)`,
    share: null,
    namedShare: 0.9,
  },
  {
    id: 'longitude',
    meaning: 'longitude',
    types: ['number'],
    sql: `(${full(String.raw`-?[0-9]{1,3}\.[0-9]{2,}`)} AND abs(TRY_CAST(x AS DOUBLE)) <= 180)`,
    share: null,
    namedShare: 0.9,
  },
  {
    id: 'country-name',
    meaning: 'country',
    types: text,
    sql: oneOf(countryName, COUNTRY_NAMES),
    share: 0.8,
    namedShare: 0.6,
    least: 3,
    unless: notCountry,
  },
  {
    id: 'country-alpha-3',
    meaning: 'country',
    types: text,
    sql: oneOf('x', COUNTRY_ALPHA_3),
    share: 0.95,
    namedShare: 0.8,
    least: 5,
    unless: notCountry,
  },
  {
    id: 'country-alpha-2',
    meaning: 'country',
    types: text,
    sql: oneOf('x', COUNTRY_ALPHA_2),
    share: 0.95,
    namedShare: 0.8,
    least: 12,
    unless: notCountry,
  },
  {
    id: 'country-code',
    meaning: 'country',
    types: text,
    sql: oneOf('upper(x)', [...COUNTRY_ALPHA_2, ...COUNTRY_ALPHA_3]),
    share: null,
    namedShare: 0.9,
    unless: notCountry,
  },
  {
    id: 'postal-letters',
    meaning: 'postal-code',
    types: text,
    sql: full(POSTAL_LETTERS.join('|')),
    share: 0.9,
    namedShare: 0.7,
    least: 5,
  },
  {
    id: 'postal-named',
    meaning: 'postal-code',
    types: ['text', 'integer'],
    sql: full(POSTAL_NAMED.join('|'), 'i'),
    share: null,
    namedShare: 0.6,
  },
  {
    id: 'phone',
    meaning: 'phone',
    types: text,
    sql: full(`${NANP}|${INTERNATIONAL}`, 'i'),
    share: 0.8,
    namedShare: 0.5,
  },
  {
    id: 'phone-digits',
    meaning: 'phone',
    types: ['text', 'integer'],
    sql: `(${full(String.raw`[+(]{0,2}[0-9][0-9 ()./-]*( ?(x|ext\.?) ?[0-9]{1,6})?`, 'i')} AND length(regexp_replace(x, '[^0-9]', '', 'g')) BETWEEN 6 AND 20)`,
    share: null,
    namedShare: 0.6,
  },
  {
    id: 'uuid',
    meaning: 'identifier',
    types: text,
    sql: full('[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}', 'i'),
    share: 0.95,
    namedShare: 0.95,
  },
  {
    id: 'code',
    meaning: 'identifier',
    types: text,
    sql: `(${full(String.raw`[^\s]{8,}`)} AND ${anyOf('[0-9]')})`,
    share: 0.95,
    namedShare: 0.95,
  },
  {
    id: 'natural-language',
    meaning: 'free-text',
    types: text,
    sql: isNaturalLanguage,
    share: 0.8,
    namedShare: 0.8,
    least: 2,
    ofRows: { least: 100 },
  },
];

/** The rules for columns of a type. */
export function rulesFor(type: ColumnType): readonly ValueRule[] {
  return VALUE_RULES.filter(({ types }) => types.includes(type));
}
