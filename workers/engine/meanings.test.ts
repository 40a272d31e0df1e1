import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMeaningsBench, type MeaningsBench } from '../../headless/meanings-bench';

let bench: MeaningsBench;
beforeAll(async () => {
  bench = await openMeaningsBench();
});
afterAll(() => bench.close());

describe('texts, by their values alone', () => {
  test.each([
    ['email', ['ann@x.org', 'bo.b+tag@mail.co.uk', 'jürgen@müller.de', "o'neil@a-b.example"]],
    ['url', ['https://a.org/x?y=1', 'http://b.de', 'www.c.com/index.html', 'ftp://d.net']],
    [
      'ip',
      [
        '192.168.0.1',
        '10.0.0.255',
        '8.8.8.8/24',
        '2001:db8::1',
        '::1',
        'fe80:0:0:0:0:0:0:1',
        '::ffff:10.0.0.1',
      ],
    ],
    ['hash', ['d41d8cd98f00b204e9800998ecf8427e', '900150983CD24FB0D6963F7D28E17F72']],
    ['hash', ['2jmj7l5rSw0yVb/vlWAYkK/YBwk=', 'qZk+NkcGgWq6PiVxeFDCbJzQ2J0=']],
    ['date', ['12 March 2020', '3 May 2021', '30 April 2019']],
    ['date', ['31.12.2020', '01.02.2021', 'unbekannt?', '03.04.2021', '7.8.2022', '9.9.2022']],
    ['date', ['2020-01', '2020-02', '2021-12']],
    ['date', ['Q1 2020', 'Q4 2021', '2020Q2', '2021-W05']],
    ['date', ['2020-01-02T03:04:05', '2020-01-02 03:04']],
    ['percent', ['12 %', '3.5%', '-0,2 %', '100%']],
    ['currency', ['$1,234.50', '$ 12', '-$5.00', '($3.20)', '€3.000,00']],
    ['currency', ['12,50 €', '1.000 EUR', 'CHF 20', '5 kr', '₹1,00,000', '£2.5m']],
    ['country', ['Germany', 'Côte d’Ivoire', 'United States of America', 'Türkiye', 'GREECE']],
    ['country', ['DEU', 'FRA', 'USA', 'BRA', 'CHN', 'IND']],
    ['country', ['DE', 'FR', 'US', 'BR', 'CN', 'IN', 'JP', 'KR', 'ZA', 'EG', 'NG', 'AU', 'NZ']],
    ['postal-code', ['SW1A 1AA', 'M1 1AE', 'EC1A 1BB', 'B33 8TH', 'DN55 1PT']],
    ['postal-code', ['K1A 0B1', 'V6B 4Y8', 'H3Z 2Y7', 'M5W 1E6', 'T2P 2M5']],
    ['phone', ['+49 30 1234567', '+1 212-555-0100', '+442079460000']],
    ['phone', ['(212) 555-0100', '212-555-0101', '212.555.0102', '1-212-555-0103 x12']],
    [
      'image',
      [`/9j/4AAQSkZJRgABAQEAYABgAAD/${'A'.repeat(40)}`, `iVBORw0KGgoAAAANSUhEUgAA${'B'.repeat(40)}==`],
    ],
    ['image', [`data:image/png;base64,iVBORw0KGgo${'A'.repeat(40)}`]],
  ] as const)('%s: %s', async (meaning, values) => {
    expect(await bench.found(values)).toBe(meaning);
  });

  test.each([
    ['no host', ['ann@', '@x.org', 'ann at x.org', 'ann@localhost']],
    ['a path without a host', ['/index.html', 'http://', 'a.b/c']],
    [
      'octets above 255, times, too many groups',
      ['256.1.1.1', '1.2.3', '12:30', '1:2:3:4:5:6:7:8:9', '::1::2'],
    ],
    [
      'hexadecimal of no hash’s length, digits alone',
      ['d41d8cd98f00b204', '12345678901234567890123456789012'],
    ],
    ['versions', ['10.11.12', '1.2.3-beta']],
    ['no day of the calendar', ['31.02.2020', '2020-13-01', '45/45/2020']],
    ['measures', ['12.0 oz', '5 kg', '3 cm', '<=50K']],
    ['percent without a sign', ['12 percentage', 'five %']],
    [
      'states of the United States',
      ['AL', 'AK', 'CA', 'NY', 'TX', 'FL', 'WA', 'OR', 'NV', 'UT', 'OH', 'MI', 'WI'],
    ],
    [
      'languages in lower case',
      ['de', 'fr', 'es', 'it', 'pt', 'en', 'zh', 'ja', 'ko', 'ar', 'hi', 'bn', 'ru'],
    ],
    ['names of people that are countries', ['Chad', 'Georgia', 'Anna', 'Bob', 'Eve']],
    ['two countries', ['Germany', 'France']],
    ['digits that may be postal codes', ['10115', '80331', '01067', '20095', '50667']],
    ['digits that may be phone numbers', ['2053258100', '2053258101']],
    ['a base64 text that is no image', ['QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB']],
  ])('not: %s', async (_, values) => {
    expect(await bench.found(values)).toBeNull();
  });

  test('so many must fit as the rule says, words for missing left out', async () => {
    const mails = Array.from({ length: 8 }, (_, i) => `a${i}@x.org`);
    expect(await bench.found([...mails, 'no', 'phone'])).toBe('email');
    expect(await bench.found([...mails, 'no', 'phone', 'none given'])).toBeNull();
    expect(await bench.found([...mails, '', '?', 'n/a', 'None', 'unknown', ' '])).toBe('email');
  });
});

describe('what needs the name', () => {
  test.each([
    ['postal-code', 'ZipCode', ['10115', '80331', '1067']],
    ['postal-code', 'PLZ', ['D-10115', '80331', '01067']],
    ['phone', 'PhoneNumber', ['2053258100', '2053258101', '030/123456']],
    ['phone', 'Fax', ['3865286', '2859902']],
    ['url', 'Website', ['example.org', 'a.example.com/path', 'https://x.de']],
    ['country', 'country', ['Germany', 'France', 'Atlantis']],
    ['country', 'country_code', ['de', 'fr', 'us']],
    ['email', 'E-Mail', ['a@x.org', 'b@x.org', 'call me', 'c@x.org', 'later']],
  ] as const)('%s: a column called %s', async (meaning, name, values) => {
    expect(await bench.meaningOf(values, name)).toMatchObject({ meaning, because: 'values and name' });
    expect(await bench.found(values, 'x')).toBeNull();
  });

  test('a name alone shows nothing', async () => {
    expect(await bench.found(['red', 'green', 'blue'], 'email')).toBeNull();
    expect(await bench.found(['one', 'two'], 'zip')).toBeNull();
    expect(await bench.found(['abc', 'def', 'abc'], 'id')).toBeNull();
  });
});
