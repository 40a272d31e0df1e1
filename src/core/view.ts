import type { Artifact } from './artifact';
import type { Notice } from './contract';
import type { Frame } from './frame';
import type { NumberFormat } from './number-format';
import type { Outcome } from './outcome';

/** What a view may ask about one of its cell's output tables: rows `offset` to `offset + limit`, of all or the named columns. */
export interface ViewQuery {
  readonly kind: 'page';
  readonly slot: string;
  readonly offset: number;
  readonly limit: number;
  readonly columns?: readonly string[];
}

/** The part of a step's result that its view draws. */
export interface ViewResult {
  readonly artifacts: Readonly<Record<string, Artifact>>;
  readonly frames: Readonly<Record<string, Frame>>;
  readonly notices: readonly Notice[];
}

/** The props of every step's `View.svelte`. A view knows no engine: what it lacks it asks for with `ask`. */
export interface ViewProps {
  readonly result: ViewResult;
  readonly params: Readonly<Record<string, unknown>>;
  readonly ask: (query: ViewQuery) => Promise<Outcome<Frame>>;
  readonly format: NumberFormat;
}
