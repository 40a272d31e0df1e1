import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeEngine } from '../../../../headless/node-engine';
import { frameRows } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import { sentenceText } from '../../../core/sentence';
import type { Engine } from '../../../engine/protocol';
import { conjuncts } from './conjuncts';
import { read } from './reading';
import { filter, filterParams } from './step';

let engine: Engine;
beforeAll(async () => void (engine = await openNodeEngine()));
afterAll(() => engine.close());

const ROWS = `id,n,ratio,text,größe,"select",constant,nothing,day,moment,time,flag
1,10,0.5,a,klein,x,7,,2020-01-31,2020-01-31 10:00:00,08:30:00,true
2,20,NaN,ab,groß,y,7,,2021-02-28,2021-02-28 12:00:00,12:00:00,false
3,,Infinity,,groß,z,7,,,,,
4,40,-1.5,'c',,"",7,,2022-12-31,2022-12-31 23:59:59,23:59:59,true
`;
const TYPES = { ratio: 'number', nothing: 'number', flag: 'boolean', time: 'text' };

async function outcomeOf(given: object, text = ROWS, types: object = TYPES) {
  const params = filterParams.parse(given);
  const source = { kind: 'embedded', name: 'data', text };
  const nodes = [
    { step: 'load', version: 1, params: { source, types }, inputs: {} },
    { step: 'filter', version: 1, params, inputs: { table: { node: 0, slot: 'table' } } },
  ];
  const plan = { nodes, target: 1 };
  return { plan, params, outcome: await engine.run({ plan, files: {} }) };
}

async function filtered(given: object, text?: string, types?: object) {
  const { plan, params, outcome } = await outcomeOf(given, text, types);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  const page = await engine.ask({
    plan,
    files: {},
    query: { kind: 'page', slot: 'filtered', offset: 0, limit: 100 },
  });
  if (!page.ok) throw new Error(page.failure.message);
  const input = { ...outcome.value, params, inputs: {}, outputs: {}, format: numberFormat('en') };
  return {
    ids: page.value.columns.id,
    counts: frameRows(outcome.value.frames.counts!)[0],
    parts: frameRows(outcome.value.frames.parts!),
    notices: outcome.value.notices,
    text: read(input).text,
  };
}

async function failureOf(given: object) {
  const { outcome } = await outcomeOf(given);
  if (outcome.ok) throw new Error('It ran.');
  return outcome.failure;
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
    ['select', '≠', 'x', [2, 3]],
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
    [{ column: 'n', value: '' }, 'value-not-of-type'],
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

describe('a condition in SQL', () => {
  test.each([
    ['n > 10', [2, 4]],
    ['n > 10 OR n IS NULL -- all but the first', [2, 3, 4]],
    ['n > (SELECT avg(n) FROM this)', [4]],
    ['this.n = 10', [1]],
    [`"select" = 'x' OR größe = 'groß'`, [1, 2, 3]],
    [`text = ';' OR text = ')' OR n = 40`, [4]],
    ['isnan(ratio) OR isinf(ratio)', [2, 3]],
  ])('%s', async (condition, ids) => {
    expect((await filtered({ condition })).ids).toEqual(ids);
  });

  test('counts alone, whatever column is chosen', async () => {
    const params = { column: 'no such', operator: '>', value: 'x', condition: 'n = 10' };
    expect((await filtered(params)).ids).toEqual([1]);
  });

  test.each([
    ['n > 10) UNION SELECT * FROM this WHERE (TRUE', 'condition-not-single'],
    ['n > 10; DROP TABLE this', 'condition-not-single'],
    ['(n > 10', 'condition-not-single'],
    ['n > 10 ORDER BY n', 'sql-error'],
    ['n > 10, 3', 'sql-error'],
    ['SELECT * FROM this WHERE n > 10', 'condition-not-single'],
    ['WHERE n > 10', 'condition-not-single'],
    ['n > (SELECT max(n) FROM credit)', 'sql-outside-workbench'],
    ['count(*) > 1', 'sql-error'],
    ['n > current_date', 'sql-not-available'],
    [`n > 10 AND txt = 'a'`, 'sql-error'],
  ])('%s is refused as %s', async (condition, code) => {
    expect(await failureOf({ condition })).toMatchObject({ code, sql: condition });
  });

  test('shows where a fault stands, in what was typed', async () => {
    expect(await failureOf({ condition: `größe = 'ü'\n AND txt = 'a'` })).toMatchObject({
      place: { offset: 17, line: 2, column: 6 },
      message: expect.stringContaining('there is no column “txt” (line 2, column 6)') as string,
    });
    expect(await failureOf({ condition: 'text::INTEGER > 1' })).toMatchObject({
      code: 'sql-error',
      sql: 'text::INTEGER > 1',
      place: { line: 1 },
    });
  });

  test('that draws at random says so', async () => {
    expect((await filtered({ condition: 'random() >= 0' })).notices).toEqual([
      { code: 'volatile', text: 'It keeps other rows each run: it uses random().' },
    ]);
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

  test('in SQL as well', async () => {
    expect((await filtered({ condition: 'n > 10' })).counts).toEqual({
      rows: 4,
      kept: 2,
      dropped: 2,
      unknown: 1,
    });
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

  test('none kept: the part that did it is named', async () => {
    const { text, parts } = await filtered({ condition: `n > 100 AND text = 'a' AND n BETWEEN 1 AND 50` });
    expect(parts.map(({ part, rows }) => [part, rows])).toEqual([
      ['n > 100', 0],
      [`text = 'a'`, 1],
      ['n BETWEEN 1 AND 50', 3],
    ]);
    expect(text).toContain('“n > 100” alone is met by none.');
  });

  test('none kept: parts that never meet are named', async () => {
    expect((await filtered({ condition: `n = 20 AND text = 'a'` })).text).toContain(
      `Each part is met, but never in the same row: “n = 20” by 1, “text = 'a'” by 1.`,
    );
  });
});

describe('edge cases', () => {
  test('an empty table stays empty', async () => {
    const nodes = [
      {
        step: 'load',
        version: 1,
        params: { source: { kind: 'embedded', name: 'data', text: ROWS } },
        inputs: {},
      },
      {
        step: 'filter',
        version: 1,
        params: { condition: 'FALSE' },
        inputs: { table: { node: 0, slot: 'table' } },
      },
      {
        step: 'filter',
        version: 1,
        params: { column: 'n', value: '1' },
        inputs: { table: { node: 1, slot: 'filtered' } },
      },
    ];
    const outcome = await engine.run({ plan: { nodes, target: 2 }, files: {} });
    if (!outcome.ok) throw new Error(outcome.failure.message);
    expect(frameRows(outcome.value.frames.counts!)).toEqual([{ rows: 0, kept: 0, dropped: 0, unknown: 0 }]);
    const params = filterParams.parse({ column: 'n', value: '1' });
    const format = numberFormat('en');
    expect(read({ ...outcome.value, params, inputs: {}, outputs: {}, format }).text).toBe(
      'The table has no rows to keep.',
    );
  });

  test('one row', async () => {
    expect((await filtered({ column: 'id', value: '1' }, 'id\n1\n', {})).text).toBe(
      'The one row meets the condition: nothing is dropped.',
    );
  });

  test('all null: every row is open', async () => {
    expect((await filtered({ column: 'nothing', value: '1' })).counts).toMatchObject({ kept: 0, unknown: 4 });
    expect((await filtered({ column: 'nothing', operator: 'is missing' })).ids).toEqual([1, 2, 3, 4]);
  });
});

test.each([
  ['a > 1 AND b BETWEEN 2 AND 3 AND c', ['a > 1', 'b BETWEEN 2 AND 3', 'c']],
  ['(a AND b) AND c', ['(a AND b)', 'c']],
  ['a AND b OR c', ['a AND b OR c']],
  [`CASE WHEN a AND b THEN c END AND 'x AND y' = d`, ['CASE WHEN a AND b THEN c END', `'x AND y' = d`]],
  ['a', ['a']],
])('the parts of %s', (condition, parts) => {
  expect(conjuncts(condition)).toEqual(parts);
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
