import type { Alert } from '../steps/understand/profile/alerts/alert';
import { framesOfAlerts } from '../steps/understand/profile/alerts/alert-frame';

const judged = 'A model that learns from one and is judged on the other is judged on what it knows';
const sizes = { beside: 1, part: 'test', total: 4800, totalBeside: 1200, threshold: 0 };

const overlaps: readonly Alert[] = [
  {
    ...{ alert: 'overlap', column: null, severity: 'severe' },
    text: `4 rows (0.1 %) stand in the table beside it, the part test, too, in 3 rows (0.3 %) there: equal in all 12 columns that both have (“patient_nbr”, “race”, “gender”, “age”, “time_in_hospital” and 7 more), a missing value equal to a missing one. ${judged} (the alert begins with the first such row).`,
    numbers: { ...sizes, kind: 'rows', columns: ['patient_nbr', 'race'], shared: 3, rows: 4, rowsBeside: 3 },
    suggestion: {
      ...{ step: 'deduplicate', title: 'Keep the first of equal rows before the split' },
      ...{ params: { method: 'exact', keep: 'first' }, inputs: { table: 'whole' } },
    },
    where: null,
  },
  {
    ...{ alert: 'overlap', column: 'patient_nbr', severity: 'severe' },
    text: `1,036 values of “patient_nbr” stand in the table beside it, the part test, too: in 3,911 rows (81.5 %) here, and 1,164 rows (97.0 %) there. ${judged} (the alert begins with the first such row).`,
    numbers: { ...sizes, kind: 'key', columns: ['patient_nbr'], shared: 1036, rows: 3911, rowsBeside: 1164 },
    suggestion: {
      ...{ step: 'split', title: 'Split by group, rows of one “patient_nbr” together' },
      ...{ params: { method: 'group', by: ['patient_nbr'] }, inputs: { table: 'whole' } },
    },
    where: null,
  },
  {
    ...{ alert: 'overlap', column: 'encounter_id', severity: 'warning' },
    text: `58 values of “encounter_id” stand in the table beside it, the part test, too: in 58 rows (1.2 %) here, and 58 rows (4.8 %) there. ${judged} (the alert begins with the first such row).`,
    numbers: { ...sizes, kind: 'key', columns: ['encounter_id'], shared: 58, rows: 58, rowsBeside: 58 },
    suggestion: {
      ...{ step: 'join', title: 'Keep the rows that the other table does not have' },
      ...{ params: { kind: 'anti', keys: ['encounter_id'], rightKeys: ['encounter_id'] } },
      inputs: { left: 'table', right: 0 },
    },
    where: [{ kind: 'one-of', column: 'encounter_id', values: ['12522', '15738'] }],
  },
];

/** Visits of patients in two parts of a split, of which the second repair is done and the third cannot be made. */
export const overlapAlerts = framesOfAlerts(overlaps);

/** How the repairs of the alerts stand: one is open, one done, and what one reads is not there. */
export function overlapStanding({ suggestion }: Alert): 'open' | 'done' | 'impossible' {
  if (suggestion?.step === 'deduplicate') return 'open';
  return suggestion?.step === 'split' ? 'done' : 'impossible';
}
