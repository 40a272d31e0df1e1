import { frameRows } from '../../../../core/frame';
import type { RunContext } from '../../../../core/run-context';
import { quoteIdentifier } from '../../../../core/sql';
import type { ColumnStatistics } from '../../../../core/statistics';
import type { ProfileTable } from '../columns';
import type { LengthBin } from './column-details';

/** The lengths of texts that are too many to be read one by one, counted by the database: a scan a column. */
export async function readLengths(
  { database }: RunContext,
  { table }: ProfileTable,
  columns: readonly ColumnStatistics[],
  widthOf: (column: ColumnStatistics) => number,
): Promise<Map<string, LengthBin[]>> {
  const found = new Map<string, LengthBin[]>();
  for (const column of columns) {
    const name = quoteIdentifier(column.name);
    const { min = 0, max = 0 } = column.text?.characters ?? {};
    const width = widthOf(column);
    const frame = await database.query(
      `SELECT (length(${name}::VARCHAR) - ${min}) // ${width} AS bin, count(*)::DOUBLE AS n FROM ${quoteIdentifier(table)} WHERE ${name} IS NOT NULL GROUP BY bin`,
    );
    const counts = new Map(frameRows(frame).map(({ bin, n }) => [Number(bin), Number(n)]));
    const bins = Math.floor((max - min) / width) + 1;
    found.set(
      column.name,
      Array.from({ length: bins }, (_, bin) => ({
        low: min + bin * width,
        high: Math.min(max, min + (bin + 1) * width - 1),
        count: counts.get(bin) ?? 0,
      })),
    );
  }
  return found;
}
