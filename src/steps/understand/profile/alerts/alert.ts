import type { NumberFormat } from '../../../../core/number-format';
import type { RowCondition } from '../../../../core/row-view';
import type { ColumnStatistics, Statistics } from '../../../../core/statistics';
import type { Thresholds } from './thresholds';

/** How much an alert matters: `severe` falsifies figures or models, `warning` needs a decision, `note` is good to know. */
export const SEVERITIES = ['severe', 'warning', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Every alert there is, with the words it goes by. */
export const ALERTS = {
  leak: 'May give the target away',
  'hidden-missing': 'Hidden missing values',
  'impossible-zeros': 'Zeros that may mean missing',
  'numbers-as-text': 'Numbers written as text',
  'dates-as-text': 'Dates written as text',
  encoding: 'Broken characters',
  duplicates: 'Repeated rows',
  part: 'Part of a split',
  overlap: 'Stands in another table too',
  empty: 'Empty',
  constant: 'Constant',
  infinite: 'Infinite',
  nan: 'Not a number',
  variants: 'Several spellings of one value',
  whitespace: 'Space at the ends',
  missing: 'Missing',
  'repeated-identifier': 'Rows come in groups',
  'high-correlation': 'Correlated',
  dependency: 'Follows from another column',
  'near-constant': 'Nearly constant',
  imbalance: 'Uneven classes',
  skewed: 'Skewed',
  'high-cardinality': 'Many different values',
  unique: 'All different',
  'candidate-key': 'Key',
  zeros: 'Zeros',
  uniform: 'Uniform',
  'constant-length': 'One length',
} as const;
export type AlertId = keyof typeof ALERTS;

/** What an alert counted, for machines. */
export type AlertNumbers = Readonly<
  Record<string, number | string | boolean | null | readonly (string | number)[]>
>;

/** A cell that deals with an alert; it reads the table that was profiled, in its slot `table`, where it does not say otherwise. */
export interface AlertSuggestion {
  readonly step: string;
  readonly title: string;
  readonly params: Readonly<Record<string, unknown>>;
  /**
   * What it reads by slot: the table that was profiled, the whole that a split divided into it, or one of the tables beside it,
   * from 0.
   */
  readonly inputs?: Readonly<Record<string, 'table' | 'whole' | number>>;
}

/** Something about a table that asks for a look, and what to do about it. */
export interface Alert {
  readonly alert: AlertId;
  /** The column it is about, the first where there are several; null for the table as a whole. */
  readonly column: string | null;
  readonly severity: Severity;
  /** What was found and by which rule, with its threshold. */
  readonly text: string;
  readonly numbers: AlertNumbers;
  readonly suggestion: AlertSuggestion | null;
  /** The rows it is about, where conditions can say them. */
  readonly where: readonly RowCondition[] | null;
}

/** What the rules that need no question know. */
export interface AlertInput {
  readonly statistics: Statistics;
  readonly thresholds: Thresholds;
  readonly format: NumberFormat;
}

/** A rule over the figures of one column. */
export type ColumnRule = (column: ColumnStatistics, input: AlertInput) => Alert[];

/** The cell that drops columns. */
export function dropColumns(columns: readonly string[]): AlertSuggestion {
  const title = columns.length === 1 ? `Drop “${columns[0] ?? ''}”` : `Drop ${columns.length} columns`;
  return { step: 'select-columns', title, params: { mode: 'drop', columns } };
}

/** The cell that makes values of a column missing. */
export function makeMissing(column: string, tokens: readonly string[]): AlertSuggestion {
  return {
    step: 'missing-tokens',
    title: `Make ${tokens.map((token) => `“${token}”`).join(', ')} missing in “${column}”`,
    params: { tokens: { [column]: tokens } },
  };
}

/** A value in a sentence: short, in quotation marks, which are single within: so it ends at the first closing one. */
export function quoted(text: string): string {
  const plain = text.replaceAll('“', '‘').replaceAll('”', '’');
  const short = plain.length > 40 ? `${plain.slice(0, 39)}…` : plain;
  return `“${short}”`;
}

/** True for columns of numbers. */
export const isNumeric = ({ type }: Pick<ColumnStatistics, 'type'>): boolean =>
  type === 'integer' || type === 'number';
