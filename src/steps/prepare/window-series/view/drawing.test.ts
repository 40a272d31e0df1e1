import { expect, test } from 'vitest';
import { frameOfRows } from '../../../../core/frame';
import { channelsOf, laidWindows } from './drawing';

test('windows that overlap stand in lanes of their own, a target counts in', () => {
  const rows = [0, 2, 4, 6].map((first, n) => ({
    window: n + 1,
    first,
    last: first + 3,
    target: null,
    label: null,
  }));
  const frame = frameOfRows(['window', 'first', 'last', 'target', 'label'], rows);
  expect(laidWindows(frame).map(({ lane }) => lane)).toEqual([0, 1, 0, 1]);
  const ahead = frameOfRows(
    ['window', 'first', 'last', 'target', 'label'],
    rows.map((row) => ({ ...row, target: row.last + 2 })),
  );
  expect(laidWindows(ahead).map(({ lane }) => lane)).toEqual([0, 1, 2, 0]);
});

test('channels keep their order and their gaps', () => {
  const frame = frameOfRows(
    ['row', 'channel', 'value'],
    [
      { row: 0, channel: 'b', value: 1 },
      { row: 1, channel: 'b', value: null },
      { row: 0, channel: 'a', value: Infinity },
    ],
  );
  expect(channelsOf(frame)).toEqual([
    {
      channel: 'b',
      points: [
        { x: 0, y: 1 },
        { x: 1, y: null },
      ],
    },
    { channel: 'a', points: [{ x: 0, y: null }] },
  ]);
});
