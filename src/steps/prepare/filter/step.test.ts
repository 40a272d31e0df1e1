import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { FailureError } from '../../../core/failure';
import { frameRows } from '../../../core/frame';
import { sentenceText } from '../../../core/sentence';
import { filter, filterParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const ROWS = `SELECT * REPLACE (ratio::DOUBLE AS ratio, day::DATE AS day, moment::TIMESTAMP AS moment) FROM (VALUES
  (1, 10, '0.5', 'a', 'klein', 'x', 7, NULL::DOUBLE, '2020-01-31', '2020-01-31 10:00:00', true),
  (2, 20, 'NaN', 'ab', 'groß', 'y', 7, NULL, '2021-02-28', '2021-02-28 12:00:00', false),
  (3, NULL, 'Infinity', NULL, 'groß', 'z', 7, NULL, NULL, NULL, NULL),
  (4, 40, '-1.5', '''c''', NULL, '', 7, NULL, '2022-12-31', '2022-12-31 23:59:59', true)
) AS t(id, n, ratio, text, größe, "select", constant, nothing, day, moment, flag)`;

async function filtered(given: object, select = ROWS) {
  const { rows, frames, reading } = await bench.tryStep(filter, { select }, given);
  return {
    ids: rows.filtered!.map(({ id }) => id),
    counts: frameRows(frames.counts!)[0],
    text: reading.text,
  };
}

async function failureOf(given: object) {
  const error: unknown = await filtered(given).catch((thrown: unknown) => thrown);
  if (!(error instanceof FailureError)) throw new Error(`It did not fail: ${String(error)}`);
  return error.failure;
}

describe('a column compared', () => {
  test.each([
    ['n', '=', '20', [2]],
    ['n', '≠', '20', [1, 4]],
    ['n', '<', '20.5', [1, 2]],
    ['n', '≤', '2e1', [1, 2]],
    ['n', '>', '10', [2, 4]],
    ['n', '≥', ' 40 ', [4]],
    ['n', 'is missing', '', [3]],
    ['n', 'is not missing', '', [1, 2, 4]],
    ['n', 'contains', '0', [1, 2, 4]],
    ['ratio', '=', 'NaN', [2]],
    ['ratio', '=', '-1.5', [4]],
    ['ratio', '>', '0', [1, 2, 3]],
    ['ratio', '<', 'Infinity', [1, 4]],
    ['ratio', '≥', 'inf', [2, 3]],
    ['text', '=', 'a', [1]],
    ['text', '=', "'c'", [4]],
    ['text', 'contains', 'a', [1, 2]],
    ['text', '>', 'a', [2]],
    ['größe', '=', 'groß', [2, 3]],
    ['select', '≠', 'x', [2, 3, 4]],
    ['constant', '=', '7', [1, 2, 3, 4]],
    ['day', '≥', '2021-02-28', [2, 4]],
    ['moment', '<', '2021-02-28 12:00', [1]],
    ['flag', '=', 'True', [1, 4]],
  ])('%s %s %s', async (column, operator, value, ids) => {
    expect((await filtered({ column, operator, value })).ids).toEqual(ids);
  });

  test('with several values', async () => {
    expect((await filtered({ column: 'n', operator: 'is one of', values: ['10', '40'] })).ids).toEqual([
      1, 4,
    ]);
    expect((await filtered({ column: 'text', operator: 'is one of', values: ["'c'", 'ab'] })).ids).toEqual([
      2, 4,
    ]);
  });

  test.each([
    [{}, 'column-unset'],
    [{ column: 'N' }, 'column-unknown'],
    [{ column: 'n', value: 'many' }, 'value-not-of-type'],
    [{ column: 'n', value: '' }, 'values-unset'],
    [{ column: 'day', operator: '≥', value: ' ' }, 'values-unset'],
    [{ column: 'n', value: '1) OR (1 = 1' }, 'value-not-of-type'],
    [{ column: 'day', value: '2021-02-30' }, 'value-not-of-type'],
    [{ column: 'day', value: '31.01.2020' }, 'value-not-of-type'],
    [{ column: 'moment', value: '2021-02-28 25:00' }, 'value-not-of-type'],
    [{ column: 'flag', value: '1' }, 'value-not-of-type'],
    [{ column: 'n', operator: 'is one of' }, 'values-unset'],
  ])('%j is refused as %s', async (params, code) => {
    expect((await failureOf(params)).code).toBe(code);
  });

  test('a text cannot break out of its quotation marks', async () => {
    expect((await filtered({ column: 'text', value: `a' OR 'a' = 'a` })).ids).toEqual([]);
  });
});

describe('what became of the rows', () => {
  test('is counted, the open ones apart', async () => {
    const { counts, text } = await filtered({ column: 'n', operator: '>', value: '10' });
    expect(counts).toEqual({ rows: 4, kept: 2, dropped: 2, unknown: 1 });
    expect(text).toBe(
      '2 of 4 rows kept (50 %); 2 dropped, 1 of them because a missing value leaves the condition open.',
    );
  });

  test('all kept', async () => {
    const { text } = await filtered({ column: 'constant', value: '7' });
    expect(text).toBe('All 4 rows meet the condition: nothing is dropped.');
  });

  test('none kept: the range of the column is told', async () => {
    const { text, ids } = await filtered({ column: 'n', operator: '>', value: '100' });
    expect(ids).toEqual([]);
    expect(text).toBe(
      'No row is left: none of 4 rows meets “n > 100”. The column goes from 10 to 40. In 1 row a missing value leaves it open.',
    );
    expect((await filtered({ column: 'ratio', operator: '<', value: '-9' })).text).toContain(
      'goes from -1.5 to ∞',
    );
    expect((await filtered({ column: 'day', value: '1999-01-01' })).text).toContain(
      'from 2020-01-31 to 2022-12-31',
    );
  });
});

describe('edge cases', () => {
  test('an empty table stays empty', async () => {
    const { ids, counts, text } = await filtered({ column: 'n', value: '1' }, `${ROWS} WHERE false`);
    expect([ids, counts]).toEqual([[], { rows: 0, kept: 0, dropped: 0, unknown: 0 }]);
    expect(text).toBe('The table has no rows to keep.');
  });

  test('one row', async () => {
    expect((await filtered({ column: 'id', value: '1' }, 'SELECT 1 AS id')).text).toBe(
      'The one row meets the condition: nothing is dropped.',
    );
  });

  test('all null: every row is open', async () => {
    expect((await filtered({ column: 'nothing', value: '1' })).counts).toMatchObject({ kept: 0, unknown: 4 });
    expect((await filtered({ column: 'nothing', operator: 'is missing' })).ids).toEqual([1, 2, 3, 4]);
  });
});

test('the cell reads as a sentence', () => {
  const facts = { inputs: { table: 'credit' }, outputs: { filtered: 'grown' } };
  const sentence = (given: object) => sentenceText(filter, { ...facts, params: filterParams.parse(given) });
  expect(sentence({})).toBe('Keep the rows of credit where … → grown');
  expect(sentence({ column: 'Age', operator: '≥', value: '18' })).toBe(
    'Keep the rows of credit where Age ≥ 18 → grown',
  );
  expect(sentence({ column: 'Age', operator: 'is one of', values: ['1', '2'] })).toContain(
    'where Age is one of 1, 2 →',
  );
  expect(sentence({ condition: 'Age >\n 18' })).toContain('where Age > 18 →');
});
