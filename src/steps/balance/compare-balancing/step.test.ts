import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { codesOf, compareWays, figureOf, figuresOf } from '../../../../headless/trials/balancing';
import { compareClasses, FEW_REPLICAS, leaningRows, shownOf } from '../../../../headless/trials/comparing';
import { frameRows, type FrameRow } from '../../../core/frame';
import { fromModelValue } from '../../../kernels/logistic/table/model-value';
import { groupClasses } from './classes';
import { stratifiedFolds } from './folds';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const compare = (train: string, judged: string, params: object = {}) =>
  compareClasses(bench, train, judged, params);
const failureOf = (train: string, judged: string, params: object = {}) =>
  compare(train, judged, params).catch((error: unknown) => error);

describe('the ways', () => {
  test('stand side by side: nothing, threshold, weights and every resampled table, as they come and corrected', async () => {
    const trial = await compareWays(
      bench,
      {
        train: leaningRows(0, 300),
        judged: leaningRows(1000, 200),
        resampled: {
          more: `${leaningRows(0, 300)} UNION ALL ${leaningRows(0, 300)}`,
          less: leaningRows(0, 100),
        },
      },
      { target: 'class', ...FEW_REPLICAS },
    );
    expect(Object.keys(figuresOf(trial))).toEqual([
      ...['plain', 'threshold', 'weights', 'weights_corrected'],
      ...['resampled_1', 'resampled_1_corrected', 'resampled_2', 'resampled_2_corrected'],
    ]);
    expect(figuresOf(trial).threshold).toMatchObject({ roc_auc: figureOf(trial, 'plain', 'roc_auc') });
    const [summary] = frameRows(trial.frames.summary!);
    expect(summary).toMatchObject({
      positive: 'yes',
      train_rows: 300,
      judged_rows: 200,
      true_rate: 0.2,
      folds: 5,
    });
    expect(shownOf(trial)).not.toMatch(/NaN|undefined/);
  });

  test('are the same for the same seed', async () => {
    const [one, other] = [
      await compare(leaningRows(0, 200), leaningRows(500, 100)),
      await compare(leaningRows(0, 200), leaningRows(500, 100)),
    ];
    expect(other.frames).toEqual(one.frames);
    const seeded = await compare(leaningRows(0, 200), leaningRows(500, 100), { seed: 7 });
    expect(frameRows(seeded.frames.differences!)).not.toEqual(frameRows(one.frames.differences!));
  });

  test('have a threshold that held-out rows do not move', async () => {
    const thresholdOf = async (judged: string) =>
      frameRows((await compare(leaningRows(0, 300), judged)).frames.summary!)[0]!.threshold;
    expect(await thresholdOf(leaningRows(1000, 50))).toBe(await thresholdOf(leaningRows(5000, 250)));
  });

  test.each([
    [{ rule: 'recall', leastRecall: 0.9 }, (row: FrameRow) => Number(row.recall) >= 0.9],
    [{ rule: 'cost', missCost: 0.01 }, (row: FrameRow) => row.false_alarms === 0],
    [{ rule: 'cost', missCost: 100 }, (row: FrameRow) => row.missed === 0],
    [{ rule: 'F1' }, (row: FrameRow) => Number(row.f1) > 0.5],
  ] as const)('choose the threshold by %j', async (params, isWanted) => {
    const trial = await compare(leaningRows(0, 400), leaningRows(1000, 300), params);
    const chosen = frameRows(trial.frames.summary!)[0]!.threshold;
    const row = frameRows(trial.frames.thresholds!).find(
      (each) => each.rows === 'out of fold' && each.threshold === chosen,
    )!;
    expect(isWanted(row)).toBe(true);
  });

  test('hand on the model that is kept, with its threshold and its shares', async () => {
    const modelOf = async (params: object) => {
      const { artifacts } = await compareWays(
        bench,
        {
          train: leaningRows(0, 300),
          judged: leaningRows(1000, 100),
          resampled: { some: leaningRows(0, 150) },
        },
        { target: 'class', ...FEW_REPLICAS, ...params },
      );
      if (artifacts.model?.kind !== 'model') throw new Error('No model was made.');
      return fromModelValue(artifacts.model.value);
    };
    const plain = await modelOf({});
    expect(plain).toMatchObject({
      target: 'class',
      classes: ['no', 'yes'],
      positive: 1,
      learntShares: [0.8, 0.2],
    });
    expect(plain.threshold).toBeLessThan(0.5);
    const weights = await modelOf({ keep: 'class weights' });
    expect(weights).toMatchObject({ threshold: 0.5, worldShares: [0.8, 0.2] });
    expect(weights.learntShares[1]).toBeCloseTo(0.5, 12);
    expect((await modelOf({ keep: 'resampled' })).model).not.toEqual(plain.model);
    await expect(modelOf({ keep: 'resampled', keepNumber: 2 })).rejects.toMatchObject({
      failure: { code: 'resampled-table-missing' },
    });
  });
});

describe('training rows that were balanced already', () => {
  test('are told first, with the comparison from the rows before, and the class looked for is that of those', async () => {
    const traits = {
      train: { part: 'train', balancedFrom: { column: 'class', rows: { no: 900, yes: 100 } } },
    };
    const trial = await compareWays(
      bench,
      { train: leaningRows(0, 300), judged: leaningRows(1000, 100), traits },
      { target: 'class', ...FEW_REPLICAS },
    );
    expect(codesOf(trial)[0]).toBe('train-resampled');
    expect(codesOf(trial)).not.toContain('shares-differ');
    expect(trial.reading.text).toMatch(
      /^These training rows were already balanced by “class”: “nothing done” is no baseline/,
    );
    expect(trial.reading.suggestions.map(({ step, inputs }) => [step, inputs])).toEqual([
      [
        'compare-balancing',
        { train: { asItCame: 'train' }, judged: { name: 'test' }, resampled: [{ name: 'train' }] },
      ],
      ['predict', { model: { output: 'model' }, table: { name: 'test' } }],
    ]);
  });

  test('without it, resampling is suggested and feeds this cell', async () => {
    const trial = await compare(leaningRows(0, 300), leaningRows(1000, 100));
    expect(trial.reading.suggestions.at(-1)).toMatchObject({
      step: 'resample',
      feeds: 'resampled',
      inputs: { table: { asItCame: 'train', orItself: true } },
    });
  });
});

describe('several classes', () => {
  const three = (from: number, count: number) =>
    `SELECT ['a', 'b', 'ü 🐟'][1 + (i % 10 > 5)::INT + (i % 10 > 8)::INT] AS class, (i % 10 + hash(i || 'z') % 7)::DOUBLE AS x FROM range(${from}, ${from + count}) AS t(i)`;

  test('are judged by means, and no threshold is moved', async () => {
    const trial = await compare(three(0, 300), three(1000, 200));
    expect(Object.keys(figuresOf(trial))).toEqual(['plain', 'weights', 'weights_corrected']);
    expect(figuresOf(trial).plain).toMatchObject({ threshold: null, mean_predicted: null });
    expect(codesOf(trial)).toContain('threshold-of-several');
    expect(frameRows(trial.frames.classes!).filter(({ variant }) => variant === 'plain')).toHaveLength(3);
    expect(trial.reading.text).toContain('Over 3 classes, on the 200 rows of “test”');
    expect(shownOf(trial)).not.toMatch(/NaN|undefined/);
  });

  test('are one against the others where one is looked for', async () => {
    const trial = await compare(three(0, 300), three(1000, 200), { positive: 'ü 🐟' });
    expect(frameRows(trial.frames.summary!)[0]).toMatchObject({
      positive: 'ü 🐟',
      classes: 2,
      true_rate: 0.1,
    });
    expect(trial.reading.text).toContain('“ü 🐟” is 10 % of the 200 rows');
    expect(await failureOf(three(0, 300), three(1000, 200), { positive: 'u' })).toMatchObject({
      failure: { code: 'class-unknown' },
    });
  });

  test('group as they should', () => {
    const classes = [
      { label: 'a', rows: 5 },
      { label: 'b', rows: 2 },
    ];
    expect(groupClasses(classes, '')).toMatchObject({ positive: 1, told: 1 });
    expect(groupClasses(classes, 'a')).toMatchObject({ positive: 0, told: 0 });
    const more = groupClasses([...classes, { label: 'c', rows: 9 }], 'b');
    expect([more.names, more.rows, [-1, 0, 1, 2].map(more.groupOf)]).toEqual([
      ['other classes', 'b'],
      [14, 2],
      [0, 0, 1, 0],
    ]);
  });
});

describe('folds', () => {
  test('have the same share of every class, but for one row', () => {
    const labels = Int32Array.from({ length: 103 }, (_, row) => (row % 10 === 0 ? 1 : 0));
    const folds = stratifiedFolds(labels, 2, 5, 3)!;
    const counts = Array.from({ length: 5 }, (_, fold) =>
      [0, 1].map((of) => labels.filter((label, row) => label === of && folds.of[row] === fold).length),
    );
    for (const of of [0, 1]) {
      const sizes = counts.map((count) => count[of]!);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
    expect(stratifiedFolds(Int32Array.of(0, 0, 1), 2, 5, 0)).toBeNull();
    expect(stratifiedFolds(Int32Array.of(0, 0, 0, 1, 1), 2, 5, 0)!.count).toBe(2);
  });
});
