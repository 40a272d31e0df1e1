import { describe, expect, test } from 'vitest';
import { makeFailure } from '../../core/failure';
import { fail, succeed } from '../../core/outcome';
import type { Ask } from '../../core/view';
import { csvFile, csvFileName } from './csv-file';

const columns = Array.from({ length: 30 }, (_, column) => ({
  name: `c${column}`,
  type: 'integer' as const,
  sqlType: 'BIGINT',
}));
const answer: Ask = (query) => {
  const text = query.kind === 'csv' ? `${query.offset}+${query.limit}\n` : '';
  return Promise.resolve(succeed({ rows: 1, columns: { text: [text], rows: [1] } }));
};

describe('a CSV file', () => {
  test('is put together from pieces, in order, and says how far it is', async () => {
    const done: number[] = [];
    const file = await csvFile(
      answer,
      'table',
      { rows: 25_000, columns },
      new AbortController().signal,
      (share) => void done.push(share),
    );
    expect(file.ok && (await file.value.text())).toBe('0+10000\n10000+10000\n20000+10000\n');
    expect(done).toEqual([0.4, 0.8, 1]);
  });

  test('of an empty table holds its header', async () => {
    const file = await csvFile(
      answer,
      'table',
      { rows: 0, columns },
      new AbortController().signal,
      () => undefined,
    );
    expect(file.ok && (await file.value.text())).toBe('0+10000\n');
  });

  test('ends with the first failure', async () => {
    const failing: Ask = () => Promise.resolve(fail(makeFailure('cancelled')));
    const file = await csvFile(
      failing,
      'table',
      { rows: 9, columns },
      new AbortController().signal,
      () => undefined,
    );
    expect(file).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });

  test('has a name that every system takes', () => {
    expect(['credit', 'a/b:c', 'größe', ' ', '..'].map(csvFileName)).toEqual([
      'credit.csv',
      'a_b_c.csv',
      'größe.csv',
      'table.csv',
      'table.csv',
    ]);
  });
});
