import { describe, expect, test } from 'vitest';
import { frameOfRows } from '../../../../core/frame';
import { numberFormat } from '../../../../core/number-format';
import type { Alert } from '../alerts/alert';
import { shownAlert } from './alert-text';
import { allFigures, decilesOf } from './all-figures';
import { rowFigures } from './figures';
import { MASK, maskReason, maskText, type MaskedColumn } from './masking';
import { indexProfile } from './profile-index';
import { sampleTable } from './sample-table';

const column = (name: string, figures: Partial<MaskedColumn> = {}): MaskedColumn => ({
  name,
  type: 'text',
  rows: 1000,
  count: 1000,
  distinct: 30,
  values: ['a', 'b', 'c'],
  isIdentifier: false,
  ...figures,
});
const reasonOf = (name: string, figures: Partial<MaskedColumn> = {}) => maskReason(column(name, figures));

describe('which columns are hidden at first', () => {
  test.each([
    ...['Name', 'first_name', 'lastName', 'Full Name', 'patient', 'Email', 'e-mail', 'phone_number'],
    ...['Home Address', 'SSN', 'IBAN', 'client_ip', 'user name', 'Password', 'credit card', 'Vorname'],
  ])('%s speaks of a person', (name) => {
    expect(reasonOf(name)).toBe('person');
  });

  test('a date of birth and a telephone number are hidden whatever their type', () => {
    expect(reasonOf('date_of_birth', { type: 'date' })).toBe('person');
    expect(reasonOf('phone', { type: 'integer' })).toBe('person');
  });

  test.each([
    ...['filename', 'file_name', 'product name', 'Country Name', 'column_name', 'email_domain', 'phone_type'],
    ...['name_length', 'birth_weight', 'class', 'description', 'education-num', 'house number', 'Owner'],
  ])('%s does not', (name) => {
    expect(reasonOf(name)).toBe(null);
  });

  test('an identifier has at least 20 different values, or never repeats', () => {
    expect(reasonOf('customer_id')).toBe('identifier');
    expect(reasonOf('customerId', { type: 'number' })).toBe('identifier');
    expect(reasonOf('Order No')).toBe('identifier');
    expect(reasonOf('status_id', { distinct: 5 })).toBe(null);
    expect(reasonOf('id', { rows: 3, count: 3, distinct: 3, type: 'integer' })).toBe('identifier');
    expect(reasonOf('x', { isIdentifier: true })).toBe('identifier');
  });

  test('whole numbers and texts without a repetition are, numbers and short tables are not', () => {
    const unique = { distinct: 1000 };
    expect(reasonOf('x', unique)).toBe('unique');
    expect(reasonOf('x', { ...unique, type: 'integer' })).toBe('unique');
    expect(reasonOf('x', { ...unique, type: 'number' })).toBe(null);
    expect(reasonOf('x', { ...unique, type: 'timestamp' })).toBe(null);
    expect(reasonOf('x', { rows: 1200, distinct: 1000 })).toBe(null);
    expect(reasonOf('x', { rows: 19, count: 19, distinct: 19 })).toBe(null);
  });

  test.each([
    [['a@b.org', 'c.d@e-f.de', 'größe@übung.de', 'x@y.co', '?']],
    [['(415) 555-0100', '415-555-0101', '+49 30 1234567']],
    [['123-45-6789', '987-65-4321', '111-22-3333']],
    [['DE89 3704 0044 0532 0130 00', 'GB29NWBK60161331926819', 'FR1420041010050500013M02606']],
    [['10.0.0.1', '192.168.1.254', '8.8.8.8']],
  ])('%s look personal', (values) => {
    expect(reasonOf('x', { values })).toBe('values');
  });

  test('two values are too few to look like anything, and most must', () => {
    expect(reasonOf('x', { values: ['a@b.org', 'c@d.org'] })).toBe(null);
    expect(reasonOf('x', { values: ['a@b.org', 'c@d.org', 'none'] })).toBe(null);
  });

  test('truths and columns without any value are never hidden', () => {
    expect(reasonOf('email', { type: 'boolean' })).toBe(null);
    expect(reasonOf('email', { count: 0, distinct: 0, values: [] })).toBe(null);
  });
});

describe('texts about hidden values', () => {
  const mask = (text: string, ...values: (string | number)[]) =>
    maskText(text, (name) => name === 'id', values);

  test('lose what stands in quotation marks but for names of columns', () => {
    expect(mask('“Anna” is rare in “id”.')).toBe(`“${MASK}” is rare in “id”.`);
  });

  test('lose numbers that are values, not longer ones that hold them', () => {
    expect(mask('-999 stands in 1,999 rows, 999 or 0.999.', -999, 999)).toBe(
      `${MASK} stands in 1,999 rows, ${MASK} or 0.999.`,
    );
    expect(mask('a+b is one', 'a+b', '')).toBe(`${MASK} is one`);
  });
});

const frames = {
  table: frameOfRows(['rows'], [{ rows: 100 }]),
  columns: frameOfRows(
    ['column', 'type', 'count', 'missing', 'distinct', 'mean', 'min', 'median', 'max', 'd0', 'd100'],
    [
      {
        column: 'id',
        type: 'integer',
        count: 100,
        missing: 0,
        distinct: 100,
        mean: 50.5,
        min: 1,
        max: 4711,
        d0: 1,
      },
      {
        column: 'age',
        type: 'integer',
        count: 100,
        missing: 0,
        distinct: 40,
        mean: 30.5,
        min: 18,
        max: 68,
        d0: 18,
      },
    ],
  ),
  histograms: frameOfRows(
    ['column', 'kind', 'bin', 'low', 'high', 'count'],
    [{ column: 'id', kind: 'equal_width', bin: 0, low: 1, high: 4711, count: 100 }],
  ),
  top_values: frameOfRows(
    ['column', 'value', 'count', 'share'],
    [
      { column: 'id', value: '4711', count: 1, share: 0.01 },
      { column: 'id', value: '4710', count: 1, share: 0.01 },
    ],
  ),
  sample_rows: frameOfRows(
    ['row', 'column', 'value'],
    [
      { row: 0, column: 'id', value: '4711' },
      { row: 0, column: 'age', value: '18' },
      { row: 1, column: 'id', value: null },
      { row: 1, column: 'age', value: '19' },
    ],
  ),
};

describe('a masked column', () => {
  const format = numberFormat('en');
  const shown = new Set<string>();
  const profile = indexProfile(frames, { isShown: (name) => shown.has(name) });
  const alert: Alert = {
    alert: 'hidden-missing',
    column: 'id',
    severity: 'severe',
    text: '4711 stands in 2 of 100 rows, far above all others (the next is 4,710).',
    numbers: { value: 4711, next: 4710, rows: 2 },
    suggestion: { step: 'missing-tokens', title: 'Make “4711” missing in “id”', params: {} },
    where: null,
  };
  const texts = (): string =>
    JSON.stringify([
      rowFigures(profile, 0, format),
      allFigures(profile, 0, format),
      decilesOf(profile, 0),
      profile.values(0, 20),
      profile.bins(0, 'equal_width'),
      sampleTable(frames.sample_rows, profile),
      { ...shownAlert(alert, profile), numbers: null },
    ]);

  test('shows no value anywhere, yet what is counted', () => {
    expect(texts()).not.toMatch(/4,?71[01]|NaN,"title":"•/);
    expect(profile.figure(0, 'mean')).toBe(50.5);
    expect(profile.values(0, 20).map(({ count }) => count)).toEqual([1, 1]);
    expect(new Set(profile.values(0, 20).map(({ label }) => label)).size).toBe(2);
    expect(sampleTable(frames.sample_rows, profile)).toEqual({
      names: ['id', 'age'],
      rows: [
        [MASK, '18'],
        [null, '19'],
      ],
    });
  });

  test('its alerts keep their names and counts', () => {
    expect(shownAlert(alert, profile)).toMatchObject({
      text: `${MASK} stands in 2 of 100 rows, far above all others (the next is ${MASK}).`,
      suggestion: { title: `Make “${MASK}” missing in “id”` },
    });
  });

  test('words for missing values are no secret', () => {
    const words = { ...alert, text: '“?” stands in 3 rows', numbers: { tokens: ['?'] } };
    expect(shownAlert(words, profile)).toBe(words);
  });

  test('as a target it shows no class in what gives it away', () => {
    const target = frameOfRows(['column'], [{ column: 'id' }]);
    const aimed = indexProfile({ ...frames, target }, { isShown: () => false });
    const text = 'Whether it is missing gives “id” away: it is missing in 100 % of the rows of “Ann”.';
    const leak: Alert = { ...alert, alert: 'leak', column: 'age', text, numbers: {} };
    expect(shownAlert(leak, aimed).text).toBe(text.replace('Ann', MASK));
    expect(shownAlert(leak, profile)).toBe(leak);
  });

  test('the others show theirs, and so does it once somebody asked', () => {
    expect(profile.figure(1, 'max')).toBe(68);
    shown.add('id');
    expect(profile.figure(0, 'max')).toBe(4711);
    expect(texts()).toContain('4711');
    shown.clear();
  });
});
