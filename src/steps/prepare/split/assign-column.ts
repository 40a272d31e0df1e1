import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { cellAt, type Frame } from '../../../core/frame';
import type { Database } from '../../../core/run-context';
import { quoteIdentifier, quoteLiteral } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { partsOf } from './part-names';
import type { SplitParams } from './params';
import { LEFT_OUT } from './placing';

/** Values that are listed; rows of the others are counted. */
const LISTED_VALUES = 200;

/** SQL: a value as people write it in a document, and as it is listed. */
const valueText = ({ name }: Column): string => `${quoteIdentifier(name)}::VARCHAR`;

/** SELECT of `part` for every row in order, as the values of a column say. */
export function byColumn(table: TableArtifact, params: SplitParams): string {
  const column = requireColumn(table, params.column);
  const parts = partsOf(params).map(({ name }) => name);
  const cases = params.values.map(({ value, part }) => {
    const isValue = value === null ? 'v IS NULL' : `v = ${quoteLiteral(value)}`;
    return `WHEN ${isValue} THEN ${parts.indexOf(part)}`;
  });
  return `SELECT (CASE ${cases.join(' ')} ELSE ${LEFT_OUT.other} END)::UTINYINT AS part
    FROM (SELECT ${valueText(column)} AS v FROM ${quoteIdentifier(table.table)})`;
}

/** A value of the column, its rows, and the part they go to; null where they are left out. */
export interface ListedValue {
  readonly value: string | null;
  readonly part: string | null;
  readonly rows: number;
}

/** The values of the column, the most frequent first; then those that the params name and no row has. */
export async function listValues(
  database: Database,
  table: TableArtifact,
  params: SplitParams,
): Promise<ListedValue[]> {
  const column = requireColumn(table, params.column);
  const counts: Frame = await database.query(
    `SELECT ${valueText(column)} AS v, count(*)::DOUBLE AS n FROM ${quoteIdentifier(table.table)}
    GROUP BY v ORDER BY n DESC, v LIMIT ${LISTED_VALUES}`,
  );
  const partOf = new Map(params.values.map(({ value, part }) => [value, part]));
  const listed = Array.from({ length: counts.rows }, (_, row): ListedValue => {
    const cell = cellAt(counts, 'v', row);
    const value = cell === null ? null : String(cell);
    return { value, part: partOf.get(value) ?? null, rows: Number(cellAt(counts, 'n', row)) };
  });
  const isListed = new Set(listed.map(({ value }) => value));
  const absent = params.values.filter(({ value }) => !isListed.has(value));
  // Where not all are listed, an absent one may only be rare: nothing is said of it.
  const none = counts.rows < LISTED_VALUES ? absent.map((each) => ({ ...each, rows: 0 })) : [];
  return [...listed, ...none];
}
