import { counted } from '../../../../core/words';
import type { Alert, AlertInput } from './alert';

/** Rows that equal an earlier one in all columns. */
export function duplicateRows({ statistics, format }: AlertInput): Alert[] {
  const { rows, duplicates } = statistics;
  if (duplicates === null || duplicates.surplus === 0) return [];
  const { surplus, repeated } = duplicates;
  return [
    {
      alert: 'duplicates',
      column: null,
      severity: 'warning',
      text: `${counted(surplus, 'row', format)} ${surplus === 1 ? 'equals' : 'equal'} an earlier one in every column (${format.share(surplus / rows)}); ${counted(repeated, 'distinct row occurs', format, 'distinct rows occur')} more than once.`,
      numbers: { surplus, repeated, rows, share: surplus / rows },
      suggestion: {
        step: 'deduplicate',
        title: 'Keep the first of equal rows',
        params: { method: 'exact', keep: 'first' },
      },
      where: null,
    },
  ];
}
