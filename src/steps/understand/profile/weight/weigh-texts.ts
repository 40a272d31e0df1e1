import { cellAt } from '../../../../core/frame';
import type { RunContext } from '../../../../core/run-context';
import { quoteIdentifier } from '../../../../core/sql';
import type { ColumnStatistics } from '../../../../core/statistics';
import { columnsPerPiece, piecesOf, type ProfileTable } from '../columns';
import type { OnWeighed, Weighing } from './weigh-groups';
import { TOP, type WeighedColumn } from './weighed';

const VALUES_PER_STATEMENT = 2_000_000;
const MOST_COLUMNS = 100;

/** True for texts and truths, of which only values are weighed. */
export const isForTexts = ({ text, booleans }: ColumnStatistics): boolean =>
  text !== undefined || booleans !== undefined;

/**
 * Weighs columns of texts and truths, set under each other and grouped at once: some milliseconds a column, which a statement for
 * each would take to plan alone.
 */
export async function weighTextColumns(
  { database }: RunContext,
  table: ProfileTable,
  { columns, weights }: Weighing,
  onWeighed: OnWeighed,
): Promise<void> {
  for (const piece of piecesOf(columns, columnsPerPiece(table.rows, VALUES_PER_STATEMENT, MOST_COLUMNS))) {
    const places = piece.map((_, i) => i).join(', ');
    const values = piece.map(({ name }) => `${quoteIdentifier(name)}::VARCHAR`).join(', ');
    const rows = `SELECT unnest([${places}]) AS c, unnest([${values}]) AS k, ${weights.sql} AS w FROM ${quoteIdentifier(table.table)}`;
    const groups = `SELECT c, k, sum(w) AS w FROM (${rows}) WHERE w IS NOT NULL GROUP BY c, k`;
    // What is missing comes first, and so is never cut off.
    const ranks = `row_number() OVER (PARTITION BY c ORDER BY k IS NULL DESC, w DESC, k DESC)`;
    const frame = await database.query(
      `SELECT c::DOUBLE AS c, k, k IS NULL AS gone, w, total FROM
        (SELECT *, ${ranks} AS r, sum(w) FILTER (k IS NOT NULL) OVER (PARTITION BY c) AS total FROM (${groups}))
        WHERE r <= ${TOP + 1} ORDER BY c, r`,
    );
    const found = piece.map(() => ({ present: 0, gone: 0, top: [] as { value: string; weight: number }[] }));
    for (let row = 0; row < frame.rows; row++) {
      const one = found[Number(cellAt(frame, 'c', row))]!;
      const weight = Number(cellAt(frame, 'w', row));
      one.present = Number(cellAt(frame, 'total', row) ?? 0);
      if (cellAt(frame, 'gone', row) === true) one.gone = weight;
      else if (one.top.length < TOP) one.top.push({ value: String(cellAt(frame, 'k', row)), weight });
    }
    found.forEach((one, i) => onWeighed(piece[i]!, { ...one, ...NO_NUMBERS }));
  }
}

const NO_NUMBERS: Pick<WeighedColumn, 'mean' | 'sd' | 'deciles' | 'bins'> = {
  mean: null,
  sd: null,
  deciles: [],
  bins: [],
};
