import { frameRows } from '../../src/core/frame';
import { contractOf } from '../../src/steps/index';
import type { SqlBench, StepTrial, TrialTable } from '../step-on-sql';
import { present } from './present';

/** Joins two SELECTs, the left called loans, the right people. */
export function joinTables(
  bench: SqlBench,
  left: string | TrialTable,
  right: string | TrialTable,
  options: object = {},
): Promise<StepTrial> {
  const given = (table: string | TrialTable, name: string) =>
    typeof table === 'string' ? { select: table, name } : { name, ...table };
  const tables = { left: given(left, 'loans'), right: given(right, 'people') };
  return bench.tryOnTables(present(contractOf('join')), tables, options);
}

/** The joined rows. */
export const rowsOf = ({ rows }: StepTrial) => present(rows.joined);

/** The rows of the frame `sides`. */
export const sidesOf = ({ frames }: StepTrial) => frameRows(present(frames.sides));

/** The values of the joined rows. */
export const valuesOf = (result: StepTrial) => rowsOf(result).map((row) => Object.values(row));

/** The codes of what was said. */
export const codesOf = ({ notices }: StepTrial) => notices.map(({ code }) => code);
