import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeEngine } from '../../../../headless/node-engine';
import { plannerOf } from '../../../document/plan';
import { applyEdit, type Edit } from '../../../document/edits';
import { newStepCell } from '../../../document/cells';
import { emptyDocument, type WorkbenchDocument } from '../../../document/document';
import { frameRows, type FrameRow } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import { sentenceText } from '../../../core/sentence';
import type { Failure } from '../../../core/failure';
import type { Engine, StepResult } from '../../../engine/protocol';
import { read } from './reading';
import { sql, sqlParams } from './step';

let engine: Engine;
beforeAll(async () => void (engine = await openNodeEngine()));
afterAll(() => engine.close());

const EDGES = `n,ratio,text,"select",größe,constant,nothing
1,0.5,a,x,1,7,
2,NaN,b,y,2,7,
3,Infinity,,z,3,7,
`;

const insert = (document: WorkbenchDocument, step: string, params: object): WorkbenchDocument =>
  applyEdit(document, {
    type: 'insert-cell',
    cell: newStepCell(document, { step, params: { ...params } }),
    at: 99,
  });

/** c1 loads `credit`, c2 loads `adult`, c3 is the query. */
function workbench(text: string, csv = EDGES): WorkbenchDocument {
  const source = (name: string, csvText: string) => ({ source: { kind: 'embedded', name, text: csvText } });
  const loaded = insert(
    insert(emptyDocument, 'load', source('credit', csv)),
    'load',
    source('adult', 'n\n5\n6\n'),
  );
  const rename = (id: string, name: string): Edit => ({ type: 'rename-output', id, slot: 'table', name });
  return insert(
    [rename('c1', 'credit'), rename('c2', 'adult')].reduce((at, edit) => applyEdit(at, edit), loaded),
    'sql',
    { text },
  );
}

async function outcomeOf(document: WorkbenchDocument) {
  const planned = plannerOf(document).planOf('c3');
  if (!planned.ok) return planned;
  const outcome = await engine.run({ plan: planned.value, files: {} });
  if (!outcome.ok) return outcome;
  const page = await engine.ask({
    plan: planned.value,
    files: {},
    query: { kind: 'page', slot: 'result', offset: 0, limit: 100 },
  });
  if (!page.ok) throw new Error(page.failure.message);
  return { ok: true, value: { result: outcome.value, rows: frameRows(page.value) } } as const;
}

async function query(text: string, csv?: string): Promise<{ result: StepResult; rows: FrameRow[] }> {
  const outcome = await outcomeOf(workbench(text, csv));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value;
}

async function failureOf(text: string): Promise<Failure> {
  const outcome = await outcomeOf(workbench(text));
  if (outcome.ok) throw new Error(`${text} ran.`);
  return outcome.failure;
}

const cellOf = (document: WorkbenchDocument) => {
  const cell = document.cells.find(({ id }) => id === 'c3');
  if (cell?.kind !== 'step') throw new Error('no query');
  return cell;
};

const readingOf = (document: WorkbenchDocument, result: StepResult): string =>
  read({
    ...result,
    ...cellOf(document),
    params: sqlParams.parse(cellOf(document).params),
    format: numberFormat('en'),
  }).text;

describe('a query', () => {
  test('reads tables by name and makes a table in its order', async () => {
    const { rows, result } = await query(
      'SELECT c.n, a.n AS m FROM credit c, Adult a WHERE c.n < 3 ORDER BY c.n DESC, m',
    );
    expect(rows).toEqual([
      { n: 2, m: 5 },
      { n: 2, m: 6 },
      { n: 1, m: 5 },
      { n: 1, m: 6 },
    ]);
    expect(frameRows(result.frames.inputs!)).toEqual([
      { place: 1, rows: 3 },
      { place: 2, rows: 2 },
    ]);
  });

  test('needs no table', async () => {
    expect((await query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  test('says which columns had to take another name', async () => {
    const { result, rows } = await query('SELECT 1 AS n, c.n, 2 AS "N" FROM credit c LIMIT 1');
    expect(rows).toEqual([{ n: 1, n_1: 1, N_2: 2 }]);
    expect(result.notices).toEqual([
      {
        code: 'columns-renamed',
        text: 'Names that occur twice got a number: the second “n” is “n_1”, the second “N” is “N_2”.',
      },
    ]);
    expect(frameRows(result.frames.columns!).map(({ written }) => written)).toEqual(['n', 'n', 'N']);
  });

  test('reads as a sentence', () => {
    const document = workbench('SELECT * FROM credit JOIN adult USING (n)');
    expect(sentenceText(sql, cellOf(document))).toBe('Query credit and adult with SQL → result');
  });

  test('may read tables called as its own slots', () => {
    const facts = {
      params: { text: 'FROM text, result' },
      inputs: { text: 'text', result: 'result' },
      outputs: { result: 'made' },
    };
    expect(sentenceText(sql, facts)).toBe('Query text and result with SQL → made');
  });

  test('is read out with its sizes and remarks', async () => {
    const document = workbench('SELECT uuid() AS id, n FROM credit');
    const { result } = await query('SELECT uuid() AS id, n FROM credit');
    expect(readingOf(document, result)).toBe(
      '3 rows and 2 columns, from credit (3 rows). It gives another result each run: it uses uuid().',
    );
  });
});

describe('edge cases of the tables read', () => {
  test('an empty result has columns and says so', async () => {
    const text = 'SELECT * FROM credit WHERE n > 9';
    const { rows, result } = await query(text);
    expect(rows).toEqual([]);
    expect(readingOf(workbench(text), result)).toMatch(/^0 rows and 7 columns.*No row meets the conditions/);
    expect((await query('SELECT count(*) AS n FROM (SELECT * FROM credit WHERE n > 9)')).rows).toEqual([
      { n: 0 },
    ]);
  });

  test('one row', async () => {
    expect((await query('SELECT avg(n) AS m FROM credit', 'n\n4\n')).rows).toEqual([{ m: 4 }]);
  });

  test('NaN, Infinity, all null, constant, unicode and keyword names', async () => {
    const { rows } = await query('SELECT ratio, nothing, größe, "select", constant FROM credit');
    expect(rows).toEqual([
      { ratio: 0.5, nothing: null, größe: 1, select: 'x', constant: 7 },
      { ratio: NaN, nothing: null, größe: 2, select: 'y', constant: 7 },
      { ratio: Infinity, nothing: null, größe: 3, select: 'z', constant: 7 },
    ]);
  });
});

describe('what does not run says why', () => {
  test.each([
    ['', 'sql-unset'],
    ['DROP TABLE credit', 'sql-not-select'],
    ['SELECT 1; SELECT 2', 'sql-two-statements'],
    ['SELECT * FROM credti', 'reference-missing'],
    ['SELECT * FROM duckdb_settings()', 'sql-outside-workbench'],
    ['SELECT current_date', 'sql-not-available'],
    ['SELECT m FROM credit', 'sql-error'],
    ['SELECT * FROM result', 'circle'],
    ['SELECT * FROM "__proto__"', 'sql-outside-workbench'],
  ])('%s: %s', async (text, code) => {
    expect((await failureOf(text)).code).toBe(code);
  });

  test('with the place, also where it shows only in a row', async () => {
    const text = `SELECT n,\n  CAST(text AS INTEGER) AS m FROM credit`;
    const { code, sql: shown, place, message } = await failureOf(text);
    expect([code, shown, place]).toEqual(['sql-error', text, { offset: 12, line: 2, column: 3 }]);
    expect(message).toMatch(/could not convert string 'a' to INT32 .*\(line 2, column 3\)/);
  });
});
