import type { SuggestedInput, Suggestion } from '../../../../core/contract';
import { sqlName } from '../../../../core/sql-rename';
import { quoteIdentifier } from '../../../../core/sql';
import type { Alert, AlertSuggestion } from './alert';

/** What the tables of a profile are called. */
export interface TableNames {
  readonly table: string;
  readonly beside: readonly string[];
}

/** What the cell that an alert proposes reads, by name. */
export function inputsOf(
  { inputs = { table: 'table' } }: AlertSuggestion,
  { table, beside }: TableNames,
): Suggestion['inputs'] {
  const asInput = (from: 'table' | 'whole' | number): SuggestedInput => {
    if (from === 'whole') return { wholeOf: table };
    return { name: from === 'table' ? table : (beside[from] ?? '') };
  };
  return Object.fromEntries(Object.entries(inputs).map(([slot, from]) => [slot, asInput(from)] as const));
}

/** The cell that keeps the rows of the table that stand in one beside it too; null for other alerts, and where it is not named. */
export function sharedRowsCell({ alert, text, numbers }: Alert, names: TableNames): Suggestion | null {
  const { table } = names;
  const other = names.beside[Number(numbers.beside) - 1];
  if (alert !== 'overlap' || other === undefined) return null;
  const columns = numbers.columns as readonly string[];
  const isSame = numbers.kind === 'rows' ? 'IS NOT DISTINCT FROM' : '=';
  const on = columns.map(quoteIdentifier).map((name) => `a.${name} ${isSame} b.${name}`);
  return {
    step: 'sql',
    title: `Keep the rows of ${table} that stand in ${other} too`,
    reason: text,
    params: {
      text: `SELECT a.*\nFROM ${sqlName(table)} AS a\nSEMI JOIN ${sqlName(other)} AS b\nON ${on.join('\nAND ')}`,
    },
    inputs: {},
  };
}
