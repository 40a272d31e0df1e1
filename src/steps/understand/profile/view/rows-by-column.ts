import { cellAt, type Frame } from '../../../../core/frame';

const known = new WeakMap<Frame, ReadonlyMap<string, readonly number[]>>();

/** The rows of a frame by the name in its column `column`. One pass over a frame when it is first asked. */
export function rowsByColumn(frame: Frame): ReadonlyMap<string, readonly number[]> {
  const before = known.get(frame);
  if (before !== undefined) return before;
  const rows = new Map<string, number[]>();
  for (let row = 0; row < frame.rows; row += 1) {
    const name = String(cellAt(frame, 'column', row));
    const own = rows.get(name);
    if (own === undefined) rows.set(name, [row]);
    else own.push(row);
  }
  known.set(frame, rows);
  return rows;
}
