import { cellAt } from '../../../../core/frame';
import type { RunContext } from '../../../../core/run-context';
import { quoteIdentifier } from '../../../../core/sql';
import type { Column } from '../../../../core/table';
import { assignedRows, placedRows, type Assigned } from '../measure';
import { FIRST_LEFT_OUT } from '../placing';
import { EXAMPLES, type FoundLeak } from './leak';

/**
 * Rows of each part that equal a row of another part in the columns given. Hashes first; what they hold equal is compared
 * whole. With `isKey`, rows without any value in the columns are no group.
 */
export async function tornGroups(
  { database }: RunContext,
  assigned: Assigned,
  columns: readonly Column[],
  partCount: number,
  isKey: boolean,
): Promise<FoundLeak> {
  const names = columns.map(({ name }) => `source.${quoteIdentifier(name)}`);
  const isMissing = names.map((each) => `${each} IS NULL`).join(' AND ');
  const shared = await database.createTable(
    `SELECT h FROM (
      SELECT hash(${names.join(', ')}) AS h, assigned.part AS p FROM ${assignedRows(assigned)}
      WHERE assigned.part < ${FIRST_LEFT_OUT}${isKey ? ` AND NOT (${isMissing})` : ''}
    ) GROUP BY h HAVING min(p) <> max(p)`,
  );
  if (shared.rows === 0) return { byPart: new Array<number>(partCount).fill(0), pairs: [] };
  const aliases = columns.map((_, place) => `c${place}`).join(', ');
  // A group goes by its first row. Rows without a key share a hash with others by chance alone, and are in no group.
  const isGroup = isKey
    ? `WHERE coalesce(${columns.map((_, place) => `c${place}::VARCHAR`).join(', ')}) IS NOT NULL`
    : '';
  const torn = await database.createTable(`
    WITH suspects AS (
      SELECT * FROM (${placedRows(assigned, columns)}) WHERE hash(${aliases}) IN (FROM ${quoteIdentifier(shared.table)})
    ), grouped AS (
      SELECT p, count(*)::DOUBLE AS n, min(r) AS r, min(min(r)) OVER same AS g, count(*) OVER same AS parts
      FROM suspects ${isGroup} GROUP BY ${aliases}, p WINDOW same AS (PARTITION BY ${aliases})
    )
    SELECT g, p, r, n FROM grouped WHERE parts > 1`);
  const from = quoteIdentifier(torn.table);
  const counts = await database.query(`SELECT p::INTEGER AS p, sum(n) AS n FROM ${from} GROUP BY p`);
  const byPart = new Array<number>(partCount).fill(0);
  for (let row = 0; row < counts.rows; row++) {
    byPart[Number(cellAt(counts, 'p', row))] = Number(cellAt(counts, 'n', row));
  }
  const pairs = await database.query(
    `SELECT arg_min(r, p)::DOUBLE AS one, arg_max(r, p)::DOUBLE AS other FROM ${from} GROUP BY g ORDER BY g LIMIT ${EXAMPLES}`,
  );
  return {
    byPart,
    pairs: Array.from({ length: pairs.rows }, (_, row) => ({
      one: Number(cellAt(pairs, 'one', row)),
      other: Number(cellAt(pairs, 'other', row)),
    })),
  };
}
