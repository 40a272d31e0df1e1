import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeEngine } from '../../../../headless/node-engine';
import { frameRows } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import { sentenceText } from '../../../core/sentence';
import type { Engine } from '../../../engine/protocol';
import { read } from './reading';
import { selectColumns, selectColumnsParams } from './step';

let engine: Engine;
beforeAll(async () => void (engine = await openNodeEngine()));
afterAll(() => engine.close());

const EDGES = `n,ratio,größe,"select",constant,nothing\n1,NaN,a,x,7,\n2,Infinity,b,y,7,\n`;

async function outcomeOf(given: object, text = EDGES) {
  const params = selectColumnsParams.parse(given);
  const nodes = [
    { step: 'load', version: 1, params: { source: { kind: 'embedded', name: 'data', text } }, inputs: {} },
    { step: 'select-columns', version: 1, params, inputs: { table: { node: 0, slot: 'table' } } },
  ];
  const plan = { nodes, target: 1 };
  return { plan, params, outcome: await engine.run({ plan, files: {} }) };
}

async function select(given: object, text?: string) {
  const { plan, params, outcome } = await outcomeOf(given, text);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  const page = await engine.ask({
    plan,
    files: {},
    query: { kind: 'page', slot: 'selected', offset: 0, limit: 100 },
  });
  if (!page.ok) throw new Error(page.failure.message);
  const input = { ...outcome.value, params, inputs: {}, outputs: {}, format: numberFormat('en') };
  return { columns: page.value.columns, frames: outcome.value.frames, text: read(input).text };
}

async function codeOf(given: object): Promise<string> {
  const { outcome } = await outcomeOf(given);
  return outcome.ok ? 'ran' : outcome.failure.code;
}

describe('columns kept', () => {
  test('stand in the order given, with all rows', async () => {
    const { columns, text } = await select({ columns: ['select', 'n'] });
    expect(Object.entries(columns)).toEqual([
      ['select', ['x', 'y']],
      ['n', [1, 2]],
    ]);
    expect(text).toBe('2 of 6 columns stay, in 2 rows. Dropped: “ratio”, “größe”, “constant”, “nothing”.');
  });

  test('named twice count once', async () => {
    expect(Object.keys((await select({ columns: ['n', 'n'] })).columns)).toEqual(['n']);
  });

  test('with NaN, Infinity, all null, constant, unicode and keyword names stay as they are', async () => {
    const { columns } = await select({ columns: ['ratio', 'nothing', 'constant', 'größe', 'select'] });
    expect(columns).toEqual({
      ratio: [NaN, Infinity],
      nothing: [null, null],
      constant: [7, 7],
      größe: ['a', 'b'],
      select: ['x', 'y'],
    });
  });

  test('may be all of them', async () => {
    const { text } = await select({ columns: ['n'] }, 'n\n1\n');
    expect(text).toBe('1 of 1 column stays, in 1 row. None is dropped.');
  });

  test('of one row', async () => {
    expect((await select({ columns: ['b'] }, 'a,b\n1,2\n')).columns).toEqual({ b: [2] });
  });

  test('of an empty table', async () => {
    const nodes = [
      {
        step: 'load',
        version: 1,
        params: { source: { kind: 'embedded', name: 'data', text: EDGES } },
        inputs: {},
      },
      {
        step: 'filter',
        version: 1,
        params: { condition: 'n > 9' },
        inputs: { table: { node: 0, slot: 'table' } },
      },
      {
        step: 'select-columns',
        version: 1,
        params: { columns: ['n'] },
        inputs: { table: { node: 1, slot: 'filtered' } },
      },
    ];
    const outcome = await engine.run({ plan: { nodes, target: 2 }, files: {} });
    expect(outcome.ok && outcome.value.artifacts.selected).toMatchObject({
      rows: 0,
      columns: [{ name: 'n' }],
    });
  });
});

describe('columns dropped', () => {
  test('go, and the others keep their order', async () => {
    const { columns, frames } = await select({ mode: 'drop', columns: ['ratio', 'größe'] });
    expect(Object.keys(columns)).toEqual(['n', 'select', 'constant', 'nothing']);
    expect(frameRows(frames.columns!).map(({ column, kept, position }) => [column, kept, position])).toEqual([
      ['n', true, 1],
      ['ratio', false, null],
      ['größe', false, null],
      ['select', true, 2],
      ['constant', true, 3],
      ['nothing', true, 4],
    ]);
  });
});

test.each([
  [{}, 'column-unset'],
  [{ mode: 'drop' }, 'column-unset'],
  [{ columns: ['N'] }, 'column-unknown'],
  [{ mode: 'drop', columns: ['n', 'ratio', 'größe', 'select', 'constant', 'nothing'] }, 'columns-none-left'],
])('%j is refused as %s', async (params, code) => {
  expect(await codeOf(params)).toBe(code);
});

test('the cell reads as a sentence', () => {
  const facts = { inputs: { table: 'credit' }, outputs: { selected: 'narrow' } };
  const sentence = (params: object) => sentenceText(selectColumns, { ...facts, params: { ...params } });
  expect(sentence({ mode: 'keep', columns: ['a', 'b'] })).toBe('Select a, b of credit → narrow');
  expect(sentence({ mode: 'drop', columns: [...'abcdef'] })).toBe(
    'Select all columns but a, b, c, d and 2 more of credit → narrow',
  );
  expect(sentence({ mode: 'keep', columns: [] })).toBe('Select … of credit → narrow');
});
