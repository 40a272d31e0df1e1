import type { FailedCell, Suggestion } from '../../../core/contract';
import type { Failure } from '../../../core/failure';
import type { Column } from '../../../core/table';
import { likelyTime } from '../../../core/meaning/time-name';

/** Channels that are named at first; a person takes others. */
const MOST_CHANNELS = 8;

/** A table of samples becomes one of windows: the cell that cuts it, put before this one. Nothing for a table without numbers. */
export function mends({ code }: Failure, { params, inputs, columnsAt }: FailedCell): readonly Suggestion[] {
  if (code !== 'series-no-lists' && code !== 'series-not-list') return [];
  const { table } = inputs;
  const columns = columnsAt('table');
  const time = likelyTime(columns);
  const values = channelsOf(columns, [time, params.label, params.key]);
  if (typeof table !== 'string' || values.length === 0) return [];
  const label = typeof params.label === 'string' ? params.label : '';
  return [
    {
      step: 'window-series',
      feeds: 'table',
      title: 'Cut into windows',
      reason: 'Each row becomes a window of the series; new windows are then made of these.',
      params: { values, time, label },
      inputs: { table: { name: table } },
    },
  ];
}

/** Measurements: numbers with a point, or where there are none whole ones. */
function channelsOf(columns: readonly Column[], taken: readonly unknown[]): string[] {
  const free = columns.filter(({ name }) => !taken.includes(name));
  const of = (wanted: Column['type']) => free.filter(({ type }) => type === wanted).map(({ name }) => name);
  const numbers = of('number');
  return (numbers.length > 0 ? numbers : of('integer')).slice(0, MOST_CHANNELS);
}
