import type { Alert } from './alert';

/**
 * What a profile, which sees one table, can say of the others beside it: that its table is a part of a split, and which cell finds
 * the rows and keys that stand in another part too. Nothing of a whole table, and of a part without rows.
 */
export function partOfSplit(part: string | null, rows: number): Alert[] {
  if (part === null || rows === 0) return [];
  return [
    {
      alert: 'part',
      column: null,
      severity: 'note',
      text: `The table is the part “${part}” of a split: a row, or a person, that stands in another part as well makes a model look better than it is. Compared with that part, both are counted and named.`,
      numbers: { part, rows },
      suggestion: { step: 'compare', title: 'Compare with another part', params: {} },
      where: null,
    },
  ];
}
