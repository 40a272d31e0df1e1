import { requireColumn } from '../../../core/column-param';
import type { RunInputs } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { quoteIdentifier } from '../../../core/sql';
import type { Column, ColumnType } from '../../../core/table';
import type { ChartParams } from './step';
import { needsY } from './words';

/** What is drawn, as SQL: expressions over the rows of one table, and which of its rows have a place in the picture. */
export interface Drawing {
  readonly table: string;
  readonly rows: number;
  readonly x: Column;
  /** x as a number (DOUBLE, its logarithm on a log scale), a date (DATE or TIMESTAMP), or a text (VARCHAR) for bars. */
  readonly xValue: string;
  /** y as DOUBLE (its logarithm on a log scale of a scatter); null where rows are counted. */
  readonly yValue: string | null;
  readonly colour: Column | null;
  /** Each holds for the rows left out for one reason; no row has two. */
  readonly missing: string;
  readonly notFinite: string;
  readonly notPositive: string;
  /** Holds for the rows that are drawn. */
  readonly used: string;
}

const NUMBERS: readonly ColumnType[] = ['integer', 'number'];
const DATES: readonly ColumnType[] = ['date', 'timestamp'];

/** True for a column of dates or timestamps. */
export const isDate = (column: Column): boolean => DATES.includes(column.type);
/** True for a column of integers or other numbers. */
export const isNumeric = (column: Column): boolean => NUMBERS.includes(column.type);

/** Which types may stand along x, by kind; undefined for any. */
function xTypes(kind: ChartParams['kind']): readonly ColumnType[] | undefined {
  if (kind === 'bar') return undefined;
  return kind === 'scatter' ? NUMBERS : [...NUMBERS, ...DATES];
}

/** Finds the columns that the params name and says in SQL what is drawn of them. Throws `column-unset`, `-unknown`, `-type`. */
export function drawingOf(params: ChartParams, inputs: RunInputs): Drawing {
  const input = tableAt(inputs);
  const x = requireColumn(input, params.x, xTypes(params.kind));
  const y = needsY(params) ? requireColumn(input, params.y, NUMBERS) : null;
  const isLogX = params.xScale === 'log' && params.kind !== 'bar' && isNumeric(x);
  const isLogY = params.yScale === 'log' && params.kind === 'scatter';
  const logs = [...(isLogX ? [x] : []), ...(isLogY && y !== null ? [y] : [])];
  const columns = y === null ? [x] : [x, y];
  const missing = columns.map((column) => `${nameOf(column)} IS NULL`).join(' OR ');
  const notFinite = columns
    .filter(mayBeInfinite)
    .map((column) => `NOT isfinite(${plain(column)})`)
    .join(' OR ');
  const notPositive = logs.map((column) => `${plain(column)} <= 0`).join(' OR ');
  return {
    table: quoteIdentifier(input.table),
    rows: input.rows,
    x,
    xValue: params.kind === 'bar' ? textOf(x) : isLogX ? logOf(plain(x)) : plain(x),
    yValue: y === null ? null : isLogY ? logOf(plain(y)) : plain(y),
    colour: params.colour === '' ? null : requireColumn(input, params.colour),
    missing,
    notFinite: only(notFinite, [missing]),
    notPositive: only(notPositive, [missing, notFinite]),
    used: noneOf([missing, notFinite, notPositive]),
  };
}

const nameOf = (column: Column): string => quoteIdentifier(column.name);

/** SQL that holds where none of the conditions does; an empty one never does. */
function noneOf(conditions: readonly string[]): string {
  const stated = conditions.filter((condition) => condition !== '');
  return `NOT (${stated.join(' OR ')})`;
}

const only = (condition: string, others: readonly string[]): string =>
  condition === '' ? 'false' : `(${condition}) AND ${noneOf(others)}`;

const mayBeInfinite = (column: Column): boolean => isDate(column) || /^(FLOAT|DOUBLE)/i.test(column.sqlType);

/** Numbers as DOUBLE, instants without their zone (in UTC), all else as it is. */
function plain(column: Column): string {
  if (isNumeric(column)) return `${nameOf(column)}::DOUBLE`;
  return column.sqlType.toUpperCase() === 'TIMESTAMP WITH TIME ZONE'
    ? `${nameOf(column)}::TIMESTAMP`
    : nameOf(column);
}

/** The logarithm, where there is one: the database may compute it before it leaves a row out. */
const logOf = (value: string): string => `CASE WHEN ${value} > 0 THEN log10(${value}) END`;

/** A column's values as text, to group by. A decimal or a double is written as people would: no -0. */
export function textOf(column: Column): string {
  if (column.type === 'text') return `${nameOf(column)}::VARCHAR`;
  if (column.type !== 'number') return `(${plainOrExact(column)})::VARCHAR`;
  return `(${nameOf(column)} + 0)::VARCHAR`;
}

/** The value that bars are ordered by, where a type has an order of its own; null for texts. */
export function orderOf(column: Column): string | null {
  if (isNumeric(column)) return `${nameOf(column)}::DOUBLE`;
  if (isDate(column)) return `epoch(${plain(column)})`;
  return column.type === 'boolean' ? `${nameOf(column)}::DOUBLE` : null;
}

const plainOrExact = (column: Column): string => (isNumeric(column) ? nameOf(column) : plain(column));

/** A number as an SQL literal of type DOUBLE, to the last bit; a bare `0.1` would be a decimal. */
export const double = (value: number): string => `'${value}'::DOUBLE`;
