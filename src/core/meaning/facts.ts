import { cellAt, type Frame } from '../frame';

/** How far the values of a column fit one rule of `VALUE_RULES`. */
export interface RuleHits {
  readonly rule: string;
  /** Distinct values that fit, among those looked at. */
  readonly hits: number;
  /** Rows that hold them. */
  readonly hitRows: number;
  /** One or two of them, cut at 120 characters. */
  readonly examples: readonly string[];
}

/**
 * What was counted in a column to tell what it means. In a table of more than a million rows all but `low`, `high` and `span`
 * are about a sample of a million of them.
 */
export interface MeaningFacts {
  readonly column: string;
  readonly type: string;
  /** Rows of the table, and rows looked at. */
  readonly rows: number;
  readonly lookedAt: number;
  /** Rows looked at that hold a value. */
  readonly present: number;
  readonly distinct: number;
  /** Distinct values held against the rules, words for missing left out; their rows. */
  readonly sampled: number;
  readonly sampledRows: number;
  /** Of integers: least and greatest value, and how many there are from one to the other. Null else. */
  readonly low: number | null;
  readonly high: number | null;
  readonly span: number | null;
  readonly hits: readonly RuleHits[];
}

/** The columns of the frame that answers a `meanings` question: a row per rule that a value fits, one without a rule where none does. */
export const MEANING_FRAME = [
  'column',
  'type',
  'rows',
  'looked_at',
  'present',
  'distinct',
  'sampled',
  'sampled_rows',
  'low',
  'high',
  'span',
  'rule',
  'hits',
  'hit_rows',
  'first_example',
  'second_example',
] as const;

/** Reads the answer to a `meanings` question, in the order of its columns. */
export function meaningFacts(frame: Frame): MeaningFacts[] {
  const facts = new Map<string, MeaningFacts & { readonly hits: RuleHits[] }>();
  for (let row = 0; row < frame.rows; row++) {
    const column = String(cellAt(frame, 'column', row));
    const known = facts.get(column) ?? factsAt(frame, row, column);
    facts.set(column, known);
    if (cellAt(frame, 'rule', row) !== null) known.hits.push(hitsAt(frame, row));
  }
  return [...facts.values()];
}

function factsAt(frame: Frame, row: number, column: string): MeaningFacts & { readonly hits: RuleHits[] } {
  const number = (name: string): number => Number(cellAt(frame, name, row) ?? 0);
  const optional = (name: string): number | null => (cellAt(frame, name, row) === null ? null : number(name));
  return {
    column,
    type: String(cellAt(frame, 'type', row)),
    rows: number('rows'),
    lookedAt: number('looked_at'),
    present: number('present'),
    distinct: number('distinct'),
    sampled: number('sampled'),
    sampledRows: number('sampled_rows'),
    low: optional('low'),
    high: optional('high'),
    span: optional('span'),
    hits: [],
  };
}

function hitsAt(frame: Frame, row: number): RuleHits {
  const examples = [cellAt(frame, 'first_example', row), cellAt(frame, 'second_example', row)];
  return {
    rule: String(cellAt(frame, 'rule', row)),
    hits: Number(cellAt(frame, 'hits', row)),
    hitRows: Number(cellAt(frame, 'hit_rows', row)),
    examples: [...new Set(examples.filter((each) => each !== null).map(String))],
  };
}
