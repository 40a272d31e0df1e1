import type { LinePoint } from '../../../../charts/lines';
import { cellAt, type Frame } from '../../../../core/frame';

/** One channel of a window before and after. */
export interface Trace {
  readonly operation: string;
  readonly channel: string;
  readonly before: LinePoint[];
  readonly after: LinePoint[];
}

const numberAt = (frame: Frame, column: string, row: number): number | null => {
  const value = cellAt(frame, column, row);
  return typeof value === 'number' ? value : null;
};

/** The frame `traces`, a trace for each operation and channel, in order. */
export function tracesOf(frame: Frame): Trace[] {
  const traces: Trace[] = [];
  for (let row = 0; row < frame.rows; row++) {
    const [operation, channel] = [
      String(cellAt(frame, 'operation', row)),
      String(cellAt(frame, 'channel', row)),
    ];
    let trace = traces.at(-1);
    if (trace?.operation !== operation || trace.channel !== channel) {
      trace = { operation, channel, before: [], after: [] };
      traces.push(trace);
    }
    const x = Number(cellAt(frame, 'at', row));
    trace.before.push({ x, y: numberAt(frame, 'before', row) });
    trace.after.push({ x, y: numberAt(frame, 'after', row) });
  }
  return traces;
}

/** The lines of one of the least safe new windows: the new one, its parent, the nearest real one. */
export function linesOf(frame: Frame, newRow: number): readonly (readonly LinePoint[])[] {
  const lines: Record<string, LinePoint[]> = { new: [], parent: [], nearest: [] };
  for (let row = 0; row < frame.rows; row++) {
    if (cellAt(frame, 'new_row', row) !== newRow) continue;
    lines[String(cellAt(frame, 'kind', row))]?.push({
      x: Number(cellAt(frame, 'place', row)),
      y: numberAt(frame, 'value', row),
    });
  }
  return [lines.new ?? [], lines.parent ?? [], lines.nearest ?? []];
}
