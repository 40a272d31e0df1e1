import { quoteLiteral } from '../../../../core/sql';
import { makeMissing, quoted, type Alert, type AlertInput } from './alert';
import type { TextLook } from './text-look';

/** What stands for a missing value wherever it is the whole of a text, in lower case. */
const SURE: ReadonlySet<string> = new Set([
  ...[
    '',
    '?',
    '??',
    '???',
    'n/a',
    'n.a.',
    'n. a.',
    '#n/a',
    '#na',
    'na',
    'null',
    '(null)',
    '<null>',
    '#null!',
    '[null]',
  ],
  ...[
    'nan',
    '\\n',
    '<na>',
    '-',
    '--',
    '---',
    '.',
    '..',
    '...',
    '*',
    '#value!',
    '#ref!',
    '#div/0!',
    '#name?',
    '#num!',
  ],
  ...[
    'not available',
    'not applicable',
    'no data',
    'tbd',
    'tba',
    '-999',
    '-9999',
    '9999-12-31',
    '(blank)',
    '(empty)',
    'empty',
  ],
]);
/** Two capital letters are codes of countries and states: among such, NA is Namibia. */
const CODE = /^[A-Z]{2}$/;

/** Beside these, “empty” says how full a thing is. */
const HOW_FULL = /^(half[ -]?)?(full|filled|occupied|loaded|(not|non)[ -]?empty|half[ -]?empty)$/;

const trimmedLower = (text: string): string => text.trim().toLowerCase();

/** SQL: whether a text is such a word. */
export const wordsSql = (text: string): string =>
  `lower(trim(${text})) IN (${[...SURE].map(quoteLiteral).join(', ')})`;

/** True for a text that is nothing but a word for missing. */
export const isMissingWord = (text: string): boolean => SURE.has(trimmedLower(text));

/** Words such as `?` and `N/A` in a text column: a missing value that is counted as one that is there. */
export function missingWords({ column, values }: TextLook, { format }: AlertInput): Alert[] {
  const areCodes = values.filter(({ value }) => CODE.test(value)).length > values.length / 2;
  const tellHowFull = values.some(({ value }) => HOW_FULL.test(trimmedLower(value)));
  const isOther = (word: string): boolean => (areCodes && word === 'na') || (tellHowFull && word === 'empty');
  const words = values.filter(({ value }) => isMissingWord(value) && !isOther(trimmedLower(value)));
  const rows = words.reduce((sum, { count }) => sum + count, 0);
  if (rows === 0) return [];
  const names = words.map(({ value }) => value);
  const shown = names.map((name) => (name === '' ? 'an empty text' : quoted(name))).slice(0, 3);
  return [
    {
      alert: 'hidden-missing',
      column: column.name,
      severity: 'severe',
      text: `${shown.join(', ')} stand${names.length === 1 ? 's' : ''} in ${format.count(rows)} of ${format.count(column.count)} rows (${format.share(rows / column.count)}): a word for a missing value, counted as a value.`,
      numbers: { tokens: names, rows, count: column.count, share: rows / column.count },
      suggestion: makeMissing(column.name, names),
      where: [{ kind: 'one-of', column: column.name, values: names }],
    },
  ];
}
