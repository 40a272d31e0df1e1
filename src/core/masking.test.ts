import { describe, expect, test } from 'vitest';
import { MASK, maskReason, maskText, type MaskedColumn } from './masking';

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

  test.each([
    ['email', 'values'],
    ['ip', 'values'],
    ['phone', 'values'],
    ['hash', 'values'],
    ['identifier', 'identifier'],
    ['url', null],
    ['country', null],
    [null, null],
  ] as const)('whose values mean %s are hidden for %s', (meaning, reason) => {
    expect(reasonOf('x', { meaning, distinct: 5 })).toBe(reason);
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
