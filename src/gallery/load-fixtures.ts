import { frameOfRows } from '../core/frame';
import type { ViewResult } from '../core/view';
import { loadResult } from './fixtures';

const lines = [
  '# Loans, as exported on Friday',
  'Status,Seniority,Home,Income,Amount,Opened,Größe,Größe,Remark',
  'good,9,rent,129,800,2019-03-14,1,1,',
  'good,17,rent,131,1000,2019-03-15,2,2,paid early',
  'bad,10,owner,200,2000,2019-03-15,1,1,"Called twice, then left"',
  'good,0,rent,182',
  'good,-999,?,107,310,2019-03-18,3,3,',
  'good,1,owner,,650,2019-03-19,1,1,first loan',
];

const rejects = [
  { line: 6, reason: 'too few fields: 4 of 9', text: 'good,0,rent,182' },
  {
    line: 912,
    column: 'Amount',
    value: 'n.k.',
    reason: '“n.k.” cannot be read as a number',
    text: 'bad,2,rent,90,n.k.',
  },
  { line: 2048, reason: 'a quote is not closed, or text follows it', text: 'good,4,"owner,180,900' },
];

/** A loaded table of a messy file: a line above it, rows left out, words and numbers that may mean missing. */
export const messyResult: ViewResult = {
  ...loadResult,
  frames: {
    ...loadResult.frames,
    dialect: frameOfRows(
      ['file', 'delimiter', 'quote', 'escape', 'header', 'skip', 'comment', 'encoding', 'rows', 'rejected'],
      [
        {
          file: 'loans.csv',
          delimiter: ',',
          quote: '"',
          escape: '"',
          header: true,
          skip: 1,
          comment: '',
          encoding: 'utf-8',
          rows: 4454,
          rejected: 3,
        },
      ],
    ),
    preview: frameOfRows(
      ['line', 'text'],
      lines.map((text, index) => ({ line: index + 1, text })),
    ),
    missing_suggestions: frameOfRows(
      ['column', 'token', 'rows', 'why'],
      [
        {
          column: 'Seniority',
          token: '-999',
          rows: 312,
          why: '-999 stands in 312 of 4,454 rows of “Seniority”, far below the next smallest value 0',
        },
        {
          column: 'Home',
          token: '?',
          rows: 6,
          why: '“?” stands in 6 of 4,454 rows of “Home”, a word that is often written where a value is missing',
        },
      ],
    ),
    number_suggestions: frameOfRows(
      ['column', 'decimal', 'thousands', 'why'],
      [
        {
          column: 'Remark',
          decimal: ',',
          thousands: '.',
          why: 'All values of “Remark” are numbers with a decimal comma and a point between thousands',
        },
      ],
    ),
    rejects: frameOfRows(
      ['file', 'line', 'column', 'value', 'reason', 'text'],
      rejects.map((row) => ({ file: 'loans.csv', ...row })),
    ),
  },
};
