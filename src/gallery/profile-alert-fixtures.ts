import { frameOfRows } from '../core/frame';
import type { ViewResult } from '../core/view';
import type { Alert } from '../steps/understand/profile/alerts/alert';
import { framesOfAlerts } from '../steps/understand/profile/alerts/alert-frame';
import { profileResult } from './profile-fixtures';

const alerts: readonly Alert[] = [
  {
    alert: 'hidden-missing',
    column: 'Income',
    severity: 'severe',
    text: '-999 stands in 34 of 4,073 rows, far below all others (the next is 6): people write it where a number is missing.',
    numbers: { value: -999, rows: 34, count: 4073, next: 6 },
    suggestion: {
      step: 'missing-tokens',
      title: 'Make “-999” missing',
      params: { tokens: { Income: ['-999'] } },
    },
    where: [{ kind: 'range', column: 'Income', low: '-999', high: '-999' }],
  },
  {
    alert: 'duplicates',
    column: null,
    severity: 'warning',
    text: '8 rows equal an earlier one in every column (0.2 %); 6 distinct rows occur more than once.',
    numbers: { surplus: 8, repeated: 6, rows: 4454, share: 0.0018 },
    suggestion: {
      step: 'deduplicate',
      title: 'Keep the first of equal rows',
      params: { method: 'exact', keep: 'first' },
    },
    where: null,
  },
  {
    alert: 'missing',
    column: 'Income',
    severity: 'warning',
    text: '381 of 4,454 values are missing (8.6 %); the alert begins above 1 %.',
    numbers: { missing: 381, rows: 4454, share: 0.0855, threshold: 0.01 },
    suggestion: {
      step: 'impute',
      title: 'Fill what is missing in “Income”',
      params: { columns: ['Income'], method: 'median', indicator: true },
    },
    where: [{ kind: 'missing', column: 'Income' }],
  },
  {
    alert: 'constant',
    column: 'select "Größe" 🎈 with a very long name indeed',
    severity: 'warning',
    text: 'All 4,454 values are “7”: the column tells nothing apart.',
    numbers: { value: '7', rows: 4454, share: 1, distinct: 1, missing: 0 },
    suggestion: {
      step: 'select-columns',
      title: 'Drop “select "Größe" 🎈 with a very long name indeed”',
      params: { mode: 'drop', columns: ['select "Größe" 🎈 with a very long name indeed'] },
    },
    where: null,
  },
  {
    alert: 'unique',
    column: 'Account',
    severity: 'note',
    text: 'All 4,454 values are different: an identifier, which a model would learn by heart.',
    numbers: { distinct: 4454, rows: 4454 },
    suggestion: null,
    where: null,
  },
];

/** The profile with alerts of every severity, about columns and about the table. */
export const alertedProfile: ViewResult = {
  ...profileResult,
  frames: {
    ...profileResult.frames,
    alerts: framesOfAlerts(alerts),
    missing_patterns: frameOfRows(
      ['rank', 'missing', 'rows', 'share'],
      [
        { rank: 1, missing: '["Remark"]', rows: 2811, share: 0.6311 },
        { rank: 2, missing: '[]', rows: 1211, share: 0.2719 },
        { rank: 3, missing: '["Income","Remark"]', rows: 362, share: 0.0813 },
        { rank: 4, missing: '["Income","Debt","Called","Remark"]', rows: 70, share: 0.0157 },
      ],
    ),
    missing_pairs: frameOfRows(
      ['column', 'other', 'both', 'correlation'],
      [{ column: 'Debt', other: 'Called', both: 18, correlation: 0.584 }],
    ),
  },
};
