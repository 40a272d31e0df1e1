import type { Alert, AlertNumbers } from '../../alerts/alert';
import { labelOf } from '../alerts/alert-index';
import { shownAlert } from '../alerts/alert-text';
import type { ProfileIndex } from '../profile-index';

/** An alert in the file of a profile. */
export interface FileAlert {
  /** The rule: `missing`, `impossible-zeros` …, and in words. */
  readonly alert: string;
  readonly label: string;
  readonly column: string | null;
  readonly severity: string;
  /** What was found and by which rule, with its threshold. */
  readonly text: string;
  /** What was counted; of hidden values the counts alone. */
  readonly numbers: AlertNumbers;
  /** The cell that deals with it: step, title, params. Null where there is none, without params where these are hidden values. */
  readonly suggestion: {
    readonly step: string;
    readonly title: string;
    readonly params?: Readonly<Record<string, unknown>>;
  } | null;
}

/** Numbers that are values of the column. */
const VALUES = new Set(['value', 'next', 'low', 'high']);

/** An alert as it stands in the file: what is masked in `profile` is neither in its text nor in its numbers. */
export function alertInFile(alert: Alert, profile: ProfileIndex): FileAlert {
  const shown = shownAlert(alert, profile);
  const { severity, text, suggestion } = shown;
  const base = { alert: alert.alert, label: labelOf(alert), column: alert.column, severity, text };
  if (shown === alert) return { ...base, numbers: alert.numbers, suggestion };
  return {
    ...base,
    numbers: countsOf(alert.numbers),
    suggestion: suggestion && { step: suggestion.step, title: suggestion.title },
  };
}

/** What says nothing of single values. */
function countsOf(numbers: AlertNumbers): AlertNumbers {
  const isCount = ([name, value]: [string, unknown]): boolean =>
    !VALUES.has(name) && (typeof value === 'number' || typeof value === 'boolean');
  return Object.fromEntries(Object.entries(numbers).filter(isCount));
}
