import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { FailureError } from '../../../core/failure';
import { frameRows } from '../../../core/frame';
import { sentenceText } from '../../../core/sentence';
import { missingTokens, missingTokensParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const ROWS = `SELECT * REPLACE (ratio::DOUBLE AS ratio, day::DATE AS day, moment::TIMESTAMP AS moment) FROM (VALUES
  (1, 10, '0.5', 'a', ' N/A ', 'x', 7, NULL::DOUBLE, '2020-01-31', '9999-12-31 00:00:00', true),
  (2, -999, 'NaN', 'N/A', 'groß', '', 7, NULL, '9999-12-31', '2021-02-28 12:00:00', false),
  (3, NULL, 'Infinity', NULL, '?', '?', 7, NULL, NULL, NULL, NULL),
  (4, 0, '-999.0', 'N/A', NULL, 'n/a', 7, NULL, '2022-12-31', '2022-12-31 23:59:59', true)
) AS t(id, n, ratio, text, größe, "select", constant, nothing, day, moment, flag)`;

async function marked(params: object, select = ROWS) {
  const { rows, frames, reading, notices } = await bench.tryStep(missingTokens, { select }, params);
  return {
    rows: rows.marked!,
    cells: frameRows(frames.cells!).map(({ column, token, cells }) => [column, token, cells]),
    columns: frameRows(frames.columns!),
    summary: frameRows(frames.summary!)[0],
    frame: (name: string) => frameRows(frames[name]!),
    notices,
    ...reading,
  };
}

async function failureOf(params: object) {
  const error: unknown = await marked(params).catch((thrown: unknown) => thrown);
  if (!(error instanceof FailureError)) throw new Error(`It did not fail: ${String(error)}`);
  return error.failure.code;
}

describe('what means missing in one column', () => {
  test.each([
    ['n', ['-999'], [10, null, null, 0]],
    ['n', ['-999.0', '0'], [10, null, null, null]],
    ['n', ['-999.5'], [10, -999, null, 0]],
    ['ratio', ['-999'], [0.5, NaN, Infinity, null]],
    ['ratio', ['NaN', 'Infinity'], [0.5, null, null, -999]],
    ['text', ['N/A'], ['a', null, null, null]],
    ['größe', ['N/A'], [' N/A ', 'groß', '?', null]],
    ['größe', [' N/A '], [null, 'groß', '?', null]],
    ['select', [''], ['x', null, '?', 'n/a']],
    ['constant', ['7'], [null, null, null, null]],
    ['nothing', ['0'], [null, null, null, null]],
    ['day', ['9999-12-31'], ['2020-01-31', null, null, '2022-12-31']],
    ['moment', ['9999-12-31'], [null, '2021-02-28T12:00:00', null, '2022-12-31T23:59:59']],
    ['flag', ['False'], [true, null, null, true]],
  ])('%s: %j', async (column, tokens, values) => {
    const { rows } = await marked({ tokens: { [column]: tokens } });
    expect(rows.map((row) => row[column])).toEqual(values);
  });

  test.each([
    [{}, 'tokens-unset'],
    [{ tokens: { n: [] } }, 'tokens-unset'],
  ])('%j is refused as %s', async (params, code) => {
    expect(await failureOf(params)).toBe(code);
  });

  test.each([
    ['N', '1', 'column', 'the table has no such column'],
    ['n', 'N/A', '“N/A”', 'a column of integer holds no such value'],
    ['n', '1) OR (1 = 1', '“1) OR (1 = 1”', 'a column of integer holds no such value'],
    ['day', '2021-02-30', '“2021-02-30”', 'a column of date holds no such value'],
    ['flag', '0', '“0”', 'a column of boolean holds no such value'],
  ])(
    'in “%s” %j does not fit: it is listed, and the others are looked for',
    async (column, token, what, reason) => {
      const { rows, frame, notices } = await marked({ tokens: { [column]: [token], text: ['N/A'] } });
      expect(frame('unmet')).toEqual([{ what, column, reason }]);
      expect(notices).toMatchObject([{ code: 'unmet', isWarning: true }]);
      expect(rows.map(({ text }) => text)).toEqual(
        (await marked({ tokens: { text: ['N/A'] } })).rows.map(({ text }) => text),
      );
    },
  );

  test('a text cannot break out of its quotation marks', async () => {
    const { rows } = await marked({ tokens: { text: [`a' OR 'a' = 'a`] } });
    expect(rows.map(({ text }) => text)).toEqual(['a', 'N/A', null, 'N/A']);
  });
});

describe('what means missing everywhere', () => {
  test('is looked for in every text column, without the spaces around it', async () => {
    const { rows, cells, columns } = await marked({ everywhere: ['N/A', '?', 'none'] });
    expect(rows.map(({ text, größe, select }) => [text, größe, select])).toEqual([
      ['a', null, 'x'],
      [null, 'groß', ''],
      [null, null, null],
      [null, null, 'n/a'],
    ]);
    expect(cells).toEqual([
      ['text', 'N/A', 2],
      ['größe', 'N/A', 1],
      ['größe', '?', 1],
      ['select', '?', 1],
      [null, 'none', 0],
    ]);
    expect(
      columns.map(({ column, missing_before, missing_after }) => [column, missing_before, missing_after]),
    ).toEqual([
      ['text', 1, 3],
      ['größe', 1, 3],
      ['select', 0, 1],
    ]);
  });

  test('and a table without any text says so', async () => {
    const { notices, text } = await marked({ everywhere: ['x'] }, 'SELECT 1 AS n');
    expect(notices).toMatchObject([{ code: 'tokens-nowhere', isWarning: true }]);
    expect(text).toContain('Nothing was set missing');
  });
});

describe('what became of the table', () => {
  test('only those cells change: names, order, types and all other values stay', async () => {
    const before = await bench.makeTable(ROWS);
    const { artifacts } = await bench.tryStep(
      missingTokens,
      { select: ROWS },
      { tokens: { n: ['-999'] }, everywhere: ['N/A'] },
    );
    const after = artifacts.marked;
    expect(after).toMatchObject({ kind: 'table', rows: 4, columns: before.columns });
  });

  test('is said, with a column that is all numbers now', async () => {
    const { text, suggestions, columns } = await marked(
      { tokens: { ibu: ['N/A', '-'] } },
      `SELECT CASE WHEN i < 3 THEN 'N/A' ELSE i::VARCHAR END AS ibu FROM range(10) AS r(i)`,
    );
    expect(text).toBe(
      '3 cells set missing in 1 column: “ibu” from 0 % to 30 % missing. Never met: “-” in “ibu”.',
    );
    expect(columns).toMatchObject([{ share_before: 0, share_after: 0.3, numbers: 7 }]);
    expect(suggestions.map(({ step, params }) => [step, params])).toEqual([
      ['parse', { columns: ['ibu'], to: 'number' }],
      ['profile', {}],
    ]);
  });

  test('a column of numbers with gaps may be imputed', async () => {
    const { suggestions } = await marked({ tokens: { n: ['-999'] } });
    expect(suggestions[0]).toMatchObject({ step: 'impute', reason: '2 cells are missing there now.' });
  });

  test('the first statement makes the table from the input alone', async () => {
    const { sql } = await bench.tryStep(missingTokens, { select: ROWS }, { everywhere: ['?'] });
    expect(sql[0]).toMatch(/^SELECT \* REPLACE \(CASE WHEN/);
  });
});

describe('edge cases', () => {
  test('an empty table stays empty', async () => {
    const { rows, text, columns } = await marked({ tokens: { n: ['0'] } }, `${ROWS} WHERE false`);
    expect([rows, text]).toEqual([[], 'The table has no rows.']);
    expect(columns).toMatchObject([{ share_before: null, missing_after: 0 }]);
  });

  test('one row, all null afterwards, is imputed by nothing', async () => {
    const { rows, suggestions } = await marked({ tokens: { a: ['0'] } }, 'SELECT 0 AS a');
    expect(rows).toEqual([{ a: null }]);
    expect(suggestions.map(({ step }) => step)).toEqual(['profile']);
  });

  test('texts of a fixed list keep their type', async () => {
    const select = `SELECT x::ENUM('a', 'N/A') AS x FROM (VALUES ('a'), ('N/A')) AS t(x)`;
    const { artifacts } = await bench.tryStep(
      missingTokens,
      { select },
      { tokens: { x: ['N/A'] }, everywhere: ['b'] },
    );
    const made =
      artifacts.marked?.kind === 'table' && 'table' in artifacts.marked ? artifacts.marked.table : '';
    expect(await bench.rows(`SELECT x::VARCHAR AS x FROM "${made}"`)).toEqual([{ x: 'a' }, { x: null }]);
    expect(artifacts.marked).toMatchObject({
      columns: [{ sqlType: expect.stringMatching(/^ENUM/) as string }],
    });
  });

  test('more columns than one statement counts', async () => {
    const select = `SELECT ${Array.from({ length: 120 }, (_, i) => `'?' AS c${String(i)}`).join(', ')}`;
    const { summary, columns } = await marked({ everywhere: ['?'] }, select);
    expect([summary, columns.length]).toEqual([{ rows: 1, cells: 120, text_columns: 120 }, 120]);
  });
});

test('the cell reads as a sentence', () => {
  const facts = { inputs: { table: 'beers' }, outputs: { marked: 'beers_2' } };
  const sentence = (given: object) =>
    sentenceText(missingTokens, { ...facts, params: missingTokensParams.parse(given) });
  expect(sentence({})).toBe('Take … in beers for missing → beers_2');
  expect(sentence({ tokens: { age: ['-999', '0'] }, everywhere: ['N/A', ''] })).toBe(
    'Take N/A, “” in all text, -999, 0 in age in beers for missing → beers_2',
  );
});
