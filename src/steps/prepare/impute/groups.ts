import type { JsonValue, TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { failWith } from '../../../core/failure';
import { cellAt, type Frame } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { groupKey } from '../../../core/transforms/impute';
import type { Fill } from './columns';
import { fillText, isNumeric, medianOf, middleSql, modeOf, teaches } from './fit';
import { IMPUTABLE } from './step';

/** Values, names of groups among them, that a transform keeps at most. */
const MOST_VALUES = 200_000;

/** What is learned of groups: their names, a list a group column, and the fills of each imputed column, one per group. */
export interface Groups {
  readonly count: number;
  readonly names: readonly (readonly string[])[];
  readonly fills: readonly (readonly Fill[])[];
}

/** The columns that groups are made of. Throws as `requireColumn` does. */
export function groupColumns(table: TableArtifact, names: readonly string[]): Column[] {
  return [...new Set(names)].map((name) => requireColumn(table, name, IMPUTABLE));
}

/**
 * The median of numbers and the mode of others in every group of rows. Rows that miss a value in a group column are in none.
 * Throws `transform-too-large` where there are too many groups. A scan, and one more for each column that holds no numbers.
 */
export async function learnGroups(
  context: RunContext,
  { table }: TableArtifact,
  by: readonly Column[],
  columns: readonly Column[],
): Promise<Groups> {
  const keys = by.map((column, i) => `${groupKey(column)} AS k${i}`);
  const names = by.map((_, i) => `k${i}`);
  const present = names.map((name) => `${name} IS NOT NULL`).join(' AND ');
  // Under names of their own, whatever the table calls them.
  const values = columns.map(({ name }, i) => `${quoteIdentifier(name)} AS c${i}`);
  const renamed = columns.map((column, i): Column => ({ ...column, name: `c${i}` }));
  const source = `(SELECT ${[...keys, ...values].join(', ')} FROM ${quoteIdentifier(table)})`;
  await checkSize(
    context,
    `SELECT ${names.join(', ')} FROM ${source} WHERE ${present} GROUP BY ALL`,
    by.length + columns.length,
  );
  const numbers = renamed.filter(isNumeric);
  const middles = numbers.flatMap((column, i) => {
    const { low, high } = middleSql(column);
    return [`${low} AS a${i}`, `${high} AS b${i}`];
  });
  const medians = await context.database.query(
    `SELECT ${[...names, ...middles].join(', ')} FROM ${source} WHERE ${present} GROUP BY ${names.join(', ')} ORDER BY ${names.join(', ')}`,
  );
  const places = new Map(
    Array.from({ length: medians.rows }, (_, row) => [nameAt(medians, names, row), row]),
  );
  const fills: Fill[][] = [];
  for (const column of renamed) {
    const i = numbers.indexOf(column);
    fills.push(
      i >= 0 ? fillsAt(column, medians, i) : await modes(context, column, { source, names, present, places }),
    );
    context.progress('learning', fills.length / columns.length);
  }
  const lists = names.map((name) =>
    Array.from({ length: medians.rows }, (_, row) => String(cellAt(medians, name, row))),
  );
  return { count: medians.rows, names: lists, fills };
}

async function checkSize({ database }: RunContext, groups: string, width: number): Promise<void> {
  const frame = await database.query(`SELECT count(*)::DOUBLE AS n FROM (${groups})`);
  const cells = Number(cellAt(frame, 'n', 0)) * width;
  if (cells <= MOST_VALUES) return;
  failWith('transform-too-large', {
    cells,
    most: MOST_VALUES,
    what: 'groups',
    todo: 'Group by columns with fewer values, or impute fewer columns.',
  });
}

function fillsAt(column: Column, medians: Frame, i: number): Fill[] {
  return Array.from({ length: medians.rows }, (_, row) =>
    medianOf(column, cellAt(medians, `a${i}`, row), cellAt(medians, `b${i}`, row)),
  );
}

/** Where groups are read from. */
interface GroupSource {
  readonly source: string;
  readonly names: readonly string[];
  readonly present: string;
  readonly places: ReadonlyMap<string, number>;
}

async function modes(
  { database }: RunContext,
  column: Column,
  { source, names, present, places }: GroupSource,
): Promise<Fill[]> {
  const list = names.join(', ');
  const frame = await database.query(
    `SELECT ${list}, ${fillText(column, 'v')} AS v FROM (SELECT ${list}, ${quoteIdentifier(column.name)} AS v, count(*) AS n
      FROM ${source} WHERE ${present} AND ${teaches(column)} GROUP BY ALL)
    QUALIFY row_number() OVER (PARTITION BY ${list} ORDER BY n DESC, v) = 1`,
  );
  const fills = Array.from(places, (): Fill => ({ type: column.type, value: null }));
  for (let row = 0; row < frame.rows; row++) {
    const place = places.get(nameAt(frame, names, row));
    if (place !== undefined) fills[place] = modeOf(column, cellAt(frame, 'v', row));
  }
  return fills;
}

const nameAt = (frame: Frame, names: readonly string[], row: number): string =>
  JSON.stringify(names.map((name) => cellAt(frame, name, row)));

/** The fills of the groups as constants. A column of integers takes numbers as soon as one of its fills is no integer. */
export function groupConstants(overall: Fill, fills: readonly Fill[]): Readonly<Record<string, JsonValue>> {
  const hasNumber = [overall, ...fills].some(({ type }) => type === 'number');
  return {
    type: hasNumber ? 'number' : overall.type,
    value: overall.value,
    fills: fills.map(({ value }) => value),
  };
}
