import type { FailureCode } from '../../core/failure-catalogue';
import { equal, failure, select, value, type SuiteCase } from './world';

/** SQL that reaches out of the workbench is refused by name. */
export function hostileCases(): SuiteCase[] {
  const hostile: readonly (readonly [string, FailureCode])[] = [
    [`SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')`, 'sql-outside-access'],
    [`SELECT * FROM 'https://127.0.0.1:9/x.csv'`, 'sql-outside-access'],
    [`SELECT * FROM read_text('/etc/hostname')`, 'sql-outside-access'],
    [`SELECT * FROM glob('*')`, 'sql-outside-access'],
    ['INSTALL httpfs', 'sql-not-select'],
    ['LOAD httpfs', 'sql-not-select'],
    [`ATTACH 'http://127.0.0.1:9/x.db' AS other`, 'sql-not-select'],
    [`COPY cities TO 'import/stolen.csv'`, 'sql-not-select'],
    [`EXPORT DATABASE 'import/all'`, 'sql-not-select'],
    ['SET threads = 4', 'sql-not-select'],
    ['PRAGMA threads = 4', 'sql-not-select'],
    ['USE memory', 'sql-not-select'],
    ['DROP TABLE cities', 'sql-not-select'],
    ['/* SELECT */ INSERT INTO cities SELECT * FROM cities', 'sql-not-select'],
    ['WITH a AS (SELECT 1) INSERT INTO cities SELECT * FROM a', 'sql-not-select'],
    ['SELECT 1; SELECT 2', 'sql-two-statements'],
    ['SELECT 1) ; DROP TABLE cities; SELECT * FROM (SELECT 1', 'sql-error'],
    [`SELECT json_extract('{}', '$')`, 'sql-not-available'],
    ['SELECT current_date', 'sql-not-available'],
  ];
  return hostile.map(([sql, code]) => ({
    name: `refuses ${sql} as ${code}, and lives on`,
    run: async (world) => {
      const refused = failure(await select(world, sql), code);
      if (/INSTALL \w+;|LOAD \w+;|extension/.test(refused.message + refused.hint))
        throw new Error(`An engine hint shows: ${refused.message}`);
      equal(value(await select(world, 'SELECT 42 AS n')).columns, { n: [42] });
    },
  }));
}
