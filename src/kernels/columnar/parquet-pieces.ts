import { numberAt, structAt, type ParquetFooter } from './parquet-footer';

/** Rows that are read at once: of the row groups `from` up to `to`, those from `offset` on. */
export interface ParquetPiece {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
  readonly rows: number;
  /** About how many bytes its values are, inflated. */
  readonly bytes: number;
}

/** Larger pieces win nothing; smaller ones cost 10 ms each at the database. */
const MOST_ROWS = 500_000;
/** A piece holds about so much, inflated. */
const MOST_BYTES = 64e6;

/**
 * Cuts a file into pieces: small row groups together, large ones in parts of equal length. A row group is inflated up to its part
 * each time, so that one of very many rows costs more the later its part.
 */
export function piecesOf(footer: ParquetFooter, leaves: readonly number[]): ParquetPiece[] {
  const pieces: ParquetPiece[] = [];
  let isWhole = true;
  for (const [index, group] of footer.groups.entries()) {
    const bytes = leaves.reduce((sum, leaf) => sum + chunkBytes(footer, index, leaf), 0);
    const last = pieces.at(-1);
    const together = last === undefined ? null : { rows: last.rows + group.rows, bytes: last.bytes + bytes };
    if (
      last !== undefined &&
      together !== null &&
      isWhole &&
      together.rows <= MOST_ROWS &&
      together.bytes <= MOST_BYTES
    ) {
      pieces[pieces.length - 1] = { ...last, ...together, to: index + 1 };
      continue;
    }
    const parts = Math.max(1, Math.ceil(group.rows / (1.5 * MOST_ROWS)), Math.ceil(bytes / (2 * MOST_BYTES)));
    const step = Math.max(1, Math.ceil(group.rows / parts));
    for (let offset = 0; offset < group.rows; offset += step) {
      const rows = Math.min(step, group.rows - offset);
      pieces.push({ from: index, to: index + 1, offset, rows, bytes: (bytes * rows) / group.rows });
    }
    // To a part of a row group no other group can be added: its piece begins within that group.
    isWhole = parts === 1;
  }
  return pieces;
}

function chunkBytes(footer: ParquetFooter, group: number, leaf: number): number {
  const meta = structAt(footer.groups[group]?.chunks[leaf] ?? new Map(), 3);
  return meta === null ? 0 : Math.max(0, numberAt(meta, 6));
}
