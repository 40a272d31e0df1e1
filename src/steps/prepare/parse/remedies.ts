import { frameRows } from '../../../core/frame';
import type { Database } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { conversion, unitOf } from '../../../core/units';
import { readNumber, type NumberMarks } from '../../../core/written-number';
import type { UnitMet } from './read-numbers';
import type { ReadTexts } from './read-texts';
import type { ParseParams } from './step';

/** Params that would read more of a column, and how many rows more. */
export interface Remedy {
  readonly params: Partial<ParseParams>;
  readonly rows: number;
  /** The most frequent text that would be read besides, and as what; where other marks would read it. */
  readonly example?: { readonly text: string; readonly value: number };
}

/** Distinct texts on which other marks are tried, the most frequent ones. */
const MOST_TRIED = 2000;

const MARKS: readonly NumberMarks[] = [
  { decimal: '.', thousands: ',' },
  { decimal: ',', thousands: 'none' },
  { decimal: ',', thousands: '.' },
  { decimal: ',', thousands: ' ' },
  { decimal: '.', thousands: ' ' },
  { decimal: '.', thousands: "'" },
  { decimal: '.', thousands: 'none' },
];

/** Finds what to set so that more numbers are read; nothing where all were, or where they are no numbers. */
export async function remediesOf(
  database: Database,
  read: ReadTexts,
  params: ParseParams,
): Promise<Remedy[]> {
  if (params.to !== 'number' && params.to !== 'integer') return [];
  const marks = await otherMarks(database, read, params);
  return [...behindLeftOut(read, params), ...unitTakenOff(read, params), ...marks].sort(
    (a, b) => b.rows - a.rows,
  );
}

const sumOf = (units: readonly UnitMet[]): number => units.reduce((sum, { rows }) => sum + rows, 0);

function behindLeftOut({ units, unit }: ReadTexts, { behind }: ParseParams): Remedy[] {
  const goal = unitOf(unit ?? '');
  const fits = units.filter((one) => {
    const own = unitOf(one.unit);
    return one.hasBehind && own !== undefined && (goal === undefined || conversion(own, goal) !== null);
  });
  return behind === 'fails' && fits.length > 0 ? [{ params: { behind: 'left out' }, rows: sumOf(fits) }] : [];
}

/** A text behind numbers that is no known unit, and more frequent than all that are. */
function unitTakenOff({ units }: ReadTexts, { unit }: ParseParams): Remedy[] {
  if (unit !== 'auto') return [];
  const most = units
    .filter((one) => !one.isKnown && one.unit !== '')
    .reduce<UnitMet | null>((best, one) => (best === null || one.rows > best.rows ? one : best), null);
  const known = units.filter((one) => one.isKnown && one.unit !== '');
  return most === null || most.rows <= sumOf(known)
    ? []
    : [{ params: { unit: most.unit }, rows: most.rows - sumOf(known) }];
}

/** Other marks, where they read more rows than those set do; the marks that read the most. */
async function otherMarks(database: Database, { table }: ReadTexts, params: ParseParams): Promise<Remedy[]> {
  const frame = await database.query(
    `SELECT x, rows FROM ${quoteIdentifier(table)} ORDER BY rows DESC, x LIMIT ${String(MOST_TRIED)}`,
  );
  const texts = frameRows(frame).map(({ x, rows }) => ({ text: String(x), rows: Number(rows) }));
  const isRead = (text: string, marks: NumberMarks): boolean =>
    typeof readNumber(text, marks)?.unit === 'string';
  const rowsBy = (marks: NumberMarks): number =>
    texts.reduce((sum, { text, rows }) => sum + (isRead(text, marks) ? rows : 0), 0);
  const now = rowsBy(params);
  const best = MARKS.map((marks) => ({ params: marks, rows: rowsBy(marks) - now })).reduce((most, one) =>
    one.rows > most.rows ? one : most,
  );
  if (best.rows <= 0) return [];
  const gained = texts.find(({ text }) => isRead(text, best.params) && !isRead(text, params));
  const value = gained && readNumber(gained.text, best.params)?.value;
  return [gained && value !== undefined ? { ...best, example: { text: gained.text, value } } : best];
}
