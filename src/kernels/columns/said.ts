import type { Notice } from '../../core/contract';
import { quotedNames } from '../../core/words';
import { typeOfKinds, KIND, whyText } from './kinds';

const NAMED_AT_MOST = 5;

/** A column of a table, what the file calls it, and the kinds of values that were met in it. */
export interface BuiltColumn {
  readonly name: string;
  readonly original: string;
  readonly kinds: number;
  /** True where its type was set by hand: then nothing is found out. */
  readonly isForced: boolean;
}

/** What is to be said about columns that are not what one would think: why they are text, and what was done to names and times. */
export function columnNotices(columns: readonly BuiltColumn[]): Notice[] {
  const found = columns.filter(({ isForced }) => !isForced);
  const why = (reason: ReturnType<typeof whyText>): string[] =>
    found.filter(({ kinds }) => whyText(kinds) === reason).map(({ name }) => name);
  const having = (kinds: number, type: string): string[] =>
    found
      .filter((column) => (column.kinds & kinds) === kinds && typeOfKinds(column.kinds) === type)
      .map(({ name }) => name);
  const midnight = having(KIND.date | KIND.timestamp, 'timestamp');
  return [
    ...notice(
      'columns-mixed',
      why('mixed'),
      (are) => `${are} text, as written: ${their(are)} values are of several kinds.`,
    ),
    ...notice(
      'columns-kept-text',
      why('huge'),
      (are) => `${are} kept as text: ${their(are)} numbers have more digits than a number can hold.`,
    ),
    ...notice('columns-nested', why('nested'), (are) => `${are} text: ${their(are)} lists are kept as JSON.`),
    ...notice(
      'columns-kept-text',
      why('zones'),
      (are) => `${are} kept as text: some of ${their(are)} times have a zone and some have none.`,
    ),
    ...notice(
      'columns-utc',
      having(KIND.instant, 'timestamp'),
      (are) => `${are} in UTC: ${their(are)} times name a zone.`,
    ),
    ...notice(
      'columns-midnight',
      midnight,
      (are) => `${are} dates with a time; a date alone stands at midnight.`,
    ),
    ...nameNotices(columns),
  ];
}

const their = (are: string): string => (are === 'is' ? 'its' : 'their');

function notice(code: string, names: readonly string[], say: (are: string) => string): Notice[] {
  if (names.length === 0) return [];
  return [{ code, text: `${quotedNames(names)} ${say(names.length === 1 ? 'is' : 'are')}` }];
}

function nameNotices(columns: readonly BuiltColumn[]): Notice[] {
  const changed = columns.flatMap(({ name, original }, index) => {
    if (name === original) return [];
    return [`column ${index + 1} (${original === '' ? 'without a name' : `“${original}”`}) is “${name}”`];
  });
  if (changed.length === 0) return [];
  const more = changed.length > NAMED_AT_MOST ? `, and ${changed.length - NAMED_AT_MOST} more` : '';
  return [
    {
      code: 'columns-renamed',
      text: `Names are used once and are never empty: ${changed.slice(0, NAMED_AT_MOST).join(', ')}${more}.`,
    },
  ];
}
