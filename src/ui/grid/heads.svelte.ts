import { columnHeads, type ColumnHead } from '../../core/column-head';
import type { Frame } from '../../core/frame';
import type { Outcome } from '../../core/outcome';

/** Answers what the heads of some columns tell. */
export type FetchHeads = (columns: readonly string[], signal: AbortSignal) => Promise<Outcome<Frame>>;

/** Values that one question scans, and columns that it is about, at most; and how long the view must rest before it. */
const VALUES_PER_QUESTION = 1_000_000;
const COLUMNS_PER_QUESTION = 12;
const REST_MS = 60;

/** Heads of the tables looked at last, by the key of the table: equal keys are equal contents. */
const known = new Map<string, Map<string, ColumnHead>>();
const KNOWN_TABLES = 24;

function knownOf(key: string): Map<string, ColumnHead> {
  const heads = known.get(key) ?? new Map<string, ColumnHead>();
  known.delete(key);
  known.set(key, heads);
  const [oldest] = known.keys();
  if (known.size > KNOWN_TABLES && oldest !== undefined) known.delete(oldest);
  return heads;
}

/** The heads of a table's columns as far as they have been looked at: those in view are asked for, a few at a time. */
export class Heads {
  readonly #fetch: FetchHeads;
  readonly #perQuestion: number;
  readonly #heads: Map<string, ColumnHead>;
  readonly #unanswered = new Set<string>();
  #version = $state(0);
  #wanted: readonly string[] = [];
  #asked: { readonly columns: readonly string[]; readonly controller: AbortController } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /** `key` names the content of the table. */
  constructor(fetch: FetchHeads, key: string, rows: number) {
    this.#fetch = fetch;
    this.#heads = knownOf(key);
    const columns = Math.floor(VALUES_PER_QUESTION / Math.max(1, rows));
    this.#perQuestion = Math.min(COLUMNS_PER_QUESTION, Math.max(1, columns));
  }

  /** A head; undefined while it is not known. */
  headOf(column: string): ColumnHead | undefined {
    void this.#version;
    return this.#heads.get(column);
  }

  /** True where the question about a column failed: it is not asked again. */
  isUnanswered(column: string): boolean {
    void this.#version;
    return this.#unanswered.has(column);
  }

  /** Says which columns are in view now. */
  want(columns: readonly string[]): void {
    this.#wanted = columns;
    if (this.#asked !== null && !this.#asked.columns.some((name) => columns.includes(name))) this.#withdraw();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#next(), REST_MS);
  }

  /** Withdraws what is on its way; nothing is asked any more. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#withdraw();
  }

  #withdraw(): void {
    this.#asked?.controller.abort();
    this.#asked = null;
  }

  #next(): void {
    if (this.#asked !== null || this.#isClosed) return;
    const missing = this.#wanted.filter((name) => !this.#heads.has(name) && !this.#unanswered.has(name));
    if (missing.length > 0) void this.#ask(missing.slice(0, this.#perQuestion));
  }

  async #ask(columns: readonly string[]): Promise<void> {
    const controller = new AbortController();
    this.#asked = { columns, controller };
    const outcome = await this.#fetch(columns, controller.signal);
    if (controller.signal.aborted) return;
    this.#asked = null;
    if (outcome.ok) for (const head of columnHeads(outcome.value)) this.#heads.set(head.column, head);
    for (const name of columns) if (!this.#heads.has(name)) this.#unanswered.add(name);
    this.#version += 1;
    this.#next();
  }
}
