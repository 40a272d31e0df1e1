import type { Artifact, PatchValue } from './artifact';
import type { RawParams, Notice, Suggestion } from './contract';
import type { CsvDialect, FilePieceQuery } from './file-piece';
import type { Frame } from './frame';
import type { MadeFilesQuery } from './made-files';
import type { NumberFormat } from './number-format';
import type { Outcome } from './outcome';
import type { RowCondition, RowView } from './row-view';

declare global {
  /** What every world that asks has; this one, which knows no world, knows of it only so much. */
  interface AbortSignal {
    readonly aborted: boolean;
  }
}

/**
 * Rows `offset` to `offset + limit` of a table, of all or the named columns; with a `view`, of the rows it leaves, in its order.
 * A view's first page computes it once, about 0.2 to 0.8 s per million rows; the next ones scan the asked columns, 0.1 s.
 */
export interface PageQuery {
  readonly kind: 'page';
  readonly slot: string;
  readonly offset: number;
  readonly limit: number;
  readonly columns?: readonly string[];
  readonly view?: RowView;
  /** With a view: under this name, the number of each row in the table (from 0) is answered too. */
  readonly rowNumbers?: string;
}

/** How many rows a view leaves: one row of `rows`. The view is computed by it, and its pages are answered faster then. */
export interface RowsQuery {
  readonly kind: 'rows';
  readonly slot: string;
  readonly view: RowView;
}

/** Where a row of the table (its number from 0) stands in a view: one row of `place`, or none where the view leaves it out. */
export interface PlaceQuery {
  readonly kind: 'place';
  readonly slot: string;
  readonly view: RowView;
  readonly row: number;
}

/**
 * The next value that holds a text, row by row and within a row along `columns`, after (or `backward` before) a place of the
 * view; upper and lower case are not told apart. One row of `row` (its place in the view) and `column` (its place among
 * `columns`), or none. Scans as far as it must: 2.5 s per million rows of 20 columns.
 */
export interface FindQuery {
  readonly kind: 'find';
  readonly slot: string;
  readonly text: string;
  readonly columns: readonly string[];
  readonly view: RowView;
  /** Row -1 is before the first one, the number of rows behind the last; likewise columns. */
  readonly from: { readonly row: number; readonly column: number };
  readonly backward: boolean;
}

/** What is told of one column; `columnFacts` of `column-facts.ts` reads the answer. About 0.5 s per million rows. */
export interface ColumnQuery {
  readonly kind: 'column';
  readonly slot: string;
  readonly column: string;
}

/**
 * What the heads of the named columns tell; `columnHeads` of `column-head.ts` reads the answer. Scans each column once: about
 * 0.1 to 0.5 s per million rows and column. Ask for a few columns at a time; pages are answered meanwhile.
 */
export interface HeadsQuery {
  readonly kind: 'heads';
  readonly slot: string;
  readonly columns: readonly string[];
}

/**
 * Rows as lines of a CSV file, all columns in order: one row with `text` (lines ended by a line feed) and `rows` (how many).
 * The header line comes with offset 0. Every CSV that Sluice writes, in the browser and on the command line, is this answer:
 * RFC 4180 quoting; a missing value is an empty field, an empty text is `""`; every value as the database writes it, so that
 * a column is read again as the type it had: a DOUBLE has a point or an exponent (`1.0`, `1e+16`) or is `nan`, `inf`, `-inf`,
 * a BIGINT has all its digits, dates are ISO 8601, truths `true` and `false`. A DECIMAL or FLOAT comes back as a DOUBLE.
 */
export interface CsvQuery {
  readonly kind: 'csv';
  readonly slot: string;
  readonly offset: number;
  readonly limit: number;
  /** Only these columns, in this order. */
  readonly columns?: readonly string[];
  readonly view?: RowView;
  /** Fields are set apart by tabs, as spreadsheets paste them. */
  readonly isTabbed?: boolean;
  /** No header line. */
  readonly isBare?: boolean;
  /** How values are written where it is not as said above. */
  readonly dialect?: CsvDialect;
}

/**
 * What tells the meaning of columns; `meaningFacts` of `meaning/facts.ts` reads the answer. Groups each column once, and in a
 * table of more than a million rows a sample of it: up to 0.3 s a column. Ask for a few columns at a time.
 */
export interface MeaningsQuery {
  readonly kind: 'meanings';
  readonly slot: string;
  readonly columns: readonly string[];
}

/** What a view may ask about one of its cell's output tables. */
export type ViewQuery =
  | PageQuery
  | RowsQuery
  | PlaceQuery
  | FindQuery
  | ColumnQuery
  | HeadsQuery
  | MeaningsQuery
  | CsvQuery
  | FilePieceQuery
  | MadeFilesQuery;

/** Asks a question; the signal withdraws it, and it then fails as `cancelled`. */
export type Ask = (query: ViewQuery, options?: { readonly signal?: AbortSignal }) => Promise<Outcome<Frame>>;

/** The part of a step's result that its view draws. */
export interface ViewResult {
  readonly artifacts: Readonly<Record<string, Artifact>>;
  readonly frames: Readonly<Record<string, Frame>>;
  readonly notices: readonly Notice[];
}

/** What the picture of a first look gets: the frames of a sample. */
export interface FirstLookProps {
  readonly frames: Readonly<Record<string, Frame>>;
  readonly format: NumberFormat;
}

/** The props of every step's `View.svelte`. A view knows no engine: what it lacks it asks for with `ask`. */
export interface ViewProps {
  readonly result: ViewResult;
  readonly params: RawParams;
  readonly ask: Ask;
  readonly format: NumberFormat;
  /** The names at the cell's inputs, by slot; several at a list slot. */
  readonly inputs?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /** What the cell calls its outputs, by slot. */
  readonly outputs?: Readonly<Record<string, string>> | undefined;
  /** Changes params of the cell, as one step to undo. Left out where the cell cannot be changed. */
  readonly setParams?: ((params: RawParams) => void) | undefined;
  /** The decisions made by hand that the cell holds. */
  readonly patch?: PatchValue | undefined;
  /** Replaces them, as one step to undo; null takes them all back. Left out where the cell cannot be changed. */
  readonly setPatch?: ((patch: PatchValue | null) => void) | undefined;
  /** Inserts a cell below this one. Left out where none can be. */
  readonly follow?: ((suggestion: Suggestion) => void) | undefined;
  /** True where a cell follows the suggestion to the letter: `follow` then leads to it and inserts nothing. */
  readonly isFollowed?: ((suggestion: Suggestion) => boolean) | undefined;
  /** False where what a suggested cell would read is not there, as the whole of two parts that came as files of their own. */
  readonly isPossible?: ((suggestion: Suggestion) => boolean) | undefined;
  /** Opens the table at an input of the cell beside the workbench, with the rows that fulfil the conditions. */
  readonly showRows?: ((slot: string, where: readonly RowCondition[]) => void) | undefined;
}
