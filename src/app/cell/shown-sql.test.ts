import { describe, expect, it } from 'vitest';
import { newStepCell } from '../../document/cells';
import { stepCells } from '../../document/graph';
import { openPeople } from '../../workbench/fake-workbench';
import type { Workbench } from '../../workbench/workbench.svelte';
import { sqlOffer, withFileNames, withUserNames } from './shown-sql';

function cellAt({ document }: Workbench, place: number) {
  const cell = stepCells(document)[place];
  if (cell === undefined) throw new Error(`There is no cell ${place}.`);
  return cell;
}

describe('SQL to copy', () => {
  async function withQuery(text: string) {
    const { workbench } = await openPeople();
    const cell = newStepCell(workbench.document, { step: 'sql', params: { text } });
    workbench.edit({ type: 'insert-cell', cell, at: 2 });
    return { workbench, offer: () => sqlOffer(workbench, cellAt(workbench, 2)) };
  }

  it('of a query is the query as it stands now, with the name of its table', async () => {
    const { workbench, offer } = await withQuery('SELECT a FROM people;');
    expect(offer()).toEqual({ label: 'Copy as SQL', text: 'CREATE TABLE result AS\nSELECT a FROM people' });
    const id = cellAt(workbench, 2).id;
    workbench.edit({ type: 'set-params', id, params: { text: 'SELECT 2' } });
    expect(offer()?.text).toMatch(/AS\nSELECT 2$/);
    workbench.edit({ type: 'set-params', id, params: { text: ' ' } });
    expect(offer()).toBeNull();
  });

  it('of a cell that has not run is none', async () => {
    const { workbench } = await openPeople();
    expect(sqlOffer(workbench, cellAt(workbench, 0))).toBeNull();
  });
});

describe('files in SQL', () => {
  const source = (name: string) => ({ name, bytes: 1, sha256: 'a' });

  it('have the names that people know', () => {
    const sql = ["FROM sniff_csv('import/3.csv')", "FROM read_csv('import/4.csv', x = 'import')"];
    expect(withFileNames({ sql, sources: [source("it's.csv")] })).toEqual([
      "FROM sniff_csv('it''s.csv')",
      "FROM read_csv('it''s.csv', x = 'import')",
    ]);
    expect(withFileNames({ sql, sources: [source('a.csv'), source('b.csv')] })).toEqual([
      "FROM sniff_csv('a.csv')",
      "FROM read_csv('b.csv', x = 'import')",
    ]);
    expect(withFileNames({ sql, sources: [source('a'), source('b'), source('c')] })).toEqual(sql);
  });
});

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
