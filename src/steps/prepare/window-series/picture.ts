import { cellAt, frameOfRows, frameRows, type Frame } from '../../../core/frame';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { spanOf } from '../../../kernels/windows/count';
import type { CutFrom } from './cut';
import { windowFrames } from './frames';

/** Windows that a picture shows side by side, and rows that it draws at most. */
const SHOWN = 8;
const MOST_ROWS = 3000;
const MOST_CHANNELS = 6;

/** The stretch of rows that holds the first windows, and those windows; both empty where there is none. */
export async function drawPicture(
  { database }: RunContext,
  windows: MadeTable,
  placed: MadeTable,
  { series, columns, params, names }: CutFrom,
): Promise<Record<string, Frame>> {
  const { picture, picture_windows: laid } = windowFrames;
  const none = {
    picture: frameOfRows(Object.keys(picture), []),
    picture_windows: frameOfRows(Object.keys(laid), []),
  };
  const first = await database.query(`SELECT seg, s FROM ${placed.table} ORDER BY w LIMIT 1`);
  if (first.rows === 0) return none;
  const [seg, from] = [Number(cellAt(first, 'seg', 0)), Number(cellAt(first, 's', 0))];
  const { shift, horizon } = params;
  const to = from + Math.min(MOST_ROWS, spanOf(params) + horizon + (SHOWN - 1) * shift);
  const shown = columns.values.slice(0, MOST_CHANNELS);
  const rows = frameRows(
    await database.query(
      `SELECT p - ${from} AS row, stamp::VARCHAR AS stamp, ${shown.map((_, n) => `v${n}`).join(', ')}
      FROM ${series.table} WHERE seg = ${seg} AND p >= ${from} AND p < ${to} ORDER BY p`,
    ),
  );
  const label = columns.label === null ? 'NULL' : `${quoteIdentifier(columns.label.name)}::VARCHAR`;
  const span = spanOf(params);
  const last = `s - ${from} + ${span - 1}`;
  const laidOut = await database.query(
    `SELECT w AS window, s - ${from} AS first, ${last} AS last,
      ${horizon > 0 ? `${last} + ${horizon}` : 'NULL'} AS target, t.label
    FROM ${placed.table} JOIN (SELECT ${quoteIdentifier(names.window)} AS n, ${label} AS label FROM ${windows.table}) AS t ON t.n = w
    WHERE seg = ${seg} AND s >= ${from} AND s + ${span + horizon} <= ${to} ORDER BY w`,
  );
  const drawn = shown.flatMap(({ name }, n) =>
    rows.map((row) => ({ row: row.row, at: row.stamp, channel: name, value: row[`v${n}`] })),
  );
  return { picture: frameOfRows(Object.keys(picture), drawn), picture_windows: laidOut };
}
