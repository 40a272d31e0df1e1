import { maskText } from '../../../../core/masking';
import { numberFormat } from '../../../../core/number-format';
import type { Alert, AlertNumbers } from '../alerts/alert';
import { withoutDots } from './without-dots';

const ENGLISH = numberFormat('en');

/** Entries of what an alert counted that are values of its column. */
const VALUES = ['value', 'next', 'example', 'mended', 'variants', 'of', 'others', 'low', 'high'];

const SHOW = ' Its values are hidden; “show values” at the column shows them.';

/** Which columns are masked, for texts about them. */
export interface Masks {
  /** True for the name of a column of the table. */
  readonly isName: (text: string) => boolean;
  readonly isMasked: (column: string) => boolean;
  /** The column that a model is to foretell; null for none. */
  readonly target: string | null;
}

/**
 * An alert as it may be shown: of a masked column, or target, neither its text nor the title of its suggestion gives a value away.
 * Names of columns stay, and words for a missing value: they say nothing of anybody.
 */
export function maskedAlert(alert: Alert, masks: Masks): Alert {
  if ('tokens' in alert.numbers || !isAboutMasked(alert, masks)) return alert;
  const values = valuesIn(alert.numbers);
  const hide = (text: string): string => maskText(text, masks.isName, values);
  const { suggestion } = alert;
  return {
    ...alert,
    text: hide(alert.text) === alert.text ? alert.text : `${withoutDots(hide(alert.text))}${SHOW}`,
    suggestion: suggestion && { ...suggestion, title: withoutDots(hide(suggestion.title)) },
  };
}

function isAboutMasked({ alert, column }: Alert, { isMasked, target }: Masks): boolean {
  // What gives a target away is told with the classes of the target.
  return [column, alert === 'leak' ? target : null].some((name) => name !== null && isMasked(name));
}

/** As they are counted, and as the texts of alerts write numbers. */
function valuesIn(numbers: AlertNumbers): (string | number)[] {
  return VALUES.flatMap((name) => {
    const value = numbers[name];
    if (typeof value === 'number') return [value, ENGLISH.number(value)];
    if (typeof value === 'string') return [value];
    return Array.isArray(value) ? (value as (string | number)[]) : [];
  });
}
