import type { ColumnData } from '../../core/rows';

/** A column type that a reader can build. */
export type BuiltType = ColumnData['type'];

/**
 * The kinds of values that were met in a column, as bits: kinds of a column's parts merge by OR, in any order, and missing
 * cells add none.
 */
export const KIND = {
  boolean: 1,
  /** An integer that a DOUBLE holds exactly: at most 2^53. */
  integer: 2,
  /** An integer of 64 bits that a DOUBLE does not hold. */
  wide: 4,
  /** A number that neither 64 bits nor a DOUBLE hold. */
  huge: 8,
  number: 16,
  date: 32,
  /** Date and time without a zone. */
  timestamp: 64,
  /** Date and time with a zone, held as UTC. */
  instant: 128,
  text: 256,
  /** A list or an object, written as JSON. */
  nested: 512,
  /** A time of day. */
  time: 1024,
  /** A text that is a word for NaN or an infinity: a number among numbers. */
  notFinite: 2048,
} as const;

const INTEGERS = KIND.integer | KIND.wide;
const NUMBERS = KIND.integer | KIND.number;
const MOMENTS = KIND.date | KIND.timestamp;
const NUMERIC = INTEGERS | KIND.huge | KIND.number | KIND.notFinite;
const WORDS = MOMENTS | KIND.instant | KIND.text | KIND.time | KIND.notFinite;

const isWithin = (kinds: number, allowed: number): boolean => (kinds & ~allowed) === 0;

/**
 * The narrowest type that holds every value exactly: integers within numbers, dates within timestamps, and text where kinds
 * do not fit together or where nothing but missing cells stands. Times of day alone are text too, for SQL to cast. Words for NaN and
 * the infinities are numbers beside numbers, and text alone.
 */
export function typeOfKinds(kinds: number): BuiltType {
  if (kinds === 0) return 'text';
  if (kinds === KIND.boolean) return 'boolean';
  if (isWithin(kinds, INTEGERS)) return 'integer';
  if (isWithin(kinds, NUMBERS | KIND.notFinite) && (kinds & NUMBERS) !== 0) return 'number';
  if (kinds === KIND.date) return 'date';
  if (isWithin(kinds, MOMENTS) || kinds === KIND.instant) return 'timestamp';
  return 'text';
}

/** True where values of more kinds than the type found so far holds were met: what was built before must be built anew. */
export function areWider(kinds: number, than: number): boolean {
  return typeOfKinds(kinds | than) !== typeOfKinds(than) || (than === 0 && kinds !== 0);
}

/** Why a column whose kinds are these is text although not all of its values are; null where nothing is to be said. */
export function whyText(kinds: number): 'huge' | 'mixed' | 'zones' | 'nested' | null {
  if (typeOfKinds(kinds) !== 'text' || isWithin(kinds, KIND.text | KIND.notFinite)) return null;
  if (kinds === KIND.time) return null;
  if (kinds === KIND.nested) return 'nested';
  if ((kinds & KIND.huge) !== 0 && isWithin(kinds, NUMERIC)) return 'huge';
  // Integers of 64 bits beside fractions: no number type holds both.
  if (isWithin(kinds, NUMERIC)) return 'huge';
  if (isWithin(kinds, MOMENTS | KIND.instant)) return 'zones';
  // Texts of which some look like dates are texts.
  return isWithin(kinds, WORDS) ? null : 'mixed';
}
