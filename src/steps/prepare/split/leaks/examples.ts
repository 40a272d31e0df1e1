import type { TableArtifact } from '../../../../core/artifact';
import { cellAt, type FrameRow } from '../../../../core/frame';
import type { Database } from '../../../../core/run-context';
import { quoteIdentifier } from '../../../../core/sql';
import type { Column } from '../../../../core/table';
import { assignedRows, type Assigned } from '../measure';
import type { Leak } from './leak';
import { maskedColumns } from './masked-columns';

/** Columns that are shown of a row. */
const MOST_COLUMNS = 24;

/** The rows of the pairs of all leaks, cell by cell: the frame `examples`. One scan, and what it takes to know which values to hide. */
export async function exampleCells(
  database: Database,
  assigned: Assigned,
  leaks: readonly Leak[],
  partNames: readonly string[],
): Promise<FrameRow[]> {
  const places = [...new Set(leaks.flatMap(({ pairs }) => pairs.flatMap(({ one, other }) => [one, other])))];
  if (places.length === 0) return [];
  const columns = shownColumns(assigned.table, leaks);
  const masked = await maskedColumns(database, assigned.table, columns);
  const values = columns.map((column, place) => `${textOf(column)} AS v${place}`).join(', ');
  const frame = await database.query(
    `SELECT r::DOUBLE AS r, p::INTEGER AS p, ${columns.map((_, place) => `v${place}`).join(', ')}
    FROM (SELECT row_number() OVER () AS r, assigned.part AS p, ${values} FROM ${assignedRows(assigned)})
    WHERE r IN (${places.join(', ')})`,
  );
  const rowAt = new Map(
    Array.from({ length: frame.rows }, (_, row) => [Number(cellAt(frame, 'r', row)), row]),
  );
  return leaks.flatMap(({ kind, columns: named, pairs }) =>
    pairs.flatMap(({ one, other }, pair) =>
      columns.flatMap(({ name }, place) => {
        const texts = [one, other].map((at) => cellAt(frame, `v${place}`, rowAt.get(at) ?? -1));
        return [one, other].map((at, side) => ({
          leak: kind,
          columns: kind === 'equal keys' ? named.join(', ') : null,
          pair: pair + 1,
          part: partNames[Number(cellAt(frame, 'p', rowAt.get(at) ?? -1))] ?? null,
          row_number: at,
          column: name,
          value: texts[side] ?? null,
          differs: texts[0] !== texts[1],
          is_masked: masked.has(name),
        }));
      }),
    ),
  );
}

/** The columns that leaks name first, then the others in their order. */
function shownColumns({ columns }: TableArtifact, leaks: readonly Leak[]): Column[] {
  const named = new Set(leaks.flatMap((leak) => leak.columns));
  const isNamed = ({ name }: Column): boolean => named.has(name);
  return [...columns.filter(isNamed), ...columns.filter((each) => !isNamed(each))].slice(0, MOST_COLUMNS);
}

/** SQL: a value as text; equal numbers have equal texts. */
function textOf({ name, sqlType }: Column): string {
  const value = `source.${quoteIdentifier(name)}`;
  if (!/^(FLOAT|DOUBLE)/i.test(sqlType)) return `${value}::VARCHAR`;
  return `CASE WHEN isnan(${value}) THEN 'NaN' ELSE (${value} + 0)::VARCHAR END`;
}
