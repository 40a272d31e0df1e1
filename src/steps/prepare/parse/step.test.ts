import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import type { ArtifactContent } from '../../../core/artifact';
import { FailureError } from '../../../core/failure';
import { frameRows } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import { sentenceText } from '../../../core/sentence';
import { quoteLiteral } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { parse, parseParams } from './step';
import { columnViews, remedyText, unitsText } from './view';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const selectOf = (texts: readonly (string | null)[]): string =>
  `SELECT * FROM (VALUES ${texts.map((text) => `(${text === null ? 'NULL' : quoteLiteral(text)}::VARCHAR)`).join(', ')}) AS t(x)`;

/** The columns of a table that was made. */
function columnsOf(made: ArtifactContent | undefined): readonly Column[] {
  return made?.kind === 'table' ? made.columns : [];
}

async function parsedTable(select: string, params: object) {
  const { rows, frames, reading, notices, artifacts } = await bench.tryStep(parse, { select }, params);
  return {
    rows: rows.parsed!,
    type: columnsOf(artifacts.parsed),
    frame: (name: string) => frameRows(frames[name]!),
    frames,
    notices,
    ...reading,
  };
}

async function parsed(texts: readonly (string | null)[], params: object = {}) {
  const result = await parsedTable(selectOf(texts), { columns: ['x'], ...params });
  return { ...result, values: result.rows.map(({ x }) => x ?? null) };
}

async function failureOf(texts: readonly (string | null)[], params: object) {
  const error: unknown = await parsed(texts, params).catch((thrown: unknown) => thrown);
  if (!(error instanceof FailureError)) throw new Error(`It did not fail: ${String(error)}`);
  return error.failure;
}

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

describe('what fails', () => {
  test('keep: the text stays, and what was read stands beside it under a name of its own', async () => {
    const select = `SELECT * FROM (VALUES ('1', 'a', 'b'), ('x', 'c', 'd')) AS t(x, X_parsed, z)`;
    const { rows, frame } = await parsedTable(select, { columns: ['x'], failures: 'keep' });
    expect(rows).toEqual([
      { x: '1', x_parsed_2: 1, X_parsed: 'a', z: 'b' },
      { x: 'x', x_parsed_2: null, X_parsed: 'c', z: 'd' },
    ]);
    expect(Object.keys(rows[0]!)).toEqual(['x', 'x_parsed_2', 'X_parsed', 'z']);
    expect(frame('columns')).toMatchObject([{ column: 'x', result: 'x_parsed_2', failed: 1 }]);
  });

  test('fail: the cell fails, and names what it failed at', async () => {
    expect(await failureOf(['1', 'x', 'x', 'y'], { failures: 'fail' })).toMatchObject({
      code: 'parse-failed',
      message: '3 values of “x” are no numbers: “x”, “y”.',
    });
  });

  test.each([
    [{ columns: [] }, 'column-unset'],
    [{ columns: ['nope'] }, 'column-unknown'],
    [{ decimal: ',', thousands: ',' }, 'parse-marks-alike'],
    [{ to: 'boolean', trueWords: ['y'], falseWords: [' Y'] }, 'parse-words-shared'],
  ])('%j is refused as %s', async (params, code) => {
    expect((await failureOf(['1'], params)).code).toBe(code);
  });

  test('a column that is no text is refused', async () => {
    const error: unknown = await parsedTable('SELECT 1 AS x', { columns: ['x'] }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ failure: { code: 'column-type' } });
  });
});

describe('edge cases', () => {
  test.each(['number', 'integer', 'date', 'timestamp', 'boolean'])(
    'an empty table, and one of all null, become %s',
    async (to) => {
      const empty = await parsedTable(`${selectOf(['1'])} WHERE false`, { columns: ['x'], to });
      expect([empty.rows, empty.type]).toMatchObject([[], [{ type: to }]]);
      expect(empty.text).toBe(`“x” is ${to} now; the table has no rows.`);
      const nothing = await parsed([null, null], { to });
      expect([nothing.values, nothing.type]).toMatchObject([[null, null], [{ type: to }]]);
      expect(nothing.frame('histograms')).toEqual([]);
      expect(nothing.suggestions.map(({ step }) => step)).toEqual(['profile']);
    },
  );

  test('one row, and a constant column: one bin', async () => {
    expect((await parsed(['7'])).frame('histograms')).toMatchObject([{ low: 7, high: 7, count: 1 }]);
    expect((await parsed(['7', '7', '7.0'])).frame('histograms')).toMatchObject([{ count: 3 }]);
  });

  test('NaN and Infinity are no numbers as they are written, nor is one beyond all doubles', async () => {
    const { values } = await parsed(['NaN', 'Infinity', '-inf', '1e999', '1e308']);
    expect(values).toEqual([null, null, null, null, 1e308]);
  });

  test('unicode and keyword names, and several columns at once; the others stay', async () => {
    const select = `SELECT i AS id, i || ' kg' AS "größe 📏", i || '%' AS "select", 'a"b' AS "a""b" FROM range(5) AS r(i)`;
    const { rows, type } = await parsedTable(select, { columns: ['select', 'größe 📏'] });
    expect(rows[3]).toEqual({ id: 3, 'größe 📏': 3, select: 3, 'a"b': 'a"b' });
    expect(type).toMatchObject([
      { type: 'integer' },
      { type: 'number' },
      { type: 'number' },
      { type: 'text' },
    ]);
  });

  test('blank texts are no numbers, and are told from missing ones', async () => {
    const { values, frame } = await parsed(['', '  ', null]);
    expect(values).toEqual([null, null, null]);
    expect(frame('columns')).toMatchObject([{ missing_before: 1, failed: 2 }]);
  });

  test('rows keep their order where nearly every text is another one', async () => {
    const select = `SELECT i, (i * 7919 % 100000) || ' g' AS x FROM range(100000) AS r(i)`;
    const { artifacts } = await bench.tryStep(parse, { select: `${select} LIMIT 20000` }, { columns: ['x'] });
    const rows = await bench.rowsOf(artifacts.parsed);
    expect(rows.every(({ i, x }, row) => i === row && x === (row * 7919) % 100000)).toBe(true);
  });

  test('texts of a fixed list are parsed too', async () => {
    const { rows } = await parsedTable(`SELECT x::ENUM('1', '2') AS x FROM (VALUES ('1'), ('2')) AS t(x)`, {
      columns: ['x'],
    });
    expect(rows).toEqual([{ x: 1 }, { x: 2 }]);
  });

  test('where only some are missing, imputing is suggested', async () => {
    const { suggestions } = await parsed(['1', 'x']);
    expect(suggestions[1]).toMatchObject({ step: 'impute', params: { columns: ['x'], method: 'median' } });
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
