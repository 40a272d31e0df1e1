import { cellAt, emptyFrame } from '../../../../core/frame';
import { numberFormat } from '../../../../core/number-format';
import type { Alert, AlertNumbers } from '../alerts/alert';
import { maskText } from './masking';
import type { ProfileIndex } from './profile-index';

const ENGLISH = numberFormat('en');

/** Entries of what an alert counted that are values of its column. */
const VALUES = ['value', 'next', 'example', 'mended', 'variants', 'of', 'others', 'low', 'high'];

/**
 * An alert as it may be shown: of a masked column, or target, neither its text nor the title of its suggestion gives a value away.
 * Names of columns stay, and words for a missing value: they say nothing of anybody.
 */
export function shownAlert(alert: Alert, profile: ProfileIndex): Alert {
  if ('tokens' in alert.numbers || !isAboutMasked(alert, profile)) return alert;
  const values = valuesIn(alert.numbers);
  const isName = (text: string): boolean => profile.place(text) !== undefined;
  const hide = (text: string): string => maskText(text, isName, values);
  const { suggestion } = alert;
  return {
    ...alert,
    text: hide(alert.text),
    suggestion: suggestion && { ...suggestion, title: hide(suggestion.title) },
  };
}

function isAboutMasked({ alert, column }: Alert, profile: ProfileIndex): boolean {
  // What gives a target away is told with the classes of the target.
  const target = alert === 'leak' ? cellAt(profile.frames.target ?? emptyFrame, 'column', 0) : null;
  return [column, target].some((name) => {
    const place = name === null ? undefined : profile.place(String(name));
    return place !== undefined && profile.isMasked(place);
  });
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
