import { describe, expect, test } from 'vitest';
import { volatileParts } from './sql-volatile';

describe('what differs from run to run is found', () => {
  test.each([
    ['SELECT random(), NOW (), current_timestamp', ['random()', 'now()', 'current_timestamp']],
    ['SELECT age(born) FROM t', ['age()']],
    ["SELECT age(born, DATE '2020-01-01') FROM t", []],
    ['FROM t USING SAMPLE 3', ['a sample without REPEATABLE']],
    ['FROM t TABLESAMPLE reservoir(3 ROWS) REPEATABLE (1)', []],
    [`SELECT 'random()', random, "now"() FROM t -- uuid()`, []],
    ['SELECT t.uuid FROM t', []],
  ])('%s', (text, parts) => {
    expect(volatileParts(text)).toEqual(parts);
  });
});
