import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { FailureError } from '../../../core/failure';
import { frameRows } from '../../../core/frame';
import { sentenceText } from '../../../core/sentence';
import { snakeCase } from './new-names';
import { renameColumns, renameColumnsParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const ROWS = `SELECT 1 AS id, 'NaN'::DOUBLE AS "Ratio (%)", 'a' AS größe, 'x' AS "select", 7 AS constant, NULL::DOUBLE AS nothing
  UNION ALL SELECT 2, 'Infinity'::DOUBLE, 'b', 'y', 7, NULL`;

async function renamed(given: object, select = ROWS) {
  const { rows, frames, reading } = await bench.tryStep(renameColumns, { select }, given);
  return { rows: rows.renamed!, columns: frameRows(frames.columns!), text: reading.text };
}

async function codeOf(given: object): Promise<string> {
  const error: unknown = await renamed(given).catch((thrown: unknown) => thrown);
  return error instanceof FailureError ? error.failure.code : 'ran';
}

test('columns, NaN and Infinity, all null and constant ones among them, keep their values under new names', async () => {
  const { rows, text } = await renamed({ names: { größe: 'size', select: 'from' } });
  expect(rows).toEqual([
    { id: 1, 'Ratio (%)': NaN, size: 'a', from: 'x', constant: 7, nothing: null },
    { id: 2, 'Ratio (%)': Infinity, size: 'b', from: 'y', constant: 7, nothing: null },
  ]);
  expect(text).toBe('2 of 6 columns renamed: “größe” → “size”, “select” → “from”.');
});

test('names may change places', async () => {
  const { rows } = await renamed({ names: { id: 'constant', constant: 'id' } });
  expect(rows.map(({ id, constant }) => [id, constant])).toEqual([
    [7, 1],
    [7, 2],
  ]);
});

test('one style is for all that nobody named', async () => {
  const { rows } = await renamed({ style: 'snake_case', names: { id: 'ID' } });
  expect(Object.keys(rows[0]!)).toEqual(['ID', 'ratio', 'größe', 'select', 'constant', 'nothing']);
});

test('columns named first stand in front, the others follow', async () => {
  const { rows, columns, text } = await renamed({ first: ['nothing', 'größe', 'nothing'] });
  expect(Object.keys(rows[0]!)).toEqual(['nothing', 'größe', 'id', 'Ratio (%)', 'select', 'constant']);
  expect(columns[0]).toEqual({
    column: 'nothing',
    was: 'nothing',
    type: 'number',
    position: 1,
    position_was: 6,
  });
  expect(text).toBe('No column has another name. The columns stand in another order.');
});

test('names of columns that are not there are listed, and the others are given', async () => {
  const given = { names: { Grösse: 'a', id: 'ID' }, first: ['gone', 'größe'] };
  const { rows, frames, reading } = await bench.tryStep(renameColumns, { select: ROWS }, given);
  expect(Object.keys(rows.renamed![0]!).slice(0, 2)).toEqual(['größe', 'ID']);
  expect(frameRows(frames.unmet!)).toEqual(
    ['Grösse', 'gone'].map((column) => ({ what: 'column', column, reason: 'the table has no such column' })),
  );
  expect(reading.text).toContain('Left out, since they did not fit this table: column “Grösse”');
});

test('nothing asked for changes nothing', async () => {
  expect((await renamed({})).text).toBe('No column has another name.');
});

test('an empty table, and one of one row', async () => {
  expect((await renamed({ names: { a: 'b' } }, 'SELECT 1 AS a WHERE false')).rows).toEqual([]);
  expect((await renamed({ names: { a: 'b' } }, 'SELECT 1 AS a')).rows).toEqual([{ b: 1 }]);
});

test.each([
  [{ names: { größe: 'ID' } }, 'columns-same-name'],
  [{ names: { größe: '  ' } }, 'column-unset'],
])('%j is refused', async (given, code) => {
  expect(await codeOf(given)).toBe(code);
});

describe('snake_case', () => {
  test.each([
    ['Loan Amount (EUR)', 'loan_amount_eur'],
    ['HTTPStatus', 'http_status'],
    ['camelCase', 'camel_case'],
    ['x1Value', 'x1_value'],
    ['Größe', 'größe'],
    ['already_snake', 'already_snake'],
    ['  spaced  ', 'spaced'],
    ['%', '%'],
    ['名前', '名前'],
  ])('of %s', (name, expected) => {
    expect(snakeCase(name)).toBe(expected);
  });
});

test('the sentence', () => {
  const facts = { inputs: { table: 'credit' }, outputs: { renamed: 'tidy' } };
  const sentence = (given: object) =>
    sentenceText(renameColumns, { ...facts, params: renameColumnsParams.parse(given) });
  expect(sentence({ names: { a: 'b' }, style: 'snake_case', first: ['id'] })).toBe(
    'Rename columns of credit: a → b, the others snake_case, id first → tidy',
  );
  expect(sentence({})).toBe(
    'Rename columns of credit: none by hand, the others as they are, in the same order → tidy',
  );
});
