import type { RunContext } from '../../../../core/run-context';
import { quoteIdentifier } from '../../../../core/sql';
import type { ColumnStatistics } from '../../../../core/statistics';
import { numberDetails, type NumberDetails } from '../../../../kernels/number-details';
import { columnsPerPiece, piecesOf, type ProfileTable } from '../columns';
import type { ColumnDetails, DetailsByName } from './column-details';
import { dateNumbersOf, type DateNumbers } from './date-numbers';
import { readExactly } from './exact-ends';
import { EXTREMES } from './limits';
import { pipeline } from './pipeline';

/** Values of one statement and kernel call, and calls that wait at a time. */
const VALUES_PER_CALL = 2_000_000;
const MOST_COLUMNS = 500;
const WAITING = 3;

/** A column whose values can be ordered: numbers as they are, dates as numbers. */
interface Ordered {
  readonly column: ColumnStatistics;
  readonly sql: string;
  readonly isExact: boolean;
  readonly dates: DateNumbers | null;
}

/**
 * Boxes, extreme values and orders of the columns of numbers and dates: by kernels over doubles, and where these do not tell all
 * values apart, extremes and orders by the database. Infinite values are in no box and no list of extremes.
 */
export async function describeOrdered(
  context: RunContext,
  table: ProfileTable,
  columns: readonly ColumnStatistics[],
  tick: (columns: number) => void,
): Promise<DetailsByName> {
  const found = new Map<string, ColumnDetails>();
  const ordered: Ordered[] = [];
  for (const column of columns) {
    const one = orderedOf(column);
    if (one !== null) ordered.push(one);
    else found.set(column.name, { notes: [`No box and no extreme values: ${whyNot(column)}.`] });
  }
  const pieces = piecesOf(ordered, columnsPerPiece(table.rows, VALUES_PER_CALL, MOST_COLUMNS));
  const described = await pipeline(
    pieces,
    (piece) =>
      context.database.numbers(
        table.table,
        piece.map(({ sql }) => sql),
      ),
    async (arrays, piece) => {
      const buffers = arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
      const details = await context.kernels.call(
        numberDetails,
        { columns: arrays, extremes: EXTREMES },
        buffers,
      );
      tick(piece.length);
      return details;
    },
    WAITING,
  );
  described.flat().forEach((details, i) => {
    const one = ordered[i]!;
    found.set(one.column.name, writtenDetails(one, details));
  });
  const inexact = ordered.filter(({ isExact }) => !isExact).map(({ column }) => column);
  for (const [name, exact] of await readExactly(context, table, inexact)) {
    found.set(name, { ...found.get(name), ...exact });
  }
  return found;
}

function orderedOf(column: ColumnStatistics): Ordered | null {
  if (column.numbers !== undefined) {
    const isExact = typeof column.numbers.min !== 'string';
    return { column, sql: quoteIdentifier(column.name), isExact, dates: null };
  }
  const dates = dateNumbersOf(column);
  return dates === null ? null : { column, sql: dates.sql, isExact: dates.isExact, dates };
}

const whyNot = ({ dates }: ColumnStatistics): string =>
  (dates?.min ?? null) === null ? 'no value is finite' : 'the dates reach beyond the years ±270,000';

function writtenDetails(
  { column, dates }: Ordered,
  { box, least, greatest, order }: NumberDetails,
): ColumnDetails {
  const write = (value: number): string | number => (dates === null ? value : dates.write(value));
  const ends = { least, greatest };
  const written = Object.fromEntries(
    Object.entries(ends).map(([end, values]) => [
      end,
      values.map(({ value, count }) => ({ value: write(value), count })),
    ]),
  );
  if (box === null)
    return { ...written, order, notes: ['No box and no extreme values: no value is finite.'] };
  const median = column.numbers?.median ?? write(box.median);
  const [q1, q3, low, high] = [box.q1, box.q3, box.low, box.high].map(write) as [
    string,
    string,
    string,
    string,
  ];
  return { ...written, order, box: { ...box, q1, median, q3, low, high } };
}
