import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { parseTrials } from '../../../../headless/trials/parse';
import { numberFormat } from '../../../core/number-format';
import { sentenceText } from '../../../core/sentence';
import { parse, parseParams } from './step';
import { columnViews, remedyText, unitsText } from './view';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const { parsed, failureOf } = parseTrials(() => bench);

describe('numbers', () => {
  test('keep their rows in order, and what fails is missing and listed', async () => {
    const { values, frame, text } = await parsed(['3', 'x', null, ' 1.5 ', '3', 'x', 'y']);
    expect(values).toEqual([3, null, null, 1.5, 3, null, null]);
    expect(frame('failures')).toEqual([
      { column: 'x', value: 'x', rows: 2, first_row: 2 },
      { column: 'x', value: 'y', rows: 1, first_row: 7 },
    ]);
    expect(frame('columns')).toMatchObject([
      {
        missing_before: 1,
        parsed: 3,
        failed: 3,
        missing_after: 4,
        distinct: 4,
        distinct_failed: 2,
        unit: '',
      },
    ]);
    expect(text).toBe(
      '“x”: 3 of 6 values read as number; 3 (50 %) could not be read and became missing: “x” 2 times, “y”.',
    );
  });

  test('come to the most frequent unit; those of another kind fail', async () => {
    const { values, frame, text } = await parsed(['2 kg', '500 g', '1 lb', '3 kg', '7 cm', '4', '5 IBU']);
    expect(values).toEqual([2, 0.5, 0.45359237, 3, null, 4, null]);
    expect(frame('units').map(({ unit, rows, factor }) => [unit, rows, factor])).toEqual([
      ['kg', 2, 1],
      ['', 1, 1],
      ['cm', 1, null],
      ['g', 1, 0.001],
      ['ibu', 1, null],
      ['lb', 1, 0.45359237],
    ]);
    expect(text).toContain('(unit: kg), 2 of them converted from g and lb; 2 (28.6 %)');
  });

  test.each([
    [{ unit: 'g' }, [2000, 500, null, 4]],
    [{ unit: 'kg', bare: 'fails' }, [2, 0.5, null, null]],
    [{ unit: 'IBU' }, [null, null, 5, 4]],
    [{ unit: '' }, [null, null, null, 4]],
  ])('with %j', async (params, values) => {
    expect((await parsed(['2 kg', '500 g', '5 IBU', '4'], params)).values).toEqual(values);
  });

  test.each([
    [{ decimal: ',', thousands: '.' }, ['1.200,5', '3,5 €', '1.2'], [1200.5, 3.5, null]],
    [{ decimal: '.', thousands: ',' }, ['£1,200', '£3M', '£1.5k'], [1200, 3e6, 1500]],
    [{ decimal: ',', thousands: ' ' }, ['1 200,5', '12\u00a0000', '1'], [1200.5, 12000, 1]],
    [{ thousands: "'" }, ["1'200", "CHF 1'000.50", "5'11"], [1200, 1000.5, null]],
  ])('with marks %j', async (params, texts, values) => {
    expect((await parsed(texts, params)).values).toEqual(values);
  });

  const MIXED = ['5%', '0.05', '57 %', '0.1', '7 percent', null];
  test.each([
    ['auto', {}, MIXED, [0.05, 0.05, 0.57, 0.1, 0.07, null]],
    ['%: plain shares become percent', { unit: '%' }, MIXED, [5, 5, 57, 10, 7, null]],
    ['1: percent become plain shares', { unit: '1' }, MIXED, [0.05, 0.05, 0.57, 0.1, 0.07, null]],
    ['kept: nothing is converted', { bare: 'kept' }, MIXED, [5, 0.05, 57, 0.1, 7, null]],
    ['fails', { unit: '%', bare: 'fails' }, MIXED, [5, null, 57, null, 7, null]],
    ['a sign that adds nothing', {}, ['0.05%', '0.05', '0.07'], [0.05, 0.05, 0.07]],
    ['the same, of one', { unit: '1' }, ['0.05%', '0.05'], [0.0005, 0.05]],
    ['plain numbers in percent', {}, ['5%', '4', '6'], [5, 4, 6]],
    ['nothing else plain than 0', {}, ['5%', '0', '6%'], [5, 0, 6]],
    ['per mille', {}, ['50‰', '0.05'], [0.05, 0.05]],
    ['whole percents', { to: 'integer' }, ['5%', '0.05', '7%'], [5, 5, 7]],
    ['percent only', {}, ['5%', '7%'], [5, 7]],
  ])('with and without a share sign: %s', async (_, params, texts, values) => {
    expect((await parsed(texts, params)).values).toEqual(values);
  });

  test('what becomes of numbers beside shares is said', async () => {
    expect((await parsed(MIXED)).text).toContain(
      '“x”: all 5 values read as number (shares of one: 5% is 0.05), 3 of them converted from %.',
    );
    expect((await parsed(MIXED, { unit: '%' })).notices).toEqual([
      {
        code: 'parse-plain-shares',
        text: '“x”: 2 numbers have no unit and are shares of one beside values with “%”: 0.05 is 5%.',
      },
    ]);
    expect((await parsed(['0.05%', '0.05'])).notices).toEqual([
      {
        code: 'parse-signs-ignored',
        text: '“x”: 1 number has no unit and stands as written beside values with “%”: 5 and 5% become the same value. Where the sign is meant and the others are shares of one, set the unit to 1: 5% becomes 0.05 and 0.05 stays.',
        isWarning: true,
      },
    ]);
  });

  test('whole ones are exact to 64 bits; others fail as integers', async () => {
    const texts = [
      '9007199254740993',
      '-9223372036854775808',
      '9223372036854775808',
      '1.5',
      '12.0',
      '2 ft',
      '1.2k',
    ];
    const { values, type } = await parsed(texts, { to: 'integer', bare: 'kept', unit: 'in' });
    expect(values).toEqual(['9007199254740993', '-9223372036854775808', null, null, 12, 24, 1200]);
    expect(type).toMatchObject([{ sqlType: 'BIGINT' }]);
    const { notices } = await parsed(texts.slice(0, 1));
    expect(notices).toMatchObject([{ code: 'parse-rounded', isWarning: true }]);
  });

  test('what would read more is said', async () => {
    const set = async (texts: string[], params: object = {}) =>
      (await parsed(texts, params))
        .frame('remedies')
        .map((row) => [JSON.parse(String(row.params)) as object, row.rows]);
    expect(await set(['12 oz. can', '12 oz'])).toEqual([[{ behind: 'left out' }, 1]]);
    expect(await set(['1,5', '2,5', '3'])).toEqual([[{ decimal: ',', thousands: 'none' }, 2]]);
    expect(await set(['1,200', '2,500', '3.5'])).toEqual([[{ decimal: '.', thousands: ',' }, 2]]);
    expect(await set(['20 IBU', '30 IBU', '3 kg'])).toEqual([[{ unit: 'ibu' }, 1]]);
    expect(await set(['a', '1'])).toEqual([]);
    const { frame } = await parsed(['7,283,465', '180', '175.5']);
    expect(frame('remedies')).toMatchObject([{ rows: 1, text: '7,283,465', value: 7_283_465 }]);
  });
});

describe('dates', () => {
  test.each([
    [['13/04/2021', '02/03/2021', null], {}, ['2021-04-13', '2021-03-02', null]],
    [['2021-04-13', '1 Jan 2020', 'soon'], {}, ['2021-04-13', '2020-01-01', null]],
    [['02/03/2021', '02/13/2021'], { formats: ['%d/%m/%Y', '%m/%d/%Y'] }, ['2021-03-02', '2021-02-13']],
    [['29.2.24', '30.2.24', '01.02.2021'], { formats: ['%d.%m.%y'] }, ['2024-02-29', null, null]],
  ])('%j %j', async (texts, params, values) => {
    expect((await parsed(texts, { to: 'date', ...params })).values).toEqual(values);
  });

  test('with a time stay whole as timestamps; as dates the time is cut off, and that is said', async () => {
    const texts = ['2021-04-13 10:30', '2021-04-14 00:00'];
    expect((await parsed(texts, { to: 'timestamp' })).values).toEqual([
      '2021-04-13T10:30:00',
      '2021-04-14T00:00:00',
    ]);
    const { values, notices } = await parsed(texts, { to: 'date' });
    expect(values).toEqual(['2021-04-13', '2021-04-14']);
    expect(notices).toEqual([
      { code: 'parse-time-cut', text: '“x”: the time of day of 1 value is cut off.', isWarning: true },
    ]);
  });

  test('their formats and their months are counted', async () => {
    const { frame } = await parsed(['2020-01-31', '2020-02-01', '2020-01-31', '1 Mar 2020'], { to: 'date' });
    expect(frame('formats').map(({ format, rows }) => [format, rows])).toEqual([
      ['%Y-%m-%d', 3],
      ['%d %b %Y', 1],
    ]);
    expect(frame('histograms').reduce((sum, { count }) => sum + Number(count), 0)).toBe(4);
  });

  test.each([
    [['03/04/2021', '05/06/2021'], {}, 'date-formats-unclear'],
    [['soon', 'later'], {}, 'date-formats-none'],
    [['2021-04-13'], { formats: ['%Y-%q'] }, 'date-format-unknown'],
    [['2021-04-13'], { formats: ['%H:%M'] }, 'date-format-unknown'],
  ])('%j with %j is refused as %s', async (texts, params, code) => {
    expect((await failureOf(texts, { to: 'date', ...params })).code).toBe(code);
  });
});

describe('truths', () => {
  test('by words in any capitals', async () => {
    const { values, type } = await parsed([' YES', 'no', 'ja', null, '1'], { to: 'boolean' });
    expect(values).toEqual([true, false, null, null, true]);
    expect(type).toMatchObject([{ type: 'boolean' }]);
    const german = { to: 'boolean', trueWords: ['Ja'], falseWords: ['nein'] };
    expect((await parsed(['ja', 'NEIN', 'yes'], german)).values).toEqual([true, false, null]);
  });
});

describe('what the view shows', () => {
  const format = numberFormat('en');

  test('is gathered by column', async () => {
    const { frames } = await parsed(['2 kg', '500 g', '7 cm', 'x']);
    const [view] = columnViews(frames);
    expect(view).toMatchObject({
      facts: { column: 'x', parsed: 2, failed: 2 },
      dateUnit: null,
      texts: [{ label: '2 kg', count: 1, share: 0.25 }, {}, {}, {}],
    });
    expect(unitsText(view!, format)).toBe('g: 1 · kg: 1 (× 1,000) · cm: 1 (not taken)');
  });

  test.each([
    ['{"behind":"left out"}', 'Leave out the words behind the unit'],
    ['{"unit":"ibu"}', 'Take off “ibu”'],
    ['{"decimal":",","thousands":" "}', 'Read “,” before decimals, a space between thousands'],
  ])('%s: %s', (params, text) => {
    expect(remedyText(params)).toBe(text);
  });
});

test('the cell reads as a sentence', () => {
  const facts = { inputs: { table: 'beers' }, outputs: { parsed: 'beers_2' } };
  const sentence = (given: object) => sentenceText(parse, { ...facts, params: parseParams.parse(given) });
  expect(sentence({})).toBe('Parse … of beers as number → beers_2');
  expect(sentence({ columns: ['ounces'], unit: 'g' })).toBe('Parse ounces of beers as number (g) → beers_2');
  expect(sentence({ columns: ['day'], to: 'date', formats: ['%d.%m.%Y'] })).toBe(
    'Parse day of beers as date written %d.%m.%Y → beers_2',
  );
});
