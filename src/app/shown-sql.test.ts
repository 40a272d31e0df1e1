import { describe, expect, it } from 'vitest';
import { withUserNames } from './shown-sql';

describe('SQL as it is shown', () => {
  const names = new Map([
    ['t_ab12_table', 'credit'],
    ['t_cd34_train', 'Zug & Tür'],
  ]);

  it.each([
    ['SELECT * FROM "t_ab12_table"', 'SELECT * FROM credit'],
    ['SELECT * FROM t_ab12_table WHERE a = 1', 'SELECT * FROM credit WHERE a = 1'],
    [
      'CREATE TABLE results.main."t_cd34_train" AS FROM x.t_ab12_table',
      'CREATE TABLE "Zug & Tür" AS FROM credit',
    ],
    [
      "SELECT 't_ab12_table', 'it''s \"t_ab12_table\"' FROM t_ab12_table",
      "SELECT 't_ab12_table', 'it''s \"t_ab12_table\"' FROM credit",
    ],
    ['SELECT "t_other", "a""b".x, t_time FROM y', 'SELECT "t_other", "a""b".x, t_time FROM y'],
  ])('%s', (statement, shown) => {
    expect(withUserNames(statement, names)).toBe(shown);
  });
});
