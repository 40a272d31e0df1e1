import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import type { PatchValue } from '../../../core/artifact';
import { FailureError } from '../../../core/failure';
import { frameRows } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import { sentenceText } from '../../../core/sentence';
import { quoteIdentifier, quoteLiteral } from '../../../core/sql';
import { patchOf } from './decisions';
import { run } from './run';
import { mergeValues, mergeValuesParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** Runs the step on a SELECT with the decisions of a cell. */
async function merge(select: string, given: object, patch?: PatchValue | null) {
  const params = mergeValuesParams.parse(given);
  const table = await bench.makeTable(select);
  const result = await bench.run(
    (context, _, inputs) => run(context, params, inputs, patch ?? undefined),
    table,
  );
  const reading = mergeValues.read({
    ...result,
    params,
    inputs: { table: 'table' },
    outputs: { merged: 'merged' },
    artifacts: {},
    format: numberFormat('en'),
  });
  return {
    rows: await bench.rowsOf(result.artifacts.merged),
    clusters: frameRows(result.frames.clusters!),
    decisions: frameRows(result.frames.decisions!),
    summary: frameRows(result.frames.summary!)[0]!,
    text: reading.text,
    suggestions: reading.suggestions.map(({ step }) => step),
    artifact: result.artifacts.merged,
  };
}

/** A SELECT of a column of texts, and of the number of each row. */
const texts = (values: readonly (string | null)[], name = 'city') =>
  `SELECT unnest([${values.map((value) => (value === null ? 'NULL' : quoteLiteral(value))).join(', ')}]::VARCHAR[]) AS ${quoteIdentifier(name)}, unnest(range(${values.length}))::INTEGER AS id`;

const CITIES = ['Berlin', 'berlin ', 'Berlin', 'Paris', 'BERLIN.', null, 'paris', 'Rom', 'Paris'];
const valuesOf = (rows: readonly Readonly<Record<string, unknown>>[], name = 'city') =>
  rows.map((row) => row[name]);
const chosen = (...pairs: [string, string][]) => patchOf('city', new Map(pairs), undefined);

describe('clusters', () => {
  test('are proposed, most rows first, and nothing is merged until it is accepted', async () => {
    const { rows, clusters, summary, text, suggestions } = await merge(texts(CITIES), { column: 'city' });
    expect(valuesOf(rows)).toEqual(CITIES);
    expect(clusters).toEqual([
      { cluster: 1, value: 'Berlin', rows: 2, proposed: 'Berlin', target: 'Berlin' },
      { cluster: 1, value: 'BERLIN.', rows: 1, proposed: 'Berlin', target: 'BERLIN.' },
      { cluster: 1, value: 'berlin ', rows: 1, proposed: 'Berlin', target: 'berlin ' },
      { cluster: 2, value: 'Paris', rows: 2, proposed: 'Paris', target: 'Paris' },
      { cluster: 2, value: 'paris', rows: 1, proposed: 'Paris', target: 'paris' },
    ]);
    expect(summary).toMatchObject({ distinct: 6, clusters: 2, variants: 3, variant_rows: 3, missing: 1 });
    expect(summary).toMatchObject({ merged: 0, changed: 0, distinct_after: 6, unfit: 0 });
    expect(text).toBe(
      '5 of 6 different values of “city” form 2 clusters. Nothing is merged until you accept it; all of it would change 3 rows (33.3 %).',
    );
    expect(suggestions).toEqual([]);
  });

  test('of equal counts: the first value in code-point order is proposed', async () => {
    const { clusters } = await merge(texts(['zoë', 'Zoe', 'ZOE', '😀', '\uff21', 'a']), { column: 'city' });
    expect(clusters.map(({ value }) => value)).toEqual(['ZOE', 'Zoe', 'zoë', 'a', '\uff21']);
  });

  test('by n-grams and by edits', async () => {
    const select = texts(['Krzysztof', 'krzy sztof', 'a', 'b', 'Krzystzof']);
    const grams = await merge(select, { column: 'city', method: 'ngram' });
    expect(grams.clusters.map(({ value }) => value)).toEqual(['Krzysztof', 'krzy sztof']);
    const edits = await merge(select, { column: 'city', method: 'edit-distance' });
    expect(edits.clusters.map(({ value }) => value)).toEqual(['Krzystzof', 'Krzysztof']);
    const plain = await merge(select, { column: 'city', method: 'edit-distance', swaps: false });
    expect(plain.clusters).toEqual([]);
  });
});

describe('what is accepted', () => {
  test('all at once, rows and columns in their order', async () => {
    const { rows, text, suggestions } = await merge(texts(CITIES), { column: 'city', accept: 'all' });
    expect(valuesOf(rows)).toEqual([
      'Berlin',
      'Berlin',
      'Berlin',
      'Paris',
      'Berlin',
      null,
      'Paris',
      'Rom',
      'Paris',
    ]);
    expect(rows.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(Object.keys(rows[0]!)).toEqual(['city', 'id']);
    expect(text).toBe(
      '5 of 6 different values of “city” form 2 clusters. 3 values are replaced: 3 rows change (33.3 %), and 3 different values remain.',
    );
    expect(suggestions).toEqual(['deduplicate']);
  });

  test('single values, and another target', async () => {
    const patch = chosen(['berlin ', 'Berlin'], ['paris', 'Lutetia'], ['Paris', 'Lutetia']);
    const { rows, summary } = await merge(texts(CITIES), { column: 'city' }, patch);
    expect(valuesOf(rows)).toEqual([
      'Berlin',
      'Berlin',
      'Berlin',
      'Lutetia',
      'BERLIN.',
      null,
      'Lutetia',
      'Rom',
      'Lutetia',
    ]);
    expect(summary).toMatchObject({ merged: 3, changed: 4, distinct_after: 4 });
  });

  test('all but a value that was taken out by hand', async () => {
    const patch = chosen(['BERLIN.', 'BERLIN.']);
    const { rows, decisions } = await merge(texts(CITIES), { column: 'city', accept: 'all' }, patch);
    expect(valuesOf(rows)[4]).toBe('BERLIN.');
    expect(valuesOf(rows)[1]).toBe('Berlin');
    expect(decisions).toEqual([{ value: 'BERLIN.', target: 'BERLIN.', rows: 1, cluster: 1, problem: null }]);
  });

  test('a value of no cluster, whatever the method finds', async () => {
    const { rows } = await merge(texts(CITIES), { column: 'city' }, chosen(['Rom', 'Roma']));
    expect(valuesOf(rows)[7]).toBe('Roma');
  });

  test('decisions that do not fit a new extract are named', async () => {
    const patch = chosen(['Brlin', 'Berlin'], ['berlin ', 'Berlin']);
    const { rows, decisions, summary, text } = await merge(texts(CITIES), { column: 'city' }, patch);
    expect(valuesOf(rows)[1]).toBe('Berlin');
    expect(summary).toMatchObject({ unfit: 1, merged: 1 });
    expect(decisions[0]).toEqual({
      value: 'Brlin',
      target: 'Berlin',
      rows: 0,
      cluster: null,
      problem: 'the value no longer occurs',
    });
    expect(text).toContain(
      'Left out, since it did not fit this table: the decision “Brlin” → “Berlin” (the value no longer occurs).',
    );
  });

  test.each([
    ['another column', { key: 'land', action: 'set', value: 'x' }, 'it is about the column “land”'],
    ['another kind', { key: 'city', action: 'drop', value: 'x' }, 'it is no decision about a value'],
    ['no text', { key: 'city', action: 'set', value: 7 }, 'what it becomes is no text'],
  ] as const)('a decision of %s changes nothing', async (_, { key, action, value }, problem) => {
    const patch: PatchValue = {
      version: 1,
      key: { kind: 'columns', columns: [key] },
      decisions: [{ row: 'Berlin', action, value }],
    };
    const { rows, decisions } = await merge(texts(CITIES), { column: 'city' }, patch);
    expect(valuesOf(rows)).toEqual(CITIES);
    expect(decisions).toMatchObject([{ value: 'Berlin', problem }]);
  });
});

describe('edge cases', () => {
  test('an empty table stays empty', async () => {
    const { rows, text } = await merge(
      `${texts(['a'])} LIMIT 0`,
      { column: 'city', accept: 'all' },
      chosen(['a', 'b']),
    );
    expect(rows).toEqual([]);
    expect(text).toBe(
      'The table has no rows. Left out, since it did not fit this table: the decision “a” → “b” (the value no longer occurs).',
    );
  });

  test('one row', async () => {
    expect((await merge(texts(['a']), { column: 'city' })).text).toBe(
      'Among 1 different value of “city” no two are variants by fingerprint.',
    );
  });

  test('all null: nothing to compare', async () => {
    const { rows, text } = await merge(texts([null, null]), { column: 'city', method: 'edit-distance' });
    expect(valuesOf(rows)).toEqual([null, null]);
    expect(text).toBe('“city” holds no value: there is nothing to compare.');
  });

  test('a constant column has no variants', async () => {
    expect((await merge(texts(['x', 'x', 'x']), { column: 'city', method: 'ngram' })).clusters).toEqual([]);
  });

  test('NaN and Infinity in other columns stay what they are', async () => {
    const select = `SELECT *, unnest(['NaN', '-0', 'Infinity']::DOUBLE[]) AS x FROM (SELECT 'a') AS t(city)`;
    const { rows } = await merge(select, { column: 'city' }, chosen(['a', 'b']));
    expect(valuesOf(rows, 'x')).toEqual([NaN, -0, Infinity]);
    expect(valuesOf(rows)).toEqual(['b', 'b', 'b']);
  });

  test.each(['größe 📏', 'select', 'source', 'found', 'target', 'v', 'i', 'm', 'rowid', 'a "b"'])(
    'a column called %s, unicode and keyword names alike',
    async (name) => {
      const { rows } = await merge(texts(['Ä', 'a', 'a'], name), { column: name, accept: 'all' });
      expect(valuesOf(rows, name)).toEqual(['a', 'a', 'a']);
      expect(Object.keys(rows[0]!)).toEqual([name, 'id']);
    },
  );

  test('the empty text, quotation marks and line ends are values like others', async () => {
    const values = ['', "it's", 'its', "it's", 'a\nb', ' '];
    const { rows } = await merge(texts(values), { column: 'city', accept: 'all' }, chosen(['', 'none']));
    expect(valuesOf(rows)).toEqual(['none', "it's", "it's", "it's", 'a\nb', ' ']);
  });

  test('categories become text where a value is replaced, and that is said', async () => {
    const select = `SELECT unnest(['a', 'A', 'a']::ENUM('a', 'A')[]) AS city`;
    const { rows, artifact, text } = await merge(select, { column: 'city', accept: 'all' });
    expect(valuesOf(rows)).toEqual(['a', 'a', 'a']);
    expect(artifact).toMatchObject({ columns: [{ name: 'city', sqlType: 'VARCHAR' }] });
    expect(text).toContain("The column was ENUM('a', 'A') and is VARCHAR now.");
  });

  test('no column is refused', async () => {
    const error: unknown = await merge(texts(['a']), {}).catch((thrown: unknown) => thrown);
    if (!(error instanceof FailureError)) throw new Error(`It did not fail: ${String(error)}`);
    expect(error.failure.code).toBe('column-unset');
  });

  test.each([
    ['town', 'the table has no such column'],
    ['id', 'it is integer here, not text'],
  ])('without a column “%s” of text the table stays as it was, and that is said', async (column, reason) => {
    const { rows, summary, text, decisions } = await merge(
      texts(['a', 'A']),
      { column, accept: 'all' },
      {
        version: 1,
        key: { kind: 'columns', columns: [column] },
        decisions: [{ row: 'a', action: 'set', value: 'b' }],
      },
    );
    expect(valuesOf(rows)).toEqual(['a', 'A']);
    expect(summary).toMatchObject({ rows: 2, changed: 0, unfit: 1 });
    expect(decisions).toMatchObject([{ value: 'a', target: 'b', problem: 'its column did not fit' }]);
    expect(text).toBe(
      `The table is as it was. Left out, since they did not fit this table: column “${column}” (${reason}), the decision “a” → “b” (its column did not fit).`,
    );
  });
});

test('the cell reads as a sentence', () => {
  const facts = { inputs: { table: 'credit' }, outputs: { merged: 'credit_merged' } };
  const sentence = (given: object) =>
    sentenceText(mergeValues, { ...facts, params: mergeValuesParams.parse(given) });
  expect(sentence({})).toBe('Merge variants of … in credit by fingerprint → credit_merged');
  expect(sentence({ column: 'City', method: 'edit-distance', distance: 2 })).toBe(
    'Merge variants of City in credit by edit distance 2 → credit_merged',
  );
});
