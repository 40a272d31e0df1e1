import { describe, expect, test } from 'vitest';
import { FailureError, makeFailure } from '../../src/core/failure';
import type { Frame } from '../../src/core/frame';
import type { Connection, StatementOptions } from '../duckdb/connection';
import type { Duckdb } from '../duckdb/open';
import { guardEngine } from './guard';

const TYPES: Readonly<Record<string, Frame['columns'][string]>> = {
  big: ['9007199254740993'],
  dec: ['1.25'],
  small: [7],
  day: ['2024-02-29'],
  moment: ['2024-02-29T12:30:00.5'],
  clock: ['10:30:00.25'],
  txt: ['ü'],
  yes: [true],
  none: [null],
};

const READ_TYPES = ['[BIGINT, DOUBLE, DATE, TIMESTAMP, VARCHAR, VARCHAR, BOOLEAN, BIGINT]'];

/** How a database may differ from the one Sluice was built with. */
interface Faults {
  readonly version?: string;
  readonly types?: Frame['columns'];
  readonly sum?: number;
  readonly unlocked?: boolean;
  readonly deaf?: boolean;
}

/** A database that behaves as the guard expects, but for the given faults. */
function database({
  version = 'v1.4.3',
  types = TYPES,
  sum = 50_456.25,
  unlocked = false,
  deaf = false,
}: Faults): Duckdb {
  const query = (sql: string, { signal }: StatementOptions = {}): Promise<Frame> => {
    if (sql.includes('AS big')) return Promise.resolve({ rows: 1, columns: types });
    if (sql.includes('sniff_csv('))
      return Promise.resolve({ rows: 1, columns: { types: READ_TYPES, sum: [sum] } });
    if (sql.includes('TABLE guard')) return Promise.resolve({ rows: 0, columns: {} });
    if (!sql.includes('range('))
      return unlocked ? Promise.resolve({ rows: 0, columns: {} }) : refuse('sql-error');
    if (deaf) return Promise.resolve({ rows: 1, columns: { s: [0] } });
    return new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(new FailureError(makeFailure('cancelled'))));
    });
  };
  const connection = { query } as Partial<Connection> as Connection;
  const nothing = (): Promise<void> => Promise.resolve();
  const files = { registerText: nothing, unregister: nothing };
  return {
    main: connection,
    aside: connection,
    patient: connection,
    version,
    ...files,
  } as Partial<Duckdb> as Duckdb;
}

function refuse(code: 'sql-error'): Promise<never> {
  return Promise.reject(new FailureError(makeFailure(code, { reason: 'locked' })));
}

describe('the start-up test', () => {
  test('passes the database Sluice was built with', async () => {
    await expect(guardEngine(database({}))).resolves.toBeUndefined();
  });

  test.each([
    ['another version', { version: 'v1.5.0' }, /v1\.5\.0/],
    ['types that arrive otherwise', { types: { ...TYPES, dec: ['125'] } }, /types arrive as/],
    ['a CSV that reads otherwise', { sum: 50_456 }, /a CSV is read as/],
    ['a lock that lets something pass', { unlocked: true }, /the lock lets/],
    ['a statement that does not hear its cancel', { deaf: true }, /cancelled statement ends/],
  ])('refuses %s by name', async (_, faults, message) => {
    const refused = guardEngine(database(faults));
    await expect(refused).rejects.toMatchObject({
      failure: { code: 'engine-guard-failed', message: expect.stringMatching(message) as string },
    });
  });
});
