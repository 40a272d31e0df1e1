import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeEngine } from '../../../../headless/node-engine';
import { frameRows } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import type { Engine } from '../../../engine/protocol';
import { conjuncts } from './conjuncts';
import { read } from './reading';
import { filterParams } from './step';

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

async function outcomeOf(given: object) {
  const params = filterParams.parse(given);
  const source = { kind: 'embedded', name: 'data', text: ROWS };
  const nodes = [
    { step: 'load', version: 1, params: { source, types: TYPES }, inputs: {} },
    { step: 'filter', version: 1, params, inputs: { table: { node: 0, slot: 'table' } } },
  ];
  const plan = { nodes, target: 1 };
  return { plan, params, outcome: await engine.run({ plan, files: {} }) };
}

async function filtered(given: object) {
  const { plan, params, outcome } = await outcomeOf(given);
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
    ['n > 10 and', 'condition-not-single'],
    ['n >', 'condition-not-single'],
    ['-- to do', 'condition-not-single'],
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

  test('that stops short is told where, not of brackets that nobody typed', async () => {
    expect(await failureOf({ condition: 'n > 10 and ' })).toMatchObject({
      message: 'The condition is not one expression: something must follow “and”.',
      place: { offset: 7 },
    });
    expect((await filtered({ condition: 'n = (CASE WHEN flag THEN 10 END)' })).ids).toEqual([1]);
  });

  test('that draws at random says so', async () => {
    expect((await filtered({ condition: 'random() >= 0' })).notices).toEqual([
      { code: 'volatile', text: 'It keeps other rows each run: it uses random().' },
    ]);
  });

  test('counts what it drops, the open rows apart', async () => {
    expect((await filtered({ condition: 'n > 10' })).counts).toEqual({
      rows: 4,
      kept: 2,
      dropped: 2,
      unknown: 1,
    });
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

test.each([
  ['a > 1 AND b BETWEEN 2 AND 3 AND c', ['a > 1', 'b BETWEEN 2 AND 3', 'c']],
  ['(a AND b) AND c', ['(a AND b)', 'c']],
  ['a AND b OR c', ['a AND b OR c']],
  [`CASE WHEN a AND b THEN c END AND 'x AND y' = d`, ['CASE WHEN a AND b THEN c END', `'x AND y' = d`]],
  ['a', ['a']],
])('the parts of %s', (condition, parts) => {
  expect(conjuncts(condition)).toEqual(parts);
});
