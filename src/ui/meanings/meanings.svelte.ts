import type { Frame } from '../../core/frame';
import { meaningFacts, type MeaningFacts } from '../../core/meaning/facts';
import type { Outcome } from '../../core/outcome';

/** Answers what tells the meaning of some columns. */
export type FetchMeanings = (columns: readonly string[], signal: AbortSignal) => Promise<Outcome<Frame>>;

/** Values that one question is about, and columns, at most; columns looked at unasked; and how long the page rests before. */
const VALUES_PER_QUESTION = 1_000_000;
const COLUMNS_PER_QUESTION = 8;
const COLUMNS_UNASKED = 200;
const REST_MS = 600;

/** What was counted in the tables looked at last, by the key of the table: equal keys are equal contents. */
const known = new Map<string, Map<string, MeaningFacts>>();
const KNOWN_TABLES = 24;

function knownOf(key: string): Map<string, MeaningFacts> {
  const facts = known.get(key) ?? new Map<string, MeaningFacts>();
  known.delete(key);
  known.set(key, facts);
  const [oldest] = known.keys();
  if (known.size > KNOWN_TABLES && oldest !== undefined) known.delete(oldest);
  return facts;
}

/** Looks at the columns of a table a few at a time, beginning a moment after the table is shown. */
export class Meanings {
  readonly #fetch: FetchMeanings;
  readonly #columns: readonly string[];
  readonly #perQuestion: number;
  readonly #facts: Map<string, MeaningFacts>;
  readonly #unanswered = new Set<string>();
  readonly #controller = new AbortController();
  #wanted = $state(COLUMNS_UNASKED);
  #version = $state(0);
  #isAsking = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `key` names the content of the table. */
  constructor(fetch: FetchMeanings, key: string, columns: readonly string[], rows: number) {
    this.#fetch = fetch;
    this.#columns = columns;
    this.#facts = knownOf(key);
    const fitting = Math.floor(VALUES_PER_QUESTION / Math.max(1, rows));
    this.#perQuestion = Math.min(COLUMNS_PER_QUESTION, Math.max(1, fitting));
  }

  /** What was counted so far, in the order of the table. */
  get facts(): readonly MeaningFacts[] {
    void this.#version;
    return this.#wantedColumns().flatMap((name) => this.#facts.get(name) ?? []);
  }

  /** True until all wanted columns were looked at. */
  get isLooking(): boolean {
    void this.#version;
    return this.#missing().length > 0;
  }

  /** Columns about which the question failed. */
  get failed(): number {
    void this.#version;
    return this.#unanswered.size;
  }

  /** Columns that nobody asked about so far: those of a very wide table. */
  get left(): number {
    return Math.max(0, this.#columns.length - this.#wanted);
  }

  /** Begins, after a moment. */
  start(): void {
    this.#timer = setTimeout(() => {
      // Meanwhile another one may have looked at the same table.
      this.#version += 1;
      void this.#next();
    }, REST_MS);
  }

  /** Looks at the next columns of a very wide table. */
  more(): void {
    this.#wanted += COLUMNS_UNASKED;
    void this.#next();
  }

  /** Withdraws what is on its way; nothing is asked any more. */
  close(): void {
    clearTimeout(this.#timer);
    this.#controller.abort();
  }

  #wantedColumns(): readonly string[] {
    return this.#columns.slice(0, this.#wanted);
  }

  #missing(): readonly string[] {
    return this.#wantedColumns().filter((name) => !this.#facts.has(name) && !this.#unanswered.has(name));
  }

  async #next(): Promise<void> {
    const columns = this.#missing().slice(0, this.#perQuestion);
    if (this.#isAsking || columns.length === 0) return;
    this.#isAsking = true;
    const { signal } = this.#controller;
    const outcome = await this.#fetch(columns, signal);
    if (signal.aborted) return;
    this.#isAsking = false;
    if (outcome.ok) for (const each of meaningFacts(outcome.value)) this.#facts.set(each.column, each);
    for (const name of columns) if (!this.#facts.has(name)) this.#unanswered.add(name);
    this.#version += 1;
    await this.#next();
  }
}
