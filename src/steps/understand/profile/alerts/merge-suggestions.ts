import type { AlertSuggestion, Alert } from './alert';

/** Cells that a reading proposes at most. */
const MOST = 5;

/** Which step comes first: what decides the others' ground, then what mends values, then what takes away. */
const ORDER = ['split', 'deduplicate', 'missing-tokens', 'parse', 'merge-values', 'impute', 'select-columns'];

/**
 * The cells that deal with the alerts that need a decision, those of one kind made one: the tokens of all columns, the columns that are
 * parsed or imputed in the same way. At most five, in the order in which one would insert them.
 */
export function mergeSuggestions(alerts: readonly Alert[]): AlertSuggestion[] {
  const merged = new Map<string, AlertSuggestion[]>();
  for (const { suggestion, severity, alert } of alerts) {
    if (suggestion === null || severity === 'note' || !ORDER.includes(suggestion.step)) continue;
    // Of two columns that say the same, which goes is not for a summary to choose.
    if (alert === 'high-correlation') continue;
    // What stands in two tables is dealt with where they come from: by a cell of its own.
    if (alert === 'overlap') continue;
    const key = JSON.stringify([suggestion.step, withoutColumns(suggestion.params)]);
    merged.set(key, [...(merged.get(key) ?? []), suggestion]);
  }
  const place = ({ step }: AlertSuggestion): number => ORDER.indexOf(step);
  return [...merged.values()]
    .map(mergeAlike)
    .sort((a, b) => place(a) - place(b))
    .filter(({ step }, i, all) => all.findIndex((other) => other.step === step) === i)
    .slice(0, MOST);
}

/** The params that must be equal for two cells to become one. */
function withoutColumns({ columns: _, tokens: __, ...rest }: AlertSuggestion['params']): unknown {
  return rest;
}

function mergeAlike(alike: readonly AlertSuggestion[]): AlertSuggestion {
  const [first, ...others] = alike;
  if (first === undefined) throw new Error('There is no suggestion to merge.');
  if (others.length === 0) return first;
  const columns = [...new Set(alike.flatMap(({ params }) => (params.columns ?? []) as string[]))];
  const tokens: Record<string, string[]> = {};
  for (const { params } of alike) {
    for (const [column, each] of Object.entries((params.tokens ?? {}) as Record<string, string[]>)) {
      tokens[column] = [...new Set([...(tokens[column] ?? []), ...each])];
    }
  }
  const params = {
    ...first.params,
    ...(first.params.columns === undefined ? {} : { columns }),
    ...(first.params.tokens === undefined ? {} : { tokens }),
  };
  const named = first.params.tokens === undefined ? columns : Object.keys(tokens);
  return { step: first.step, title: titleOf(first, named), params };
}

function titleOf({ step, title }: AlertSuggestion, columns: readonly string[]): string {
  if (columns.length < 2) return title;
  switch (step) {
    case 'missing-tokens':
      return `Make what stands for missing missing in ${columns.length} columns`;
    case 'parse':
      return `Read ${columns.length} columns as what they are`;
    case 'impute':
      return `Fill what is missing in ${columns.length} columns`;
    case 'select-columns':
      return `Drop ${columns.length} columns`;
    default:
      return title;
  }
}
