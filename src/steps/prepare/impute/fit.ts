import type { TableArtifact } from '../../../core/artifact';
import { cellAt } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { isFloating, missingTest } from '../../../core/transforms/cells';
import { summarizeColumns } from '../../../kernels/summary';
import { constantFor, numberFill, type Fill } from './columns';
import type { Figures } from './measure';
import type { ImputeParams } from './step';

/** Values that one statement hands out. */
const VALUES_PER_STATEMENT = 4_000_000;
const COLUMNS_PER_STATEMENT = 50;

/**
 * What the missing cells of each column become: one fill a column, from all of its values that are neither missing nor infinite.
 * `group` learns here what holds where a group has no value. A fill is null where there is none to learn from.
 */
export async function learnFills(
  context: RunContext,
  table: TableArtifact,
  figures: readonly Figures[],
  { method, value }: ImputeParams,
): Promise<Fill[]> {
  const columns = figures.map(({ column }) => column);
  switch (method) {
    case 'mean':
    case 'neighbours':
      return learnMeans(context, table, figures);
    case 'median':
      return learnMedians(context, table, columns);
    case 'mode':
      return learnModes(context, table, columns);
    case 'constant':
      return inTurn(columns, (column) => constantFor(context, column, value));
    case 'group':
      return learnCentres(context, table, columns);
    case 'forward':
      return columns.map(({ type }) => ({ type, value: null }));
    default:
      return method satisfies never;
  }
}

/** Median of numbers, mode of everything else. */
async function learnCentres(
  context: RunContext,
  table: TableArtifact,
  columns: readonly Column[],
): Promise<Fill[]> {
  const numbers = columns.filter(isNumeric);
  const others = columns.filter((column) => !isNumeric(column));
  const medians = (await learnMedians(context, table, numbers)).values();
  const modes = (await learnModes(context, table, others)).values();
  return columns.map((column) => (isNumeric(column) ? medians : modes).next().value!);
}

/** True for a column of integers or numbers. */
export const isNumeric = ({ type }: Column): boolean => type === 'integer' || type === 'number';

/** SQL that is true where a cell teaches something: it is neither missing nor NaN nor infinite. Else false or null. */
export function teaches(column: Column): string {
  const quoted = quoteIdentifier(column.name);
  return column.type === 'number' || column.type === 'date' || column.type === 'timestamp'
    ? `isfinite(${/DECIMAL/i.test(column.sqlType) ? `${quoted}::DOUBLE` : quoted})`
    : `NOT ${missingTest(column)}`;
}

/** Means by two compensated passes over the sorted values: the same to the last bit in any order of rows. */
async function learnMeans(
  context: RunContext,
  { table, rows }: TableArtifact,
  figures: readonly Figures[],
): Promise<Fill[]> {
  const size = Math.max(1, Math.floor(VALUES_PER_STATEMENT / Math.max(1, rows)));
  const fills: Fill[] = [];
  for (let start = 0; start < figures.length; start += size) {
    const piece = figures.slice(start, start + size);
    const arrays = await context.database.numbers(
      table,
      piece.map(({ column }) => quoteIdentifier(column.name)),
    );
    const input = { columns: arrays.map((values) => ({ values, missing: 0 })), cap: 1 };
    const buffers = arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
    const summaries = await context.kernels.call(summarizeColumns, input, buffers);
    for (const { numbers } of summaries) {
      fills.push({ type: 'number', value: numbers.moments.n === 0 ? null : numbers.moments.mean });
    }
    context.progress('learning', fills.length / figures.length);
  }
  return fills;
}

/** The two values in the middle, as texts: the same one twice where their number is odd. */
export function middleSql(column: Column): { low: string; high: string } {
  const quoted = quoteIdentifier(column.name);
  const filter = `FILTER (WHERE ${teaches(column)})`;
  const text = (sql: string): string =>
    column.type === 'number' ? `(${sql})::DOUBLE::VARCHAR` : `(${sql})::VARCHAR`;
  return {
    low: text(`quantile_disc(${quoted}, 0.5) ${filter}`),
    high: text(`quantile_disc(${quoted}, 0.5 ORDER BY ${quoted} DESC) ${filter}`),
  };
}

/** The median between two values in the middle: of numbers their mean, of dates and times the earlier. */
export function medianOf(column: Column, low: unknown, high: unknown): Fill {
  const { type } = column;
  if (typeof low !== 'string' || typeof high !== 'string') return { type, value: null };
  if (!isNumeric(column)) return { type, value: low };
  if (low === high) return numberFill(type, low);
  if (type === 'integer') {
    const sum = BigInt(low) + BigInt(high);
    if (sum % 2n === 0n) return numberFill(type, String(sum / 2n));
  }
  const [a, b] = [Number(low), Number(high)];
  return { type: 'number', value: Number.isFinite(a + b) ? (a + b) / 2 : a / 2 + b / 2 };
}

async function learnMedians(
  context: RunContext,
  { table }: TableArtifact,
  columns: readonly Column[],
): Promise<Fill[]> {
  const fills: Fill[] = [];
  for (let start = 0; start < columns.length; start += COLUMNS_PER_STATEMENT) {
    const piece = columns.slice(start, start + COLUMNS_PER_STATEMENT);
    fills.push(...(await mediansOf(context, table, piece)));
    context.progress('learning', fills.length / columns.length);
  }
  return fills;
}

/**
 * Medians of a few columns. Of doubles the database computes them in one go, a + (b - a) / 2 of the two in the middle; of
 * others, and where b - a is beyond a double, both are asked for.
 */
async function mediansOf(
  { database }: RunContext,
  table: string,
  columns: readonly Column[],
): Promise<Fill[]> {
  const ask = async (piece: readonly Column[], sqlOf: typeof middleSql): Promise<Map<Column, Fill>> => {
    if (piece.length === 0) return new Map();
    const parts = piece.flatMap((column, i) => {
      const { low, high } = sqlOf(column);
      return [`${low} AS a${i}`, ...(high === low ? [] : [`${high} AS b${i}`])];
    });
    const frame = await database.query(`SELECT ${parts.join(', ')} FROM ${quoteIdentifier(table)}`);
    return new Map(
      piece.map((column, i) => {
        const low = cellAt(frame, `a${i}`, 0);
        return [column, medianOf(column, low, cellAt(frame, `b${i}`, 0) ?? low)];
      }),
    );
  };
  const doubles = await ask(columns.filter(isFloating), medianSql);
  const isKnown = (column: Column): boolean => {
    const value = doubles.get(column)?.value;
    return value !== undefined && (value === null || Number.isFinite(Number(value)));
  };
  const others = await ask(
    columns.filter((column) => !isKnown(column)),
    middleSql,
  );
  return columns.map((column) => others.get(column) ?? doubles.get(column)!);
}

/** The median of doubles in one go. */
function medianSql(column: Column): { low: string; high: string } {
  const quoted = quoteIdentifier(column.name);
  const sql = `(quantile_cont(${quoted}::DOUBLE, 0.5) FILTER (WHERE ${teaches(column)}))::VARCHAR`;
  return { low: sql, high: sql };
}

/** A value as the text that a fill is read from. */
export const fillText = ({ type }: Column, sql: string): string =>
  type === 'number' ? `(${sql})::DOUBLE::VARCHAR` : `(${sql})::VARCHAR`;

/** A mode as a fill, from its text. */
export function modeOf(column: Column, text: unknown): Fill {
  const { type } = column;
  if (typeof text !== 'string') return { type, value: null };
  return isNumeric(column) ? numberFill(type, text) : { type, value: text };
}

/** The most frequent values; of equally frequent ones the smallest. */
async function learnModes(
  context: RunContext,
  { table }: TableArtifact,
  columns: readonly Column[],
): Promise<Fill[]> {
  const fills: Fill[] = [];
  for (let start = 0; start < columns.length; start += COLUMNS_PER_STATEMENT) {
    const piece = columns.slice(start, start + COLUMNS_PER_STATEMENT);
    const parts = piece.map((column, i) => {
      const quoted = quoteIdentifier(column.name);
      return `(SELECT ${fillText(column, 'v')} FROM (SELECT ${quoted} AS v, count(*) AS n FROM ${quoteIdentifier(table)}
        WHERE ${teaches(column)} GROUP BY ${quoted}) ORDER BY n DESC, v LIMIT 1) AS v${i}`;
    });
    const frame = await context.database.query(`SELECT ${parts.join(', ')}`);
    fills.push(...piece.map((column, i) => modeOf(column, cellAt(frame, `v${i}`, 0))));
    context.progress('learning', fills.length / columns.length);
  }
  return fills;
}

async function inTurn<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await each(item));
  return results;
}
