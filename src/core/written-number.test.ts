import { describe, expect, test } from 'vitest';
import { conversion, UNITS, unitOf } from './units';
import { readNumber, type NumberMarks } from './written-number';

const ENGLISH: NumberMarks = { decimal: '.', thousands: ',' };
const PLAIN: NumberMarks = { decimal: '.', thousands: 'none' };
const GERMAN: NumberMarks = { decimal: ',', thousands: '.' };
const FRENCH: NumberMarks = { decimal: ',', thousands: ' ' };
const SWISS: NumberMarks = { decimal: '.', thousands: "'" };

describe('a number with what is written around it', () => {
  test.each([
    ['12.0 oz', PLAIN, 12, 'oz'],
    ['12.0 OZ.', PLAIN, 12, 'oz'],
    ['16.9ounces', PLAIN, 16.9, 'oz'],
    ['5,5 kg', GERMAN, 5.5, 'kg'],
    ['£1,200', ENGLISH, 1200, '£'],
    ['-£1,200.50', ENGLISH, -1200.5, '£'],
    ['£ −5', PLAIN, -5, '£'],
    ['1.200,50 €', GERMAN, 1200.5, '€'],
    ['1\u202f200,5 €', FRENCH, 1200.5, '€'],
    ["CHF 1'200.50", SWISS, 1200.5, 'CHF'],
    ['US$5', PLAIN, 5, 'USD'],
    ['45%', PLAIN, 45, '%'],
    ['45 per cent', PLAIN, 45, '%'],
    [`5'11"`, PLAIN, 71, 'in'],
    [`5'11`, PLAIN, 71, 'in'],
    [`5' 7.5''`, PLAIN, 67.5, 'in'],
    ['5’ 7”', PLAIN, 67, 'in'],
    ['5 ft 11 in', PLAIN, 71, 'in'],
    ['5 feet and 8.11 inches', PLAIN, 68.11, 'in'],
    ['5ft3', PLAIN, 63, 'in'],
    ['5 feet 7inches', PLAIN, 67, 'in'],
    ['7 lb 3 oz', PLAIN, 115, 'oz'],
    ['1 h 30 min', PLAIN, 90, 'min'],
    ["6'", PLAIN, 6, 'ft'],
    ['69"', PLAIN, 69, 'in'],
    ['1.2k', PLAIN, 1200, ''],
    ['3M', PLAIN, 3e6, ''],
    ['3m', PLAIN, 3, 'm'],
    ['$3m', PLAIN, 3e6, '$'],
    ['£1.2k', PLAIN, 1200, '£'],
    ['3 million euros', PLAIN, 3e6, '€'],
    ['5kg', PLAIN, 5, 'kg'],
    ['5 m3', PLAIN, 5, 'm³'],
    ['+.5', PLAIN, 0.5, ''],
    ['1e3', PLAIN, 1000, ''],
    [' 7\u00a0', PLAIN, 7, ''],
  ])('%j', (text, marks, value, unit) => {
    expect(readNumber(text, marks)).toMatchObject({ value, unit, behind: '' });
  });

  test.each([
    ...['', ' ', '-', 'five', '1,2', '1,23', '1 2', '5 11', '5 .11', '6*12', '>9000', 'N/A', 'nan', 'inf'],
    ...[
      '1.2.3',
      '--5',
      '-£-5',
      '1e999',
      '£',
      'abc 5',
      '5 ft 3 kg',
      '2014-01-02',
      '12:30',
      '0x1F',
      '$5 kg',
      "2'33",
    ],
  ])('%j is none', (text) => {
    expect(readNumber(text, PLAIN)).toBeNull();
  });

  test.each(['5,3', '1,20', '12,34,567', ',500', '1,2345'])(
    'groups of thousands have three digits: %j',
    (text) => {
      expect(readNumber(text, ENGLISH)).toBeNull();
    },
  );

  test('a unit that is not known is handed back as it is written', () => {
    expect(readNumber('20 IBU', PLAIN)).toEqual({ value: 20, unit: null, written: 'ibu', behind: '' });
  });

  test('words behind a known unit are told apart from it', () => {
    expect(readNumber('12.0 oz. Silo Can', PLAIN)).toEqual({
      value: 12,
      unit: 'oz',
      written: 'oz',
      behind: 'Silo Can',
    });
    expect(readNumber('8 fl oz can', PLAIN)).toMatchObject({ unit: 'fl oz', behind: 'can' });
  });
});

describe('units', () => {
  const factorOf = (from: string, to: string) => {
    const [one, other] = [unitOf(from), unitOf(to)];
    if (one === undefined || other === undefined) throw new Error(`${from} or ${to} is not known.`);
    return conversion(one, other);
  };

  test('no word names two of them', () => {
    const words = UNITS.flatMap((unit) => unit.words);
    expect(words.filter((word, place) => words.indexOf(word) !== place)).toEqual([]);
  });

  test.each([
    ['ft', 'in', 12],
    ['lb', 'oz', 16],
    ['in', 'cm', 2.54],
    ['kg', 'g', 1000],
    ['h', 's', 3600],
    ['‰', '%', 0.1],
  ])('1 %s in %s', (from, to, factor) => {
    expect(factorOf(from, to)).toBe(factor);
  });

  test.each([
    ['kg', 'cm'],
    ['£', '€'],
    ['fl oz', 'ml'],
    ['oz', 'ml'],
  ])('%s does not convert into %s', (from, to) => {
    expect(factorOf(from, to)).toBeNull();
  });
});
