import { describe, expect, it } from 'vitest';
import { freshFileName, titleOfFile, workbenchFileName } from './file-names';

describe('file names', () => {
  it.each([
    ['data.csv', 'data (2).csv'],
    ['data.csv.gz', 'data (2).csv.gz'],
    ['data', 'data (2)'],
    ['.hidden', '.hidden (2)'],
  ])('%s becomes %s where it is taken', (name, fresh) => {
    expect(freshFileName(name, (candidate) => candidate === name)).toBe(fresh);
  });

  it('stay as they are where they are free, and count on where numbers are taken', () => {
    expect(freshFileName('data.csv', () => false)).toBe('data.csv');
    const taken = ['data.csv', 'data (2).csv'];
    expect(freshFileName('data.csv', (name) => taken.includes(name))).toBe('data (3).csv');
  });

  it('give a title, and a title gives a name that file systems take', () => {
    expect(titleOfFile('German Credit.csv.gz')).toBe('German Credit');
    expect(titleOfFile('.csv')).toBe('.csv');
    expect(workbenchFileName('Risk: A/B?')).toBe('Risk- A-B-.sluice.json');
    expect(workbenchFileName('  ')).toBe('workbench.sluice.json');
  });
});
