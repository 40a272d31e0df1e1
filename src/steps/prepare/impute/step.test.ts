import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import { column, columnsOf, imputeTrials, list, valueOf } from '../../../../headless/trials/impute';
import { frameRows } from '../../../core/frame';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const { fill, failureOf, apply } = imputeTrials(() => bench);
const summaryOf = ({ frames }: StepTrial) => frameRows(frames.summary!)[0];
const typeOf = ({ artifacts }: StepTrial, name = 'x') =>
  artifacts.imputed?.kind === 'table'
    ? artifacts.imputed.columns.find((each) => each.name === name)?.sqlType
    : undefined;

describe('the median', () => {
  test('of integers stays an integer where it is one, and makes them numbers where it is not', async () => {
    const odd = await fill(list('TINYINT', [1, 9, null, 2]));
    expect(column(odd)).toEqual([1, 9, 2, 2]);
    expect(typeOf(odd)).toBe('TINYINT');
    const even = await fill(list('INTEGER', [1, 2, null]));
    expect(column(even)).toEqual([1, 2, 1.5]);
    expect(even.notices.map(({ code }) => code)).toEqual(['much-imputed', 'integers-widened']);
  });

  test('of integers beyond 2^53 is exact', async () => {
    const trial = await fill(list('BIGINT', ['9007199254740993', '9007199254740995', null]));
    expect(column(trial)).toEqual(['9007199254740993', '9007199254740995', '9007199254740994']);
  });

  test('of dates and times is the earlier of the two in the middle', async () => {
    const days = await fill(list('DATE', ['2024-01-01', '2024-02-29', null]));
    expect(column(days)).toEqual(['2024-01-01', '2024-02-29', '2024-01-01']);
    const times = await fill(list('TIMESTAMP', ['2024-01-01 10:00:00.5', null]));
    expect(column(times)[1]).toEqual(column(times)[0]);
  });

  test('of decimals keeps their type where it has the digits', async () => {
    expect(typeOf(await fill(list('DECIMAL(6,2)', [1.25, 1.35, null])))).toBe('DECIMAL(6,2)');
    const finer = await fill(list('DECIMAL(6,2)', [1.25, 1.26, null]));
    expect([typeOf(finer), column(finer)[2]]).toEqual(['DOUBLE', 1.255]);
  });

  test('of nothing but numbers and dates is taken where no column is named', async () => {
    const trial = await fill(`SELECT NULL::INTEGER AS n, 'a' AS word, NULL::DATE AS day, true AS truth`);
    expect(columnsOf(trial).map((row) => row.column)).toEqual(['n', 'day']);
  });
});

describe('columns that the method is not for', () => {
  test('are named where they miss values, with a cell that fills them', async () => {
    const trial = await fill(
      `SELECT unnest([1, NULL, 2]) AS x, unnest(['a', 'a', NULL]) AS word, unnest([true, true, NULL]) AS truth, 'b' AS whole`,
    );
    expect(frameRows(trial.frames.passed_over!)).toEqual([
      { column: 'word', type: 'text', missing: 1 },
      { column: 'truth', type: 'boolean', missing: 1 },
    ]);
    expect(trial.reading.text).toContain(
      '2 columns still miss values, since the median is not for text and truths: “word” (1), “truth” (1).',
    );
    expect(trial.reading.suggestions[0]).toMatchObject({
      step: 'impute',
      params: { columns: ['word', 'truth'], method: 'mode' },
    });
  });

  test('are not spoken of where columns are named', async () => {
    const trial = await fill(`SELECT unnest([1, NULL]) AS x, unnest(['a', NULL]) AS word`, {
      columns: ['x'],
    });
    expect(frameRows(trial.frames.passed_over!)).toEqual([]);
  });
});

describe('mean and mode', () => {
  test('the mean makes integers numbers, says so, and leaves those alone that miss nothing', async () => {
    const trial = await fill('SELECT unnest([1, 3, NULL, 2]) AS x, unnest([4, 5, 6, 7]) AS whole', {
      method: 'mean',
    });
    expect(column(trial)).toEqual([1, 3, 2, 2]);
    expect([typeOf(trial), typeOf(trial, 'whole')]).toEqual(['DOUBLE', 'INTEGER']);
    expect(trial.reading.text).toContain('“x” held integers and holds numbers now');
    expect(trial.reading.text).toContain(
      'Left out, since they miss nothing and would become numbers: “whole”.',
    );
    const named = await fill('SELECT unnest([4, 5]) AS whole', { method: 'mean', columns: ['whole'] });
    expect(typeOf(named, 'whole')).toBe('DOUBLE');
  });

  test('of equally frequent values the smallest is taken', async () => {
    expect(column(await fill(list('INTEGER', [3, 2, 3, 2, 9, null]), { method: 'mode' })).at(-1)).toBe(2);
    expect(column(await fill(list('VARCHAR', ['b', 'B', 'ä', null]), { method: 'mode' })).at(-1)).toBe('B');
    expect(column(await fill(list('BOOLEAN', ['true', 'false', null]), { method: 'mode' })).at(-1)).toBe(
      false,
    );
    expect(
      column(await fill(list('DATE', ['2024-03-01', '2024-02-01', null]), { method: 'mode' })).at(-1),
    ).toBe('2024-02-01');
  });

  test('an empty text is a value; an enumeration becomes text', async () => {
    expect(column(await fill(list('VARCHAR', ['', '', 'a', null]), { method: 'mode' }))).toEqual([
      '',
      '',
      'a',
      '',
    ]);
    const trial = await fill(`${list('VARCHAR', ['a', null])}`.replace('VARCHAR[]', `ENUM('a', 'b')[]`), {
      method: 'constant',
      value: 'unknown',
      columns: ['x'],
    });
    expect(column(trial)).toEqual(['a', 'unknown']);
  });
});

describe('a constant', () => {
  const mixed = `SELECT NULL::INTEGER AS n, NULL::DOUBLE AS x, NULL::VARCHAR AS word, NULL::BOOLEAN AS truth, NULL::DATE AS day`;

  test.each([
    ['-1', ['n', 'x']],
    ['1e3', ['n', 'x']],
    ['none', ['word']],
    ['true', ['truth']],
    ['2024-02-29', ['day']],
  ])('%s goes into the columns of its kind', async (value, names) => {
    const trial = await fill(mixed, { method: 'constant', value });
    const row = trial.rows.imputed![0]!;
    expect(Object.keys(row).filter((name) => row[name] !== null)).toEqual(names);
  });

  test('fills a column that has no value at all', async () => {
    const trial = await fill('SELECT NULL::INTEGER AS x FROM range(3)', { method: 'constant', value: '7' });
    expect(column(trial)).toEqual([7, 7, 7]);
    expect(trial.notices.map(({ code }) => code)).toEqual(['much-imputed']);
  });

  test('that is no value of the column is a named failure', async () => {
    for (const [name, value] of [
      ['n', 'many'],
      ['day', '2023-02-29'],
      ['truth', 'perhaps'],
    ]) {
      expect(await failureOf(mixed, { method: 'constant', value, columns: [name] })).toMatchObject({
        failure: { code: 'value-not-of-type' },
      });
    }
  });
});

describe('groups', () => {
  const homes = `SELECT unnest(['rent', 'rent', 'rent', 'own', 'own', 'new', NULL, 'a\u001fb']) AS home,
    unnest([1, 3, NULL, 10, NULL, NULL, NULL, NULL]) AS income, unnest(['x', 'x', NULL, 'y', NULL, NULL, NULL, NULL]) AS word`;

  test('give their median or mode, the overall value where they have none or the row has no group', async () => {
    const trial = await fill(homes, { method: 'group', groupBy: ['home'] });
    expect(column(trial, 'income')).toEqual([1, 3, 2, 10, 10, 3, 3, 3]);
    expect(column(trial, 'word')).toEqual(['x', 'x', 'x', 'y', 'y', 'x', 'x', 'x']);
    expect(summaryOf(trial)).toMatchObject({ groups: 4, kept_values: 12, rows_changed: 5, cells: 10 });
    const other = await apply(
      trial,
      `SELECT unnest(['own', 'other', NULL]) AS home, NULL::INTEGER AS income, 'w' AS word`,
    );
    expect(other.map(({ income }) => income)).toEqual([10, 3, 3]);
  });

  test('of several columns, of numbers and dates, keep the order of rows', async () => {
    const select = `SELECT i, i % 2 = 0 AS truth, i % 3 AS n, (i % 2)::DOUBLE AS x, DATE '2024-01-01' + (i % 2)::INTEGER AS day,
      CASE WHEN i > 11 THEN NULL ELSE i % 6 END AS y FROM range(24) t(i)`;
    const trial = await fill(select, {
      method: 'group',
      columns: ['y'],
      groupBy: ['truth', 'n', 'x', 'day'],
    });
    expect(column(trial, 'i')).toEqual(Array.from({ length: 24 }, (_, i) => i));
    expect(column(trial, 'y')).toEqual(Array.from({ length: 24 }, (_, i) => i % 6));
  });

  test('too many of them are a named failure, and so is none chosen', async () => {
    expect(
      await failureOf('SELECT i, NULL::INTEGER AS x FROM range(150000) t(i)', {
        method: 'group',
        columns: ['x'],
        groupBy: ['i'],
      }),
    ).toMatchObject({ failure: { code: 'transform-too-large' } });
    expect(await failureOf(homes, { method: 'group' })).toMatchObject({ failure: { code: 'column-unset' } });
  });
});

describe('the value before', () => {
  const readings = `SELECT unnest(['a', 'b', 'a', 'a', NULL, 'b', 'a']) AS device, unnest([3, 1, 1, 2, 2, 2, NULL]) AS at,
    unnest([NULL, 5, 7, NULL, NULL, NULL, NULL]) AS x`;

  test('in the order of rows', async () => {
    const trial = await fill(readings, { method: 'forward', columns: ['x'] });
    expect(column(trial)).toEqual([null, 5, 7, 7, 7, 7, 7]);
    expect(trial.reading.text).toContain('1 cell is still missing: nothing stands before.');
    expect(trial.reading.text).not.toContain('fitted on');
  });

  test('in an order and within groups; rows without a place neither give nor take', async () => {
    const params = { method: 'forward', columns: ['x'], groupBy: ['device'], orderBy: 'at' };
    const trial = await fill(readings, params);
    expect(column(trial)).toEqual([7, 5, 7, 7, null, 5, null]);
    expect(trial.reading.text).toContain(
      '2 cells are still missing: nothing stands before, or the row has no value of “at” or no group.',
    );
  });

  test('of another table is its own: nothing is carried over', async () => {
    const trial = await fill(list('DOUBLE', [1, null]), { method: 'forward' });
    expect(await apply(trial, list('DOUBLE', [null, 8, 'nan']))).toEqual([{ x: null }, { x: 8 }, { x: 8 }]);
  });
});

describe('neighbours', () => {
  test('are searched among the fitted rows, whatever the other table holds', async () => {
    const trial = await fill(
      'SELECT unnest([0, 1, 10, 11]) AS x, unnest([5.0, 7.0, 50.0, 70.0]::DOUBLE[]) AS y',
      {
        ...{ method: 'neighbours', columns: ['y'], k: 2 },
      },
    );
    expect(typeOf(trial)).toBe('INTEGER');
    const other = await apply(
      trial,
      'SELECT unnest([0, 12, NULL]) AS x, unnest([NULL, NULL, NULL]::DOUBLE[]) AS y',
    );
    expect(other.map(({ y }) => y)).toEqual([6, 60, 33]);
    expect(trial.reading.text).toContain('The transform keeps 4 fitted rows of 2 columns, 8 values,');
  });

  test('take no infinite value for a donor or a distance, and no identifier', async () => {
    const trial = await fill(
      `SELECT i AS id, CASE i WHEN 0 THEN 'inf'::DOUBLE ELSE i END AS x, CASE i WHEN 1 THEN NULL WHEN 2 THEN 'inf'::DOUBLE ELSE i * 2 END AS y
      FROM range(30) t(i)`,
      { method: 'neighbours', k: 2 },
    );
    expect(valueOf(trial).shared?.measured).toEqual(['x', 'y']);
    expect(column(trial)[0]).toBe(Infinity);
    expect(column(trial, 'y').slice(0, 4)).toEqual([0, 7, Infinity, 6]);
  });

  test('of more fitted rows than a transform keeps are a named failure', async () => {
    const many = 'SELECT random() AS a, i::DOUBLE AS b FROM range(500001) t(i)';
    expect(await failureOf(many, { method: 'neighbours' })).toMatchObject({
      failure: { code: 'transform-too-large' },
    });
  });
});
