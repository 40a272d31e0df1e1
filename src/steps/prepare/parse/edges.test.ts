import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { parseTrials, selectOf } from '../../../../headless/trials/parse';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const { parsedTable, parsed, failureOf } = parseTrials(() => bench);

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
    [{ decimal: ',', thousands: ',' }, 'parse-marks-alike'],
    [{ to: 'boolean', trueWords: ['y'], falseWords: [' Y'] }, 'parse-words-shared'],
  ])('%j is refused as %s', async (params, code) => {
    expect((await failureOf(['1'], params)).code).toBe(code);
  });

  test('a column that is no text, or not there, is listed, and the others are parsed', async () => {
    const { rows, frame, notices } = await parsedTable("SELECT 1 AS x, true AS y, '2.5' AS z", {
      columns: ['z', 'x', 'y', 'gone'],
      to: 'integer',
    });
    expect(rows).toEqual([{ x: 1, y: true, z: null }]);
    expect(frame('unmet')).toEqual([
      { what: 'column', column: 'x', reason: 'it is integer already' },
      { what: 'column', column: 'y', reason: 'it is boolean here, not text' },
      { what: 'column', column: 'gone', reason: 'the table has no such column' },
    ]);
    expect(notices).toMatchObject([{ code: 'unmet', isWarning: true }]);
  });

  test('where no column fits the table stays as it was', async () => {
    const { rows, text } = await parsedTable('SELECT 1 AS x', { columns: ['gone'] });
    expect(rows).toEqual([{ x: 1 }]);
    expect(text).toBe(
      'Left out, since it did not fit this table: column “gone” (the table has no such column).',
    );
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
    const { rows } = await parsedTable(`${select} LIMIT 20000`, { columns: ['x'] });
    expect(rows.every(({ i, x }, row) => i === row && x === (row * 7919) % 100000)).toBe(true);
  });

  test('rows keep their values where a column is called rowid, of numbers or of texts', async () => {
    const select = `SELECT 10 - i AS rowid, i::VARCHAR AS x FROM range(5) AS r(i)`;
    const { rows, frame } = await parsedTable(select, { columns: ['x'] });
    expect(rows.map(({ rowid, x }) => [rowid, x])).toEqual([10, 9, 8, 7, 6].map((id, x) => [id, x]));
    expect(frame('columns')).toMatchObject([{ parsed: 5, failed: 0 }]);
    const texts = await parsedTable(`SELECT i || ' kg' AS rowid FROM range(3) AS r(i)`, {
      columns: ['rowid'],
    });
    expect(texts.rows).toEqual([{ rowid: 0 }, { rowid: 1 }, { rowid: 2 }]);
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
