import { quoteIdentifier, quoteLiteral } from '../../../../core/sql';
import type { ValueCount } from '../../../../core/statistics';
import { readNumber, type NumberMarks, type WrittenNumber } from '../../../../core/written-number';
import { writtenNumberSql } from '../../../../core/written-number-sql';
import { quoted, type Alert, type AlertInput } from './alert';
import { isMissingWord } from './missing-words';
import type { Questions } from './questions';
import type { TextLook } from './text-look';

/** How numbers may be written, the commonest way first: what fits several is taken for the first. */
const MARKS: readonly NumberMarks[] = [
  { decimal: '.', thousands: 'none' },
  { decimal: '.', thousands: ',' },
  { decimal: ',', thousands: 'none' },
  { decimal: ',', thousands: '.' },
  { decimal: '.', thousands: ' ' },
  { decimal: ',', thousands: ' ' },
  { decimal: '.', thousands: "'" },
];
/** A column is one of numbers from this share of its values on, words for missing left out. */
const LEAST_SHARE = 0.7;
/** Values at the first look, and of them the share that must begin as a number does. */
const FIRST_VALUES = 40;
/** Of these, as many may be none, or a column of many codes would be read to its end. */
const MOST_OTHERS_AT_FIRST = 0.6;
const LOOKS_LIKE = /^\s*[-+−<>~]?\s*[\p{Sc}£$€]?\s*[-+−]?[\d.,]/u;
/** Digits with a zero in front are codes. */
const CODE = /^0\d+$/;
/** So are digits alone, from so many on, of which nearly all have the same number: postal codes, telephone numbers. */
const LEAST_CODE = 5;
const ALIKE = 0.95;
/** Where a column has more different values than this, they are counted in the sample. */
const MOST_DISTINCT = 50_000;
const MOST_SHOWN = 200;
/** Another style must read more than this share of the rows beyond what the one before it reads. */
const LEAST_GAIN = 0.005;
/** From this share of the rows on, a word behind numbers is their unit, though none that is known. */
const LEAST_OWN_UNIT = 0.5;
const OWN_UNIT = /^\p{L}{2,}\.?$/u;

/** What a column's texts are when they are read as numbers. */
interface Reading {
  readonly marks: NumberMarks;
  readonly numbers: number;
  readonly others: readonly ValueCount[];
  /** Units by the rows they stand in, commonest first; '' for none. */
  readonly units: readonly (readonly [unit: string, rows: number])[];
  readonly isWhole: boolean;
  /** A unit of the column's own, that is none of those known. */
  readonly own: string | null;
  /** Some have words behind their unit, as in `12 oz. can`. */
  readonly hasWordsBehind: boolean;
}

/** Text columns that are numbers but for how they are written: units, marks, words among them. */
export async function writtenNumbers(
  { column, values, isComplete }: TextLook,
  input: AlertInput,
  questions: Questions,
): Promise<Alert[]> {
  const { name, count } = column;
  const present = values.filter(({ value }) => !isMissingWord(value));
  if (!mayBeNumbers(present)) return [];
  const first = present.slice(0, FIRST_VALUES);
  if (bestReading(first).others.length > first.length * MOST_OTHERS_AT_FIRST) return [];
  const reading = bestReading(present);
  if (areCodes(present, reading)) return [];
  const rows = present.reduce((sum, each) => sum + each.count, 0);
  const othersRows = reading.others.reduce((sum, each) => sum + each.count, 0);
  const lone = loneWord(reading.others);
  const left = lone === null ? 0 : othersRows;
  const unlisted = isComplete ? 0 : Math.max(0, count - values.reduce((sum, each) => sum + each.count, 0));
  const likely = reading.numbers + unlisted * shareOfRarest(present, reading);
  if (likely < LEAST_SHARE * (rows - left + unlisted) || reading.numbers === 0) return [];
  const counted = isComplete
    ? { numbers: reading.numbers, of: count, isSample: false }
    : await countNumbers(column.name, column.distinct ?? 0, reading, questions);
  const words = count - rows - unlisted;
  if (!isComplete && counted.numbers < LEAST_SHARE * (counted.of - left - words)) return [];
  return [alertOf({ name, values, reading, counted }, input)];
}

/** The share of numbers among the rarest listed values, which those that are not listed resemble. */
function shareOfRarest(values: readonly ValueCount[], { others }: Reading): number {
  const least = Math.min(...values.map(({ count }) => count));
  const rarest = values.filter(({ count }) => count === least).length;
  return 1 - others.filter(({ count }) => count === least).length / rarest;
}

function mayBeNumbers(values: readonly ValueCount[]): boolean {
  const first = values.slice(0, FIRST_VALUES);
  const like = first.filter(({ value }) => LOOKS_LIKE.test(value)).length;
  return like > first.length / 2 && !values.some(({ value }) => CODE.test(value.trim()));
}

/** True where what would be read are digits of one length without unit or mark: read as numbers, a misspelt one would be lost. */
function areCodes(values: readonly ValueCount[], { numbers, units, isWhole }: Reading): boolean {
  if (!isWhole || units.some(([unit]) => unit !== '')) return false;
  const rowsOf = new Map<number, number>();
  for (const { value, count } of values) {
    const { length } = value.trim();
    if (/^\s*\d+\s*$/.test(value)) rowsOf.set(length, (rowsOf.get(length) ?? 0) + count);
  }
  const [[length, rows] = [0, 0]] = [...rowsOf].sort((a, b) => b[1] - a[1]);
  return length >= LEAST_CODE && rows >= ALIKE * numbers;
}

/** The one word that stands among numbers without being one, such as "empty": it can only mean that there is none. */
function loneWord(others: readonly ValueCount[]): string | null {
  const [word, ...rest] = others;
  return word !== undefined && rest.length === 0 && /^\p{L}[\p{L} ]*$/u.test(word.value.trim())
    ? word.value
    : null;
}

function bestReading(values: readonly ValueCount[]): Reading {
  let best: Reading | null = null;
  const all = values.reduce((sum, { count }) => sum + count, 0);
  for (const marks of MARKS) {
    const reading = readAll(values, marks);
    if (best === null || reading.numbers > best.numbers + LEAST_GAIN * all) best = reading;
    if (best.numbers === all) break;
  }
  return best!;
}

/** The unit that a number was written with: a known one, or the column's own; null where it is no number. */
function unitIn(read: WrittenNumber | null, own: string | null): string | null {
  if (read === null) return null;
  return read.unit ?? (read.written === own ? own : null);
}

/** A word that stands behind the numbers of most rows, and is no unit that is known: "patients". */
function ownUnit(reads: readonly (WrittenNumber | null)[], values: readonly ValueCount[]): string | null {
  const rows = new Map<string, number>();
  reads.forEach((read, i) => {
    if (read === null || read.unit !== null || !OWN_UNIT.test(read.written)) return;
    rows.set(read.written, (rows.get(read.written) ?? 0) + values[i]!.count);
  });
  const [most] = [...rows].sort((a, b) => b[1] - a[1]);
  const all = values.reduce((sum, { count }) => sum + count, 0);
  return most !== undefined && most[1] >= LEAST_OWN_UNIT * all ? most[0] : null;
}

function readAll(values: readonly ValueCount[], marks: NumberMarks): Reading {
  const units = new Map<string, number>();
  const others: ValueCount[] = [];
  let [numbers, isWhole] = [0, true];
  const reads = values.map(({ value }) => readNumber(value, marks));
  const own = ownUnit(reads, values);
  const hasWordsBehind = reads.some((read) => read !== null && read.behind !== '');
  values.forEach((each, i) => {
    const unit = unitIn(reads[i]!, own);
    if (unit === null) {
      others.push(each);
      return;
    }
    numbers += each.count;
    isWhole &&= Number.isInteger(reads[i]!.value);
    units.set(unit, (units.get(unit) ?? 0) + each.count);
  });
  return {
    marks,
    own,
    hasWordsBehind,
    numbers,
    others,
    isWhole,
    units: [...units].sort((a, b) => b[1] - a[1]),
  };
}

/** How many of the rows are numbers, exactly, or in the sample where the column has very many different values. */
async function countNumbers(
  name: string,
  distinct: number,
  { marks, own }: Reading,
  { table, sample, select, isAll }: Questions,
): Promise<{ numbers: number; of: number; isSample: boolean }> {
  const isSample = !isAll && distinct > MOST_DISTINCT;
  const values = `(SELECT ${quoteIdentifier(name)} AS x, count(*) AS n FROM ${isSample ? sample : table} WHERE x IS NOT NULL GROUP BY ALL)`;
  const [row] = await select(
    `SELECT coalesce(sum(n) FILTER (amount IS NOT NULL AND (unit IS NOT NULL${own === null ? '' : ` OR written = ${quoteLiteral(own)}`})), 0)::DOUBLE AS numbers, sum(n)::DOUBLE AS total
      FROM (${writtenNumberSql(values, ['n'], marks)})`,
  );
  return { numbers: Number(row?.numbers ?? 0), of: Number(row?.total ?? 0), isSample };
}

interface Found {
  readonly name: string;
  readonly values: readonly ValueCount[];
  readonly reading: Reading;
  readonly counted: { readonly numbers: number; readonly of: number; readonly isSample: boolean };
}

function alertOf({ name, values, reading, counted }: Found, { format }: AlertInput): Alert {
  const { marks, units, isWhole, hasWordsBehind } = reading;
  const named = units.filter(([unit]) => unit !== '');
  const [unit = ''] = named[0] ?? [];
  const words = values.filter(({ value }) => isMissingWord(value));
  const others = [...words, ...reading.others].sort((a, b) => b.count - a.count);
  const rest = counted.of - counted.numbers;
  const withUnits =
    named.length === 0
      ? ''
      : ` with ${named.length === 1 ? 'the unit' : 'the units'} ${named.map(([each]) => quoted(each)).join(', ')}${units.length > named.length ? ', some without' : ''}`;
  const style = styleText(marks);
  const where = counted.isSample ? ' of the first rows' : '';
  const ofRest =
    rest === 0
      ? ''
      : `; the other ${format.count(rest)} are not, such as ${others
          .slice(0, 3)
          .map(({ value }) => quoted(value))
          .join(', ')}`;
  const isInteger = isWhole && named.length === 0;
  return {
    alert: 'numbers-as-text',
    column: name,
    severity: 'warning',
    text: `${format.count(counted.numbers)} of ${format.count(counted.of)} texts${where} are numbers${style}${withUnits}${ofRest}. Words for missing left out, the alert begins at ${format.share(LEAST_SHARE)}.`,
    numbers: {
      numbers: counted.numbers,
      count: counted.of,
      units: named.map(([each]) => each),
      decimal: marks.decimal,
      thousands: marks.thousands,
      others: others.slice(0, 20).map(({ value }) => value),
    },
    suggestion: {
      step: 'parse',
      title: `Read “${name}” as ${isInteger ? 'whole numbers' : 'numbers'}`,
      params: {
        columns: [name],
        to: isInteger ? 'integer' : 'number',
        decimal: marks.decimal,
        thousands: marks.thousands,
        unit: named.length > 1 ? 'auto' : unit,
        behind: hasWordsBehind ? 'left out' : 'fails',
        failures: 'missing',
      },
    },
    where:
      others.length === 0
        ? null
        : [{ kind: 'one-of', column: name, values: others.slice(0, MOST_SHOWN).map(({ value }) => value) }],
  };
}

function styleText({ decimal, thousands }: NumberMarks): string {
  const marks: Readonly<Record<NumberMarks['thousands'], string>> = {
    none: '',
    ',': 'a comma',
    '.': 'a point',
    ' ': 'a space',
    "'": 'an apostrophe',
  };
  const parts = [
    ...(decimal === ',' ? ['a decimal comma'] : []),
    ...(thousands === 'none' ? [] : [`${marks[thousands]} between thousands`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
