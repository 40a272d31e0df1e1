import type { Failure } from '../../core/failure';
import type { Cell, Frame, FrameValues } from '../../core/frame';
import type { Outcome } from '../../core/outcome';
import {
  nextRun,
  TILE_COLUMNS,
  TILE_ROWS,
  TileCache,
  tilesOf,
  type TilePlace,
  type TilesWanted,
} from './tiles';

/** What is looked at: rows of columns, by their places in the table, and the columns beside them that may be seen next. */
export interface PagesWanted extends TilesWanted {
  readonly around: readonly number[];
}

/** Answers some rows of some columns of a table. */
export type FetchPage = (
  page: { readonly offset: number; readonly limit: number; readonly columns: readonly string[] },
  signal: AbortSignal,
) => Promise<Outcome<Frame>>;

/** Some 640,000 cells; and the rows that are fetched around the window before they are seen. */
const MOST_TILES = 200;
const ROWS_AROUND = 60;

/**
 * The values of a table as far as they have been looked at. One question is on its way at a time; what is seen comes first, what is
 * around it next, and a question for what nobody looks at any more is withdrawn.
 */
export class Pages {
  readonly #fetch: FetchPage;
  readonly #rows: number;
  readonly #names: readonly string[];
  readonly #tiles = new TileCache(MOST_TILES);
  #version = $state(0);
  #failure = $state.raw<Failure | null>(null);
  #wanted: readonly TilePlace[] = [];
  #asked: { readonly run: readonly TilePlace[]; readonly controller: AbortController } | null = null;
  #isClosed = false;
  readonly #rowNumbers: string | undefined;
  readonly #numbers = new Map<number, FrameValues>();

  /** `rowNumbers`: the column of an answer that tells the number of each row in the table, where it has one. */
  constructor(fetch: FetchPage, rows: number, names: readonly string[], rowNumbers?: string) {
    this.#fetch = fetch;
    this.#rows = rows;
    this.#names = names;
    this.#rowNumbers = rowNumbers;
  }

  /** Rises with everything that comes in. */
  get version(): number {
    return this.#version;
  }

  /** Why the last question was not answered. */
  get failure(): Failure | null {
    return this.#failure;
  }

  /** A value; undefined while it is on its way. */
  valueAt(row: number, column: number): Cell | undefined {
    void this.#version;
    const tile = this.#tiles.at(Math.floor(row / TILE_ROWS), Math.floor(column / TILE_COLUMNS));
    return tile?.[column % TILE_COLUMNS]?.[row % TILE_ROWS];
  }

  /** The number of a row in the table, from 0; undefined while it is on its way. */
  rowNumberAt(row: number): number | undefined {
    void this.#version;
    if (this.#rowNumbers === undefined) return row;
    const number = this.#numbers.get(Math.floor(row / TILE_ROWS))?.[row % TILE_ROWS];
    return number === undefined || number === null ? undefined : Number(number);
  }

  /** Says what is looked at now. */
  want(wanted: PagesWanted): void {
    const seen = tilesOf(wanted);
    const around = tilesOf({
      firstRow: Math.max(0, wanted.firstRow - ROWS_AROUND),
      endRow: Math.min(this.#rows, wanted.endRow + ROWS_AROUND),
      columns: [...wanted.columns, ...wanted.around],
    });
    this.#tiles.touch(seen);
    this.#wanted = [...seen, ...around];
    const isWanted = (place: TilePlace): boolean =>
      this.#wanted.some((one) => one.tileRow === place.tileRow && one.tileColumn === place.tileColumn);
    if (this.#asked !== null && !this.#asked.run.some(isWanted)) this.#withdraw();
    this.#next();
  }

  /** Asks again after a failure. */
  retry(): void {
    this.#failure = null;
    this.#next();
  }

  /** Withdraws what is on its way; nothing is asked any more. */
  close(): void {
    this.#isClosed = true;
    this.#withdraw();
  }

  #withdraw(): void {
    this.#asked?.controller.abort();
    this.#asked = null;
  }

  #next(): void {
    if (this.#asked !== null || this.#failure !== null || this.#isClosed) return;
    const run = nextRun(this.#wanted, this.#tiles);
    if (run.length > 0) void this.#ask(run);
  }

  async #ask(run: readonly TilePlace[]): Promise<void> {
    const controller = new AbortController();
    this.#asked = { run, controller };
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) return;
    const columns = this.#names.slice(first.tileColumn * TILE_COLUMNS, (last.tileColumn + 1) * TILE_COLUMNS);
    const page = { offset: first.tileRow * TILE_ROWS, limit: TILE_ROWS, columns };
    const outcome = await this.#fetch(page, controller.signal);
    if (controller.signal.aborted) return;
    this.#asked = null;
    if (outcome.ok) this.#keep(run, columns, outcome.value);
    else if (outcome.failure.code !== 'cancelled') this.#failure = outcome.failure;
    this.#next();
  }

  #keep(run: readonly TilePlace[], columns: readonly string[], { columns: values }: Frame): void {
    const numbers = this.#rowNumbers === undefined ? undefined : values[this.#rowNumbers];
    if (numbers !== undefined) for (const { tileRow } of run) this.#numbers.set(tileRow, numbers);
    run.forEach((place, index) => {
      const names = columns.slice(index * TILE_COLUMNS, (index + 1) * TILE_COLUMNS);
      this.#tiles.put(
        place,
        names.map((name) => values[name] ?? []),
      );
    });
    this.#version += 1;
  }
}
