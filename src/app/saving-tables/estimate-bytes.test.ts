import { describe, expect, it } from 'vitest';
import type { TableArtifact } from '../../core/artifact';
import { makeFailure } from '../../core/failure';
import { frameOfRows } from '../../core/frame';
import { numberFormat } from '../../core/number-format';
import { fail, succeed } from '../../core/outcome';
import type { Ask, CsvQuery, RowsQuery } from '../../core/view';
import type { TableToSave } from '../../ui/grid/table-saver';
import { estimateBytes } from './estimate-bytes';
import { findWord, wordWarning } from './word-for-missing';

const COLUMNS = [
  { name: 'n', type: 'integer', sqlType: 'BIGINT' },
  { name: 'word', type: 'text', sqlType: 'VARCHAR' },
] as const;
const never = new AbortController().signal;
const CSV = {
  kind: 'csv',
  dialect: { delimiter: ',', isQuotedAll: false, decimal: '.', missing: '' },
  hasHeader: true,
  hasMark: false,
} as const;

const toSave = (rows: number, ask: Ask): TableToSave => ({
  name: 't',
  slot: 'table',
  table: {
    kind: 'table',
    key: 'k',
    table: 't',
    rows,
    columns: COLUMNS,
    traits: {},
  } as unknown as TableArtifact,
  ask,
});

/** Rows are of 3 bytes in the first half of the table, and of 9 in the second. */
function answering(total: number, asked: CsvQuery[] = []): Ask {
  return (query) => {
    const { offset, limit } = query as CsvQuery;
    asked.push(query as CsvQuery);
    const count = Math.min(limit, total - offset);
    const lines = Array.from({ length: count }, (_, i) => (offset + i < total / 2 ? '1,\n' : '1,abcdef\n'));
    const text = `${offset === 0 ? 'n,word\n' : ''}${lines.join('')}`;
    return Promise.resolve(succeed(frameOfRows(['text', 'rows'], [{ text, rows: count }])));
  };
}

describe('the size of a file', () => {
  it('is exact for a table that is written whole', async () => {
    const what = { format: CSV, rows: 100, view: undefined };
    expect(await estimateBytes(toSave(100, answering(100)), what, never)).toBe(7 + 50 * 3 + 50 * 9);
  });

  it('is told from the begin, the middle and the end of a large one, and of the rows in their view', async () => {
    const asked: CsvQuery[] = [];
    const view = { order: [], where: [] };
    const what = { format: CSV, rows: 1_000_000, view };
    const bytes = await estimateBytes(toSave(1_000_000, answering(1_000_000, asked)), what, never);
    expect(Number(bytes) / 6e6).toBeGreaterThan(0.95);
    expect(Number(bytes) / 6e6).toBeLessThan(1.05);
    expect(asked.every((query) => query.view === view)).toBe(true);
    expect(asked.reduce((sum, { limit }) => sum + limit, 0)).toBeLessThan(500_000);
  });

  it('is unknown where the table cannot be read', async () => {
    const ask: Ask = () => Promise.resolve(fail(makeFailure('table-gone')));
    expect(await estimateBytes(toSave(5, ask), { format: CSV, rows: 5, view: undefined }, never)).toBeNull();
  });
});

describe('a word for missing that is also a value', () => {
  const asked: RowsQuery[] = [];
  const ask: Ask = (query) => {
    asked.push(query as RowsQuery);
    const where = (query as RowsQuery).view.where.at(-1);
    return Promise.resolve(succeed(frameOfRows(['rows'], [{ rows: where?.column === 'word' ? 1234 : 0 }])));
  };

  it('is looked for in texts, and in others where it could be one of their values', async () => {
    expect(await findWord(toSave(5000, ask), 'NA', undefined, never)).toEqual([
      { column: 'word', rows: 1234 },
    ]);
    expect(asked.map(({ view }) => view.where)).toEqual([
      [{ kind: 'one-of', column: 'word', values: ['NA'] }],
    ]);
    asked.length = 0;
    await findWord(toSave(5000, ask), '-1', { order: [], where: [{ kind: 'present', column: 'n' }] }, never);
    expect(asked.map(({ view }) => view.where)).toEqual([
      [
        { kind: 'present', column: 'n' },
        { kind: 'one-of', column: 'n', values: ['-1'] },
      ],
      [
        { kind: 'present', column: 'n' },
        { kind: 'one-of', column: 'word', values: ['-1'] },
      ],
    ]);
  });

  it('is warned of with its count', () => {
    const format = numberFormat('en');
    expect(wordWarning('NA', [{ column: 'word', rows: 1234 }], format)).toBe(
      '1,234 values are “NA” already, in “word”. They stand in quotes, and many programs will read them as missing all the same: choose a word that no value is.',
    );
    expect(wordWarning('NA', [{ column: 'word', rows: 1 }], format)).toContain('1 value is “NA” already');
    expect(wordWarning('NA', [], format)).toBe('');
  });
});
