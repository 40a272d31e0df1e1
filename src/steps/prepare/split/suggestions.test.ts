import { expect, test } from 'vitest';
import { frameOfRows } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import { splitFrames } from './frames';
import { splitParams, type SplitParams } from './params';
import { otherWays, suggestionsOf } from './suggestions';

const hints = [{ kind: 'identifier', column: 'person' }];
const equalRows = {
  ...{ leak: 'equal rows', columns: null, part: 'test', rows: 3, looked_at: 9, compared: 9 },
};

function suggested(params: Partial<SplitParams>, leaks: readonly (typeof equalRows)[]) {
  const frames = {
    hints: frameOfRows(['kind', 'column'], hints),
    leaks: frameOfRows(Object.keys(splitFrames.leaks), leaks),
  };
  const input = {
    ...{ params: splitParams.parse(params), inputs: { table: 'visits' }, outputs: {}, artifacts: {} },
    ...{ frames, notices: [], format: numberFormat('en') },
  };
  return suggestionsOf(input, [], () => '');
}

test('another way to divide changes the cell, and is not suggested as a second split of the same table', () => {
  expect(otherWays(splitParams.parse({}), hints, [])).toMatchObject([
    {
      title: 'Split by group, rows of one “person” together',
      params: { method: 'group', by: ['person'] },
    },
  ]);
  expect(suggested({}, [])).toEqual([]);
});

test('equal rows in two parts are dropped before the split, which then reads what is left', () => {
  expect(suggested({ method: 'position' }, [equalRows])).toMatchObject([
    { step: 'deduplicate', inputs: { table: { name: 'visits' } }, feeds: 'table' },
  ]);
});
