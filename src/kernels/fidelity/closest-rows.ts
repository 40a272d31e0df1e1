import { cellAt, type FrameRow } from '../../core/frame';
import type { RunContext } from '../../core/run-context';
import { quoteIdentifier } from '../../core/sql';
import type { Distances } from './distances';
import type { JudgedColumn, JudgedTables, Source } from './read';

/** Synthetic rows that are shown beside their closest real row, and columns of them. */
const SHOWN = 20;
const SHOWN_COLUMNS = 40;

/** The rows of the frame `fidelity_closest`: the closest synthetic rows beside their real row, value by value. */
export async function closestBeside(
  context: Pick<RunContext, 'database'>,
  { real, synthetic }: JudgedTables<Source>,
  columns: readonly JudgedColumn[],
  { rows, found }: Pick<Distances, 'rows' | 'found'>,
): Promise<FrameRow[]> {
  const order = Array.from(rows.keys())
    .filter((place) => found.rows[place]! >= 0)
    .sort((a, b) => found.distances[a]! - found.distances[b]! || a - b)
    .slice(0, SHOWN);
  const shown = columns.slice(0, SHOWN_COLUMNS);
  const made = await textsOf(
    context,
    synthetic,
    shown,
    order.map((place) => rows[place]!),
  );
  const near = await textsOf(
    context,
    real,
    shown,
    order.map((place) => found.rows[place]!),
  );
  return order.flatMap((place, at) =>
    shown.map(({ name }, column) => {
      const [theirs, ours] = [made[at]?.[column] ?? null, near[at]?.[column] ?? null];
      return {
        place: at + 1,
        synthetic_row: placeIn(synthetic, rows[place]!),
        real_row: placeIn(real, found.rows[place]!),
        distance: found.distances[place]!,
        ...{ column: name, synthetic: theirs, real: ours, differs: theirs !== ours },
      };
    }),
  );
}

/** The place of a row in the table it comes from, from 1. */
const placeIn = ({ places }: Source, row: number): number => places?.[row] ?? row + 1;

/** The values of some rows (by place, from 0) as texts, in the order asked. */
async function textsOf(
  { database }: Pick<RunContext, 'database'>,
  { table }: Source,
  columns: readonly JudgedColumn[],
  rows: readonly number[],
): Promise<(string | null)[][]> {
  if (rows.length === 0) return [];
  const values = columns.map(({ name }, n) => `${quoteIdentifier(name)}::VARCHAR AS c${n}`);
  const wanted = [...new Set(rows)].map((row) => row + 1);
  const frame = await database.query(
    `SELECT * FROM (SELECT ${values.join(', ')}, row_number() OVER () AS "row" FROM ${quoteIdentifier(table)}) WHERE "row" IN (${wanted.join(', ')})`,
  );
  const at = new Map(Array.from({ length: frame.rows }, (_, i) => [Number(cellAt(frame, 'row', i)) - 1, i]));
  return rows.map((row) =>
    columns.map((_, n) => {
      const value = cellAt(frame, `c${n}`, at.get(row) ?? -1);
      return value === null ? null : String(value);
    }),
  );
}
