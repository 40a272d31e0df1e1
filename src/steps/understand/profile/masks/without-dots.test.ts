import { expect, test } from 'vitest';
import { numberFormat } from '../../../../core/number-format';
import type { Alert } from '../alerts/alert';
import { maskedAlert } from './masked-alert';
import { withoutDots } from './without-dots';

const base: Alert = {
  alert: 'constant',
  column: 'name',
  severity: 'warning',
  text: '',
  numbers: {},
  suggestion: null,
  where: null,
};
const masks = { isName: (text: string) => text === 'name', isMasked: () => true, target: null };
const HIDDEN = ' Its values are hidden; “show values” at the column shows them.';

test.each([
  [
    'All 1,000 values are “Ann”: the column tells nothing apart.',
    'All 1,000 values are equal: the column tells nothing apart.',
  ],
  ['“Ann” makes up 96 % of the values.', 'One value makes up 96 % of the values.'],
  [
    '“Ann” has 90 % of the values, “Bea” 1 %: an unevenness of 0.9.',
    'The commonest value has 90 % of the values, the rarest 1 %: an unevenness of 0.9.',
  ],
  [
    '2 values in 3 rows are another spelling of one that is there: “ann” for “Ann”, “BEA” for “Bea” (rare).',
    '2 values in 3 rows are another spelling of one that is there (rare).',
  ],
  ['2 texts begin or end with a space, such as “ Ann”.', '2 texts begin or end with a space.'],
  [
    '4 texts hold characters of a wrong encoding, such as “ZoÃ«” (which reads “Zoë” in the right one): read the file again.',
    '4 texts hold characters of a wrong encoding: read the file again.',
  ],
  ['98 of 100 texts are numbers with the units “m”, “cm”.', '98 of 100 texts are numbers with units.'],
])('of hidden values %j says %j', (text, shown) => {
  expect(maskedAlert({ ...base, text }, masks).text).toBe(shown + HIDDEN);
});

test('a number that stands for missing is not told, and the others are not compared with it', () => {
  const text = '777 stands in 4 of 90 rows, far above all others (the next is 42): people write it.';
  const alert = maskedAlert(
    {
      ...base,
      text,
      numbers: { value: 777, next: 42 },
      suggestion: { step: 'missing-tokens', title: 'Make “777” missing in “name”', params: {} },
    },
    masks,
  );
  expect(alert.text).toBe(
    `One value stands in 4 of 90 rows, far above all others: people write it.${HIDDEN}`,
  );
  expect(alert.suggestion?.title).toBe('Make a hidden value missing in “name”');
  expect(withoutDots('Make “•••”, “•••” missing in “name”')).toBe('Make hidden values missing in “name”');
});

test('what tells no value stays as it is, and so does what is not hidden', () => {
  const text = `${numberFormat('en').count(9)} values are 0; “name” is a column.`;
  expect(maskedAlert({ ...base, text }, masks).text).toBe(text);
  const told = { ...base, text: 'All 3 values are “Ann”.' };
  expect(maskedAlert(told, { ...masks, isMasked: () => false })).toBe(told);
});
