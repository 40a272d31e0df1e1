import type { Artifact } from './artifact';
import type { RawParams, Notice } from './contract';
import type { Frame } from './frame';
import type { NumberFormat } from './number-format';
import type { Outcome } from './outcome';

declare global {
  /** What every world that asks has; this one, which knows no world, knows of it only so much. */
  interface AbortSignal {
    readonly aborted: boolean;
  }
}

/** Rows `offset` to `offset + limit` of a table, of all or the named columns. */
export interface PageQuery {
  readonly kind: 'page';
  readonly slot: string;
  readonly offset: number;
  readonly limit: number;
  readonly columns?: readonly string[];
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
 * RFC 4180 quoting; a missing value is an empty field, an empty text is `""`; every value as the database writes it. The
 * header line comes with offset 0.
 */
export interface CsvQuery {
  readonly kind: 'csv';
  readonly slot: string;
  readonly offset: number;
  readonly limit: number;
}

/** What a view may ask about one of its cell's output tables. */
export type ViewQuery = PageQuery | HeadsQuery | CsvQuery;

/** Asks a question; the signal withdraws it, and it then fails as `cancelled`. */
export type Ask = (query: ViewQuery, options?: { readonly signal?: AbortSignal }) => Promise<Outcome<Frame>>;

/** The part of a step's result that its view draws. */
export interface ViewResult {
  readonly artifacts: Readonly<Record<string, Artifact>>;
  readonly frames: Readonly<Record<string, Frame>>;
  readonly notices: readonly Notice[];
}

/** The props of every step's `View.svelte`. A view knows no engine: what it lacks it asks for with `ask`. */
export interface ViewProps {
  readonly result: ViewResult;
  readonly params: RawParams;
  readonly ask: Ask;
  readonly format: NumberFormat;
  /** What the cell calls its outputs, by slot. */
  readonly outputs?: Readonly<Record<string, string>> | undefined;
  /** Changes params of the cell, as one step to undo. Left out where the cell cannot be changed. */
  readonly setParams?: ((params: RawParams) => void) | undefined;
}
