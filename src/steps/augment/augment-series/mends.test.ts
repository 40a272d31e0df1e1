import { expect, it } from 'vitest';
import { makeFailure } from '../../../core/failure';
import type { Column } from '../../../core/table';
import { mends } from './mends';

const failed = makeFailure('series-no-lists');
const column = (name: string, type: Column['type']): Column => ({ name, type, sqlType: '' });
const cell = (columns: readonly Column[], params = {}) => ({
  ...{ params: { label: '', key: '', ...params }, inputs: { table: 'ecg' } },
  columnsAt: () => columns,
});

it('a table of samples is cut into windows by its time, a channel for each measurement', () => {
  const columns = [
    column('t_s', 'number'),
    column('mV', 'number'),
    column('beat', 'text'),
    column('n', 'integer'),
  ];
  expect(mends(failed, cell(columns, { label: 'beat' }))).toMatchObject([
    {
      ...{ step: 'window-series', feeds: 'table', title: 'Cut into windows' },
      ...{ params: { values: ['mV'], time: 't_s', label: 'beat' }, inputs: { table: { name: 'ecg' } } },
    },
  ]);
  const [dated] = mends(failed, cell([column('day', 'date'), column('sold', 'integer')]));
  expect(dated?.params).toEqual({ values: ['sold'], time: 'day', label: '' });
});

it('nothing is offered for texts alone, nor for another failure', () => {
  expect(mends(failed, cell([column('message', 'text')]))).toEqual([]);
  expect(mends(makeFailure('series-no-operation'), cell([column('mV', 'number')]))).toEqual([]);
});
