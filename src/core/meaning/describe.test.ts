import { describe, expect, test } from 'vitest';
import { numberFormat } from '../number-format';
import { columnWords, speaksFor } from './column-words';
import { COUNTRY_ALPHA_2, COUNTRY_ALPHA_3, COUNTRY_NAMES } from './countries';
import { describeMeanings, meaningsLine, shownExample } from './describe';
import type { MeaningFacts } from './facts';
import { meaningsSet } from './param';

const format = numberFormat('en');
const facts = (column: string, changed: Partial<MeaningFacts> = {}): MeaningFacts => ({
  column,
  type: 'text',
  rows: 1000,
  lookedAt: 1000,
  present: 1000,
  distinct: 1000,
  sampled: 1000,
  sampledRows: 1000,
  low: null,
  high: null,
  span: null,
  hits: [],
  ...changed,
});
const mails = facts('contact', {
  hits: [{ rule: 'email', hits: 990, hitRows: 990, examples: ['ann@x.org', 'bo@y.de'] }],
});
const ids = (column: string) => facts(column, { type: 'integer', low: 1, high: 1000, span: 1000 });
const colours = (column: string) => facts(column, { distinct: 4, sampled: 4 });

describe('evidence', () => {
  test('says the numbers and masked examples', () => {
    expect(describeMeanings([mails], {}, format)).toEqual([
      {
        column: 'contact',
        meaning: 'email',
        found: 'email',
        share: 0.99,
        evidence:
          '990 of 1,000 different values (99 %) are e-mail addresses, such as a***@x.org and b***@y.de.',
        because: 'values',
      },
    ]);
  });

  test('of what a person set keeps what was found', () => {
    const [set] = describeMeanings([mails], { contact: 'none' }, format);
    expect(set).toMatchObject({ meaning: 'none', found: 'email', share: null, because: 'set by hand' });
    expect(set?.evidence).toBe(
      'Set by hand. Found: 990 of 1,000 different values (99 %) are e-mail addresses, such as a***@x.org and b***@y.de.',
    );
    const [same] = describeMeanings([mails], { contact: 'email' }, format);
    expect(same?.evidence).toBe('Set by hand.');
  });

  test('a column called like a member of objects was not set by hand', () => {
    expect(describeMeanings([facts('constructor')], {}, format)[0]).toMatchObject({
      meaning: null,
      because: null,
    });
  });

  test('masks what names a person, and cuts what is long', () => {
    expect(shownExample('email', 'jürgen.m@müller.de')).toBe('j***@müller.de');
    expect(shownExample('phone', '+1 (212) 555-0100')).toBe('+* (***) ***-**00');
    expect(shownExample('url', `http://x.org/${'a'.repeat(60)}`)).toHaveLength(40);
    expect(shownExample('country', 'Peru')).toBe('Peru');
  });
});

describe('the line', () => {
  test('counts meanings, categories last', () => {
    const all = [ids('a'), colours('b'), ids('c'), mails, colours('d'), colours('e'), facts('f')];
    expect(meaningsLine(describeMeanings(all, {}, format), format)).toBe(
      '2 look like identifiers, 1 like an e-mail address, 3 are categories',
    );
  });

  test('leaves out what is set to nothing, and is empty where nothing is left', () => {
    expect(meaningsLine(describeMeanings([colours('b')], { b: 'none' }, format), format)).toBe('');
    expect(meaningsLine([], format)).toBe('');
  });
});

describe('names of columns', () => {
  test.each([
    ['PhoneNumber', 'phone number'],
    ['Zip_Code2', 'zip code 2'],
    ['share (%)', 'share percent'],
    ['IPAddress', 'ip address'],
    ['País', 'pais'],
    ['住所', '住所'],
  ])('%s is read as %s', (name, words) => {
    expect(columnWords(name)).toBe(words);
  });

  test('a word speaks for a meaning only as a whole word', () => {
    expect(speaksFor(columnWords('customerId'), 'identifier')).toBe(true);
    expect(speaksFor(columnWords('humidity'), 'identifier')).toBe(false);
    expect(speaksFor(columnWords('platform'), 'latitude')).toBe(false);
  });
});

test('the table of countries has each code once, and names without accents', () => {
  expect(COUNTRY_ALPHA_2).toHaveLength(250);
  expect(new Set(COUNTRY_ALPHA_2).size).toBe(250);
  expect(new Set(COUNTRY_ALPHA_3).size).toBe(250);
  expect(COUNTRY_ALPHA_2.every((code) => /^[A-Z]{2}$/.test(code))).toBe(true);
  expect(COUNTRY_ALPHA_3.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  expect(COUNTRY_NAMES.filter((name) => !/^[a-z]+( [a-z]+)*$/.test(name))).toEqual([]);
});

test('params that hold no meanings are read as none', () => {
  expect(meaningsSet({})).toEqual({});
  expect(meaningsSet({ meanings: { a: 'email' } })).toEqual({ a: 'email' });
  expect(meaningsSet({ meanings: 7 })).toEqual({});
});
