import type { RunContext } from '../../../../core/run-context';
import type { ColumnStatistics } from '../../../../core/statistics';
import { numberDetails, type Extreme, type NumberDetails } from '../../../../kernels/number-details';
import { columnsPerPiece, piecesOf, type ProfileTable } from '../columns';
import type { ColumnDetails, DetailsByName, WrittenExtreme } from './column-details';
import { dateNumbersOf, type DateNumbers } from './date-numbers';
import { readExactly } from './exact-ends';
import { EXTREMES } from './limits';
import { pipeline } from './pipeline';

/** Dates of one statement and kernel call, and calls that wait at a time. */
const VALUES_PER_CALL = 2_000_000;
const MOST_COLUMNS = 500;
const WAITING = 3;

/** Details of columns of numbers, by name. */
export type KnownDetails = ReadonlyMap<string, NumberDetails>;

/** A column of dates, as numbers. */
interface Dates {
  readonly column: ColumnStatistics;
  readonly numbers: DateNumbers;
}

/**
 * Boxes, extreme values and orders of the columns of numbers and dates. Those of numbers are `known` from their statistics; dates
 * are read as doubles. Where doubles do not tell all values apart, extremes and orders come from the database. Infinite values are
 * in no box and no list of extremes.
 */
export async function describeOrdered(
  context: RunContext,
  table: ProfileTable,
  columns: readonly ColumnStatistics[],
  { known, tick }: { readonly known: KnownDetails; readonly tick: (columns: number) => void },
): Promise<DetailsByName> {
  const found = new Map<string, ColumnDetails>();
  const dates: Dates[] = [];
  for (const column of columns) {
    const details = known.get(column.name);
    const numbers = column.dates === undefined ? null : dateNumbersOf(column);
    if (details !== undefined)
      found.set(
        column.name,
        writtenDetails(column, details, (value) => value),
      );
    else if (numbers !== null) dates.push({ column, numbers });
    else found.set(column.name, { notes: [`No box and no extreme values: ${whyNot(column)}.`] });
  }
  tick(columns.length - dates.length);
  for (const [name, details] of await describeDates(context, table, dates, tick)) found.set(name, details);
  const inexact = columns.filter(
    ({ name, numbers }) =>
      typeof numbers?.min === 'string' ||
      dates.some((one) => one.column.name === name && !one.numbers.isExact),
  );
  for (const [name, exact] of await readExactly(context, table, inexact)) {
    found.set(name, { ...found.get(name), ...exact });
  }
  return found;
}

async function describeDates(
  context: RunContext,
  table: ProfileTable,
  dates: readonly Dates[],
  tick: (columns: number) => void,
): Promise<[name: string, details: ColumnDetails][]> {
  const pieces = piecesOf(dates, columnsPerPiece(table.rows, VALUES_PER_CALL, MOST_COLUMNS));
  const described = await pipeline(
    pieces,
    (piece) =>
      context.database.numbers(
        table.table,
        piece.map(({ numbers }) => numbers.sql),
      ),
    async (columns, piece) => {
      const buffers = columns.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
      const details = await context.kernels.call(numberDetails, { columns, extremes: EXTREMES }, buffers);
      tick(piece.length);
      return details;
    },
    WAITING,
  );
  return described.flat().map((details, i) => {
    const { column, numbers } = dates[i]!;
    return [column.name, writtenDetails(column, details, (value) => numbers.write(value))];
  });
}

const whyNot = ({ dates }: ColumnStatistics): string =>
  (dates?.min ?? null) === null ? 'no value is finite' : 'the dates reach beyond the years ±270,000';

function writtenDetails(
  column: ColumnStatistics,
  { box, least, greatest, order }: NumberDetails,
  write: (value: number) => string | number,
): ColumnDetails {
  const listed = (extremes: readonly Extreme[]): WrittenExtreme[] =>
    extremes.map(({ value, count }) => ({ value: write(value), count }));
  const written = { least: listed(least), greatest: listed(greatest), order };
  if (box === null) return { ...written, notes: ['No box and no extreme values: no value is finite.'] };
  return {
    ...written,
    box: {
      ...box,
      q1: write(box.q1),
      median: column.numbers?.median ?? write(box.median),
      q3: write(box.q3),
      low: write(box.low),
      high: write(box.high),
    },
  };
}
