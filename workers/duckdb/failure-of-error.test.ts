import { describe, expect, test } from 'vitest';
import { failureOfError, parseEngineError } from './failure-of-error';
import { leadingKeyword } from './select-guard';

const json = (fields: Readonly<Record<string, string>>): Error => new Error(JSON.stringify(fields));

describe('errors of the database become named failures', () => {
  test('plain JSON, JSON behind a prefix, and plain text are all understood', () => {
    const fields = '{"exception_type":"Parser","exception_message":"oh","position":"4"}';
    expect(parseEngineError(fields)).toEqual({ type: 'Parser', message: 'oh', position: 4 });
    expect(parseEngineError(`Parser Error: ${fields}`)).toEqual({
      type: 'Parser',
      message: 'oh',
      position: 4,
    });
    expect(parseEngineError('Out of Memory Error: too much')).toEqual({
      type: 'Out of Memory',
      message: 'too much',
    });
    expect(parseEngineError('who knows')).toEqual({ type: 'Unknown', message: 'who knows' });
  });

  test.each([
    [new Error('query was canceled'), 'cancelled'],
    [new Error('Out of Memory Error: failed to allocate'), 'out-of-memory'],
    [new Error('RuntimeError: memory access out of bounds'), 'duckdb-worker-died'],
    [new Error('table index is out of bounds'), 'duckdb-worker-died'],
    [
      json({ exception_type: 'Permission', exception_message: 'Cannot access file "http://x/y" - no' }),
      'sql-outside-access',
    ],
    [
      json({
        exception_type: 'Catalog',
        exception_message:
          'Scalar Function with name "json" is not in the catalog, but it exists in the json extension.\nINSTALL json;',
      }),
      'sql-not-available',
    ],
    [json({ exception_type: 'Interrupt', exception_message: 'Interrupted!' }), 'cancelled'],
    [json({ exception_type: 'Binder', exception_message: 'Referenced column "a" not found' }), 'sql-error'],
  ])('%s is %s', (error, code) => {
    expect(failureOfError(error, 'SELECT 1').code).toBe(code);
  });

  test('the hint of the engine to install something does not reach the message', () => {
    const error = json({
      exception_type: 'Catalog',
      exception_message:
        'Scalar Function with name "icu_x" is not in the catalog, but it exists in the icu extension.\n\nINSTALL icu;',
    });
    const { message, hint } = failureOfError(error, '');
    expect(`${message} ${hint}`).not.toMatch(/INSTALL/);
  });
});

describe('names and values of the user decide nothing', () => {
  test.each(['interrupts', 'out of memory', 'extension', 'unreachable', 'utf8'])(
    'a column called “%s”',
    (name) => {
      const message = `Error when converting column "${name}". Could not convert string "x"`;
      const error = json({ exception_type: 'Conversion', exception_message: message });
      expect(failureOfError(error, '').code).toBe('sql-error');
    },
  );
});

describe('the leading keyword', () => {
  test.each([
    ['  select 1', 'SELECT'],
    ['-- SELECT\n drop table a', 'DROP'],
    ['/* SELECT */ set x = 1', 'SET'],
    ['(select 1)', '('],
    ['', ''],
    ['-- nothing', ''],
  ])('of %j is %j', (sql, keyword) => {
    expect(leadingKeyword(sql)).toBe(keyword);
  });
});
