import { canonicalJson } from '../core/content-key';
import type { WorkbenchCell } from '../document/document';
import { contractOf } from '../steps/index';

/** Steps that mend one table and keep its shape, but for columns and rows that are too many. */
const REPAIRS: readonly string[] = [
  'missing-tokens',
  'parse',
  'impute',
  'clip',
  'merge-values',
  'deduplicate',
  'derive',
  'select-columns',
];

/** True for a step that mends one table and keeps its shape. */
export function isRepair(step: string): boolean {
  return REPAIRS.includes(step);
}

/** The name of the table that a cell makes by mending one; null where it mends another, or none. */
export function repairedTable(cell: WorkbenchCell | undefined, table: string): string | null {
  if (cell?.kind !== 'step' || !isRepair(cell.step)) return null;
  if (canonicalJson(Object.values(cell.inputs)) !== canonicalJson([table])) return null;
  const outputs = contractOf(cell.step)?.outputs;
  const [slot] = Object.entries(typeof outputs === 'object' ? outputs : {}).flatMap(([each, { kind }]) =>
    kind === 'table' ? [each] : [],
  );
  return slot === undefined ? null : (cell.outputs[slot] ?? null);
}
