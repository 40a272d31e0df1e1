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

/** Rows `firstRow` to `endRow`, the end left out, of some columns by their places in the table. */
export interface TilesWanted {
  readonly firstRow: number;
  readonly endRow: number;
  readonly columns: readonly number[];
}

/** The tiles that hold some rows of some columns, row by row and from left to right. */
export function tilesOf({ firstRow, endRow, columns }: TilesWanted): TilePlace[] {
  const tileColumns = [...new Set(columns.map((column) => Math.floor(column / TILE_COLUMNS)))];
  tileColumns.sort((a, b) => a - b);
  const tiles: TilePlace[] = [];
  for (let tileRow = Math.floor(firstRow / TILE_ROWS); tileRow * TILE_ROWS < endRow; tileRow++) {
    for (const tileColumn of tileColumns) tiles.push({ tileRow, tileColumn });
  }
  return tiles;
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

/** What one question fetches: of the first row of tiles that lacks one, the missing tiles that stand side by side. */
export function nextRun(wanted: readonly TilePlace[], cache: TileCache): readonly TilePlace[] {
  const missing = wanted.filter((place) => !cache.has(place));
  const [first] = missing;
  if (first === undefined) return [];
  const { tileRow } = first;
  const columns = new Set(
    missing.filter((place) => place.tileRow === tileRow).map((place) => place.tileColumn),
  );
  let from = first.tileColumn;
  while (columns.has(from - 1)) from -= 1;
  const run: TilePlace[] = [];
  for (let tileColumn = from; columns.has(tileColumn) && run.length < MOST_TILES_ASKED; tileColumn++) {
    run.push({ tileRow, tileColumn });
  }
  return run;
}

const MOST_TILES_ASKED = 6;
