import type { FrameValues } from '../../core/frame';

/** Rows and columns of one tile: what is kept, and asked for, as a piece. */
export const TILE_ROWS = 200;
export const TILE_COLUMNS = 16;

/** A piece of the grid: rows `firstRow` to `endRow`, columns `firstColumn` to `endColumn`, the ends left out. */
export interface GridWindow {
  readonly firstRow: number;
  readonly endRow: number;
  readonly firstColumn: number;
  readonly endColumn: number;
}

/** A tile by its place among the tiles. */
export interface TilePlace {
  readonly tileRow: number;
  readonly tileColumn: number;
}

/** The tiles that hold a window, row by row. */
export function tilesOf({ firstRow, endRow, firstColumn, endColumn }: GridWindow): TilePlace[] {
  const tiles: TilePlace[] = [];
  for (let tileRow = Math.floor(firstRow / TILE_ROWS); tileRow * TILE_ROWS < endRow; tileRow++) {
    for (
      let tileColumn = Math.floor(firstColumn / TILE_COLUMNS);
      tileColumn * TILE_COLUMNS < endColumn;
      tileColumn++
    ) {
      tiles.push({ tileRow, tileColumn });
    }
  }
  return tiles;
}

/** A window with some rows and columns around it, as far as there are any. */
export function widened(
  window: GridWindow,
  rows: number,
  columns: number,
  by: { rows: number; columns: number },
): GridWindow {
  return {
    firstRow: Math.max(0, window.firstRow - by.rows),
    endRow: Math.min(rows, window.endRow + by.rows),
    firstColumn: Math.max(0, window.firstColumn - by.columns),
    endColumn: Math.min(columns, window.endColumn + by.columns),
  };
}

/** Tiles of values, the least recently used ones dropped beyond a number. */
export class TileCache {
  readonly #most: number;
  readonly #tiles = new Map<string, readonly FrameValues[]>();

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#tiles.size;
  }

  has(place: TilePlace): boolean {
    return this.#tiles.has(keyOf(place));
  }

  /** The values of a tile, column by column, without counting it as used. */
  at(tileRow: number, tileColumn: number): readonly FrameValues[] | undefined {
    return this.#tiles.get(`${tileRow} ${tileColumn}`);
  }

  /** Counts tiles as used now. */
  touch(places: readonly TilePlace[]): void {
    for (const place of places) {
      const tile = this.#tiles.get(keyOf(place));
      if (tile !== undefined) this.put(place, tile);
    }
  }

  put(place: TilePlace, values: readonly FrameValues[]): void {
    const key = keyOf(place);
    this.#tiles.delete(key);
    this.#tiles.set(key, values);
    for (const oldest of this.#tiles.keys()) {
      if (this.#tiles.size <= this.#most) return;
      this.#tiles.delete(oldest);
    }
  }
}

const keyOf = ({ tileRow, tileColumn }: TilePlace): string => `${tileRow} ${tileColumn}`;

/** What one question fetches: all missing tiles of the first row of tiles that lacks one, as one run of columns. */
export function nextRun(wanted: readonly TilePlace[], cache: TileCache): readonly TilePlace[] {
  const missing = wanted.filter((place) => !cache.has(place));
  const [first] = missing;
  if (first === undefined) return [];
  const columns = missing
    .filter(({ tileRow }) => tileRow === first.tileRow)
    .map(({ tileColumn }) => tileColumn);
  const from = Math.min(...columns);
  const to = Math.min(Math.max(...columns), from + MOST_TILES_ASKED - 1);
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    tileRow: first.tileRow,
    tileColumn: from + index,
  }));
}

const MOST_TILES_ASKED = 6;
