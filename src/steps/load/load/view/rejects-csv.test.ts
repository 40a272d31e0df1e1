import { expect, test } from 'vitest';
import { frameOfRows } from '../../../../core/frame';
import { rejectsCsv } from './rejects-csv';

test('rejected rows become lines of CSV, quotes and line ends inside quotes', () => {
  const rejects = frameOfRows(
    ['line', 'column', 'text'],
    [
      { line: 3, text: '1,"x' },
      { line: 4, column: 'a', text: '' },
    ],
  );
  expect(rejectsCsv(rejects)).toBe('line,column,text\n3,,"1,""x"\n4,a,""\n');
});
