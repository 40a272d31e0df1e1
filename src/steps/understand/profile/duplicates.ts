import { cellAt } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Statistics } from '../../../core/statistics';
import { nameOf, type ProfileTable } from './columns';

/** Cells that one statement may have to hold at a time where all rows are repeated. */
const CELLS_PER_STATEMENT = 50_000_000;

/**
 * Counts repeated rows, exactly: rows whose hash over all columns occurs once are unique; only the others are compared value
 * by value (a missing value equals a missing value). Large tables go in parts by hash, so that the memory stays bounded.
 */
export async function countDuplicates(
  { database }: RunContext,
  { table, rows, columns }: ProfileTable,
  cellsPerStatement = CELLS_PER_STATEMENT,
): Promise<NonNullable<Statistics['duplicates']>> {
  const parts = Math.max(1, Math.ceil((rows * columns.length) / cellsPerStatement));
  const found = { surplus: 0, repeated: 0 };
  for (let part = 0; part < parts; part++) {
    const names = columns.map(nameOf).join(', ');
    const frame = await database.query(statementOf(quoteIdentifier(table), names, part, parts));
    found.surplus += Number(cellAt(frame, 'surplus', 0));
    found.repeated += Number(cellAt(frame, 'repeated', 0));
  }
  return found;
}

function statementOf(table: string, names: string, part: number, parts: number): string {
  const isOfPart = parts === 1 ? '' : ` WHERE hash(${names}) % ${parts} = ${part}`;
  const hashes = `SELECT hash(${names}) AS h FROM ${table}${isOfPart} GROUP BY 1 HAVING count(*) > 1`;
  const groups = `SELECT count(*) AS n FROM ${table} WHERE hash(${names}) IN (${hashes}) GROUP BY ${names} HAVING count(*) > 1`;
  return `SELECT coalesce(sum(n - 1), 0)::DOUBLE AS surplus, count(*)::DOUBLE AS repeated FROM (${groups})`;
}
