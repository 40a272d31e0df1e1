import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { codesOf, compareWays, figureOf, figuresOf } from '../../../../headless/trials/balancing';
import { compareClasses, leaningRows, shownOf } from '../../../../headless/trials/comparing';
import { frameRows } from '../../../core/frame';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const compare = (train: string, judged: string, params: object = {}) =>
  compareClasses(bench, train, judged, params);
const failureOf = (train: string, judged: string, params: object = {}) =>
  compare(train, judged, params).catch((error: unknown) => error);

describe('awkward tables', () => {
  test.each([
    ['an empty table', `SELECT 'a' AS class, 1.0 AS x WHERE false`, 'model-classes-too-few'],
    ['one row', `SELECT 'a' AS class, 1.0 AS x`, 'model-classes-too-few'],
    [
      'a class that is all null',
      `SELECT NULL::VARCHAR AS class, range::DOUBLE AS x FROM range(9)`,
      'model-classes-too-few',
    ],
    ['no feature', `SELECT range % 2 AS class FROM range(9)`, 'model-features-none'],
    ['more than 100 classes', `SELECT range AS class, 1.0 AS x FROM range(200)`, 'model-classes-too-many'],
  ])('%s is a named failure', async (_, train, code) => {
    expect(await failureOf(train, train)).toMatchObject({ failure: { code } });
  });

  test('held-out rows that cannot be judged are a named failure', async () => {
    const none = `SELECT * REPLACE (NULL::VARCHAR AS class) FROM (${leaningRows(0, 10)})`;
    for (const judged of [none, `${leaningRows(0, 10)} LIMIT 0`]) {
      expect(await failureOf(leaningRows(0, 50), judged)).toMatchObject({
        failure: { code: 'judged-rows-none' },
      });
    }
    expect(await failureOf(leaningRows(0, 50), 'SELECT 1 AS other')).toMatchObject({
      failure: { code: 'column-unknown' },
    });
    expect(
      await failureOf(leaningRows(0, 50), `SELECT class FROM (${leaningRows(0, 10)})`, {
        features: ['x', 'y'],
      }),
    ).toMatchObject({
      failure: { code: 'model-column-missing', message: 'The table lacks “x”, “y”, which the model reads.' },
    });
  });

  test('NaN, Infinity, all null and a constant column do no harm', async () => {
    const odd = (from: number) =>
      `SELECT *, CASE i WHEN 0 THEN 'nan'::DOUBLE WHEN 1 THEN 'infinity'::DOUBLE WHEN 2 THEN NULL ELSE 1.5 * i END AS odd,
       NULL::DOUBLE AS nothing, NULL::VARCHAR AS no_text, 7 AS constant
       FROM (SELECT *, row_number() OVER () % 7 AS i FROM (${leaningRows(from, 80)}))`;
    const trial = await compare(odd(0), odd(1000));
    expect(shownOf(trial)).not.toMatch(/NaN|undefined|Infinity/);
    expect(figureOf(trial, 'plain', 'roc_auc')).toBeGreaterThan(0.6);
  });

  test('classes that can be separated have finite figures', async () => {
    const apart = (from: number) =>
      `SELECT i % 3 = 0 AS class, (i % 3 = 0)::INT * 100.0 + i % 2 AS x FROM range(${from}, ${from + 60}) AS t(i)`;
    const trial = await compare(apart(0), apart(90));
    expect(figuresOf(trial).plain).toMatchObject({ roc_auc: 1, balanced_accuracy: 1 });
    expect(shownOf(trial)).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('a class absent from the held-out rows leaves blank what would need it, and says so', async () => {
    const trial = await compare(
      leaningRows(0, 100),
      `SELECT * FROM (${leaningRows(0, 100)}) WHERE class = 'no'`,
    );
    expect(figuresOf(trial).plain).toMatchObject({ recall: null, roc_auc: null, average_precision: null });
    expect(codesOf(trial)).toContain('class-not-judged');
    expect(trial.reading.text).toContain('an unknown share of it');
    expect(shownOf(trial)).not.toMatch(/NaN|undefined/);
  });

  test('a class that the training rows lack is counted and left out', async () => {
    const trial = await compare(leaningRows(0, 100), `${leaningRows(200, 50)} UNION ALL SELECT 'new', 1, 1`);
    expect(frameRows(trial.frames.summary!)[0]).toMatchObject({ judged_rows: 50 });
    expect(codesOf(trial)).toContain('class-not-learnt');
  });

  test('two rows of each class, and ten rows in all, are compared, and said to be few', async () => {
    const two = `VALUES ('a', 1.0), ('a', 2.0), ('b', 5.0), ('b', 4.0)`;
    const tables = [`SELECT * FROM (${two}) AS t(class, x)`, leaningRows(0, 10)];
    const held = [tables[0]!, leaningRows(100, 10)];
    for (const [place, train] of tables.entries()) {
      const trial = await compare(train, held[place]!);
      expect(Object.keys(figuresOf(trial))).toContain('threshold');
      expect(trial.reading.text).toContain('a single row moves every figure');
      expect(shownOf(trial)).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  test('a thousand columns of noise are compared, few rows too, and the model is said to know nothing', async () => {
    const wide = (from: number, count: number) =>
      `SELECT CASE WHEN i % 5 = 0 THEN 'yes' ELSE 'no' END AS class,
       ${Array.from({ length: 1000 }, (_, c) => `(hash(i * 7919 + ${c}) % 1000)::DOUBLE AS c${c}`).join(', ')}
       FROM range(${from}, ${from + count}) AS t(i)`;
    for (const [rows, held] of [
      [150, 100],
      [10, 10],
    ] as const) {
      const trial = await compare(wide(0, rows), wide(1000, held));
      expect(frameRows(trial.frames.summary!)[0]).toMatchObject({ features: 1000, judged_rows: held });
      expect(trial.reading.text).toMatch(/It ranks hardly better than chance \(AUC 0(\.\d+)?\)/);
      expect(shownOf(trial)).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  test('a class called null is a class; rows without one are none, counted and left out', async () => {
    const named = (from: number) =>
      `SELECT * REPLACE (CASE class WHEN 'yes' THEN 'null' ELSE class END AS class) FROM (${leaningRows(from, 100)})`;
    expect((await compare(named(0), named(200))).reading.text).toContain('“null” is 20 % of the 100 rows');
    const gaps = (from: number, every: number) =>
      `SELECT * REPLACE (CASE WHEN y::INT % ${every} = 0 THEN NULL ELSE class END AS class) FROM (${leaningRows(from, 100)})`;
    const trial = await compare(gaps(0, 4), gaps(300, 7));
    expect(trial.reading.text).toMatch(
      /Left out, since they have no class: \d+ of 100 training rows and \d+ of 100 held-out rows\./,
    );
    const none = `SELECT * REPLACE (NULLIF(class, 'no') AS class) FROM (${leaningRows(0, 100)})`;
    expect(await failureOf(none, none)).toMatchObject({
      failure: {
        code: 'model-classes-too-few',
        message:
          'The column “class” has one class, beside 80 rows without one, to learn; it takes two classes at least.',
      },
    });
  });

  test('rows that stand there ten times are learned from as often, and held-out copies are told', async () => {
    const often = `SELECT t.* FROM (${leaningRows(0, 40)}) AS t, range(10)`;
    const apart = await compare(often, leaningRows(500, 100));
    expect(frameRows(apart.frames.summary!)[0]).toMatchObject({ train_rows: 400 });
    expect(codesOf(apart)).not.toContain('held-out-in-training');
    expect((await compare(often, leaningRows(0, 40))).reading.text).toMatch(
      /^40 of 40 held-out rows stand in the training rows too/,
    );
  });

  test('a resampled table without a class, or without rows, is a named failure; unknown classes are counted', async () => {
    const against = (less: string) =>
      compareWays(
        bench,
        { train: leaningRows(0, 100), judged: leaningRows(200, 50), resampled: { less } },
        { target: 'class', replicas: 0 },
      );
    for (const [less, names] of [
      [`SELECT * FROM (${leaningRows(0, 100)}) WHERE class = 'yes'`, '“no”'],
      [`${leaningRows(0, 100)} LIMIT 0`, '“no”, “yes”'],
    ] as const) {
      await expect(against(less)).rejects.toMatchObject({
        failure: {
          code: 'resampled-class-missing',
          message: `Resampled table 1 has no row of ${names}, so that nothing of it can be learned there.`,
        },
      });
    }
    const strange = await against(`${leaningRows(0, 100)} UNION ALL SELECT 'maybe', 1, 2 FROM range(30)`);
    expect(strange.reading.text).toContain(
      'Left out, since they have no class that the training rows know: 30 of 130 rows of resampled table 1.',
    );
  });

  test('one row of a class allows no folds, and no threshold', async () => {
    const trial = await compare(`${leaningRows(1, 4)} UNION ALL ${leaningRows(5, 1)}`, leaningRows(100, 20));
    expect(Object.keys(figuresOf(trial))).toEqual(['plain', 'weights', 'weights_corrected']);
    expect(codesOf(trial)).toContain('threshold-not-chosen');
  });

  test('unicode and keyword names, of columns and of classes, are names like any other', async () => {
    const odd = (from: number) =>
      `SELECT CASE class WHEN 'yes' THEN 'größer "ja"' ELSE '' END AS "select", x AS "Größe 📏", y AS "class" FROM (${leaningRows(from, 100)})`;
    const trial = await compare(odd(0), odd(500), { target: 'select' });
    expect(trial.reading.text).toContain('“größer "ja"” is 20 % of the 100 rows');
    expect(frameRows(trial.frames.classes!)[0]).toMatchObject({ class: '' });
  });

  test('columns that the held-out rows lack are left out, and a column made from the class is told', async () => {
    const weighted = `SELECT *, CASE class WHEN 'yes' THEN 2.5 ELSE 0.6 END AS weight FROM (${leaningRows(0, 100)})`;
    const left = await compare(weighted, leaningRows(500, 50));
    expect(left.notices).toMatchObject([
      { code: 'columns-not-common', text: 'Left out, as not all tables have it: “weight”.' },
    ]);
    const told = await compare(weighted, `SELECT *, 1.0 AS weight FROM (${leaningRows(500, 50)})`);
    expect(codesOf(told)).toContain('feature-tells-class');
  });
});
