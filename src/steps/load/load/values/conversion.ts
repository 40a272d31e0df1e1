import { quoteIdentifier, quoteLiteral } from '../../../../core/sql';
import type { SniffedColumn } from '../dialect/dialect';
import type { LoadParams } from '../params';

/** Storage types of the types a user can set. */
const SQL_TYPES: Readonly<Record<LoadParams['types'][string], string>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
};

const NUMBERS = new Set(['BIGINT', 'DOUBLE', 'HUGEINT']);

/** How one column comes from its text to its values. */
export interface Conversion {
  /** The type it is read as. */
  readonly readAs: string;
  /** What is selected of it, as SQL; null where that is the column itself. */
  readonly value: string | null;
  /** True of a value that was read and cannot be converted, as SQL; null where there is none. */
  readonly misfit: string | null;
}

/** The type that a user has set for a column; undefined where none is. */
export function forcedType(name: string, { types }: LoadParams): string | undefined {
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  return type === undefined ? undefined : SQL_TYPES[type];
}

/** Whether the values of a column are of a type that the user has set, or written in a way the user has said. */
export function isForced(name: string, params: LoadParams): boolean {
  return forcedType(name, params) !== undefined || Object.hasOwn(params.formats, name);
}

/** The texts that mean missing in one column only. */
export function ownMissing(name: string, { missingIn }: LoadParams): readonly string[] {
  return (Object.hasOwn(missingIn, name) ? missingIn[name] : undefined) ?? [];
}

/**
 * How a column is read and converted. The engine converts what it can while it reads, and names the line of what does not fit. What it
 * cannot is read as text first: a date format of one column, words that mean missing in one column.
 */
export function conversionOf({ name, type, isUnseen }: SniffedColumn, params: LoadParams): Conversion {
  const target = targetType(name, type, params);
  const missing = ownMissing(name, params);
  if (Object.hasOwn(params.booleans, name) && target === 'BOOLEAN') {
    return wordsToBoolean(name, params.booleans[name] ?? { true: [], false: [] }, missing);
  }
  if (Object.hasOwn(params.formats, name) && (target === 'DATE' || target === 'TIMESTAMP')) {
    const format = quoteLiteral(params.formats[name] ?? '');
    const text = quoteIdentifier(name);
    return fromText(
      name,
      missing,
      `strptime(${text}, ${format})::${target}`,
      `try_strptime(${text}, ${format})`,
    );
  }
  if (target === 'BIGINT' && type !== 'BIGINT' && type !== 'HUGEINT')
    return integerFromText(name, missing, params);
  if (missing.length === 0 && isUnseen === true && target === 'BIGINT') return guardedInteger(name);
  if (missing.length === 0) return { readAs: target, value: null, misfit: null };
  if (target === 'VARCHAR') return { readAs: target, value: withoutMissing(name, missing), misfit: null };
  if (NUMBERS.has(target) && missing.every(isPlainNumber)) {
    const numbers = missing.map((text) => (target === 'DOUBLE' ? `${text}::DOUBLE` : text)).join(', ');
    const column = quoteIdentifier(name);
    return {
      readAs: target,
      value: `CASE WHEN ${column} IN (${numbers}) THEN NULL ELSE ${column} END`,
      misfit: null,
    };
  }
  const text = NUMBERS.has(target) ? plainNumber(name, params) : quoteIdentifier(name);
  return fromText(name, missing, `CAST(${text} AS ${target})`, `TRY_CAST(${text} AS ${target})`);
}

/** What the engine says where a guarded column turns out to hold decimals. */
export const LATE_DECIMAL = 'not a whole number:';

/**
 * The engine rounds 1.5 to 2 where it expects an integer, without a word. So it reads numbers, and what is not whole stops the
 * reading. Costs about 3 % of a load whose columns are integers by a third.
 */
function guardedInteger(name: string): Conversion {
  const x = quoteIdentifier(name);
  const late = `CASE WHEN ${x} IS NULL THEN NULL ELSE error(concat('${LATE_DECIMAL} ', ${x})) END`;
  return {
    readAs: 'DOUBLE',
    value: `CASE WHEN ${x} = floor(${x}) AND abs(${x}) < 9e15 THEN ${x}::BIGINT ELSE (${late})::BIGINT END`,
    misfit: null,
  };
}

/** An integer that was asked for where there is more than integers: what has decimals does not fit. */
function integerFromText(name: string, missing: readonly string[], params: LoadParams): Conversion {
  const text = plainNumber(name, params);
  const whole = `CASE WHEN regexp_full_match(trim(${text}), '[-+]?\\d+(\\.0*)?') THEN ${text} END`;
  const late = `CASE WHEN ${whole} IS NULL AND ${quoteIdentifier(name)} IS NOT NULL THEN error(concat('${LATE_DECIMAL} ', ${text})) ELSE ${text} END`;
  return fromText(name, missing, `CAST(${late} AS BIGINT)`, `TRY_CAST(${whole} AS BIGINT)`);
}

function targetType(name: string, sniffed: string, params: LoadParams): string {
  const forced = forcedType(name, params);
  if (forced !== undefined) return forced;
  if (!Object.hasOwn(params.formats, name)) return sniffed;
  return /%[HIMSfpgcX]/.test(params.formats[name] ?? '') ? 'TIMESTAMP' : 'DATE';
}

function fromText(name: string, missing: readonly string[], value: string, attempt: string): Conversion {
  const text = quoteIdentifier(name);
  const isMissing = missing.length === 0 ? 'false' : `${text} IN (${list(missing)})`;
  return {
    readAs: 'VARCHAR',
    value: `CASE WHEN ${isMissing} THEN NULL ELSE ${value} END`,
    misfit: `(${text} IS NOT NULL AND NOT (${isMissing}) AND ${attempt} IS NULL)`,
  };
}

/** The words are the members of a type of their own: what is none of them does not fit, and the engine names its line. */
function wordsToBoolean(
  name: string,
  words: LoadParams['booleans'][string],
  missing: readonly string[],
): Conversion {
  const members = [...new Set([...words.true, ...words.false, ...missing])];
  const word = `${quoteIdentifier(name)}::VARCHAR`;
  const when = (texts: readonly string[], value: string): string =>
    texts.length === 0 ? '' : ` WHEN ${word} IN (${list(texts)}) THEN ${value}`;
  const cases = `${when(missing, 'NULL')}${when(words.true, 'true')}${when(words.false, 'false')}`;
  if (members.length === 0) return { readAs: 'BOOLEAN', value: null, misfit: null };
  return { readAs: `ENUM(${list(members)})`, value: `CASE${cases} END::BOOLEAN`, misfit: null };
}

function withoutMissing(name: string, missing: readonly string[]): string {
  const text = quoteIdentifier(name);
  return `CASE WHEN ${text} IN (${list(missing)}) THEN NULL ELSE ${text} END`;
}

/** The text of a number as SQL writes it. */
function plainNumber(name: string, { decimal, thousands }: LoadParams): string {
  const text = quoteIdentifier(name);
  const joined = thousands === 'none' ? text : `replace(${text}, ${quoteLiteral(thousands)}, '')`;
  return decimal === '.' ? joined : `replace(${joined}, ${quoteLiteral(decimal)}, '.')`;
}

const isPlainNumber = (text: string): boolean => /^-?\d{1,15}(\.\d+)?$/.test(text);

const list = (texts: readonly string[]): string => texts.map(quoteLiteral).join(', ');
