import type { PatchValue, TableArtifact } from '../../../core/artifact';
import { cellAt } from '../../../core/frame';
import type { Database } from '../../../core/run-context';
import { rowHash } from '../../../core/row-key';
import { quoteIdentifier, quoteLiteral } from '../../../core/sql';
import { columnsThatFit, type Unmet } from '../../../core/unmet';

/** Keys looked up by one statement. */
const PER_STATEMENT = 5000;

/** By which decisions remember rows: places from 1 to keys, and back. */
export interface RowKeys {
  keysOf(places: readonly number[]): Promise<ReadonlyMap<number, string>>;
  placesOf(keys: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Columns that rows were to be remembered by and that are not there. */
  readonly unmet: readonly Unmet[];
}

/**
 * The key of a row: the hash of its values in the columns of the patch, else in those of `identify`, else in all of them; the
 * second of rows with the same values has `#2` behind it, and so on. 1 s per million rows of 10 columns.
 */
export async function rowKeys(
  database: Database,
  table: TableArtifact,
  patch: PatchValue | undefined,
  identify: readonly string[],
): Promise<RowKeys> {
  const named = patch?.key.kind === 'columns' ? patch.key.columns : patch === undefined ? identify : [];
  const { columns: fitting, unmet } = columnsThatFit(table, named);
  // By fewer columns other rows would answer to a decision: then rows go by all their values, to which none does.
  const columns = named.length === 0 || unmet.length > 0 ? table.columns : fitting;
  const hashes = `SELECT row_number() OVER () AS i, ${rowHash(columns, 0)} AS h FROM ${quoteIdentifier(table.table)}`;
  const ranked = `SELECT i, h, row_number() OVER (PARTITION BY h ORDER BY i) AS n FROM (${hashes})`;
  const keys = await database.createTable(
    `SELECT i, h || CASE WHEN n > 1 THEN '#' || n::VARCHAR ELSE '' END AS k FROM (${ranked})`,
  );
  const lookUp = async (column: string, values: readonly string[]) => {
    const found: [number, string][] = [];
    for (let start = 0; start < values.length; start += PER_STATEMENT) {
      const some = values.slice(start, start + PER_STATEMENT).join(', ');
      const frame = await database.query(
        `SELECT i::DOUBLE AS i, k FROM ${quoteIdentifier(keys.table)} WHERE ${column} IN (${some})`,
      );
      for (let row = 0; row < frame.rows; row++) {
        found.push([Number(cellAt(frame, 'i', row)), String(cellAt(frame, 'k', row))]);
      }
    }
    return found;
  };
  return {
    unmet,
    keysOf: async (places) => new Map(await lookUp('i', places.map(String))),
    placesOf: async (wanted) =>
      new Map((await lookUp('k', wanted.map(quoteLiteral))).map(([place, key]) => [key, place])),
  };
}
