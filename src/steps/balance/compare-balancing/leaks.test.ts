import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { codesOf, compareWays } from '../../../../headless/trials/balancing';
import { compareClasses, FEW_REPLICAS, leaningRows } from '../../../../headless/trials/comparing';
import { frameRows } from '../../../core/frame';
import { compareBalancing } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const compare = (train: string, judged: string, params: object = {}) =>
  compareClasses(bench, train, judged, params);

describe('rows on both sides', () => {
  test('are counted exactly, missing values and NaN among them', async () => {
    const train = `SELECT * FROM (VALUES ('yes', 1.5, NULL), ('no', 'nan'::DOUBLE, 'a'), ('no', 2, 'b'), ('yes', 3, 'b'), ('yes', 4, 'b'), ('no', 5, 'c')) AS t(class, x, w)`;
    const judged = `SELECT * FROM (VALUES ('yes', 1.5, NULL), ('yes', 1.5, NULL), ('no', 'nan'::DOUBLE, 'a'), ('no', 1.5, NULL), ('yes', 3, 'B'), ('no', 9, 'c')) AS t(class, x, w)`;
    const trial = await compare(train, judged);
    expect(frameRows(trial.frames.leaks!)).toEqual([
      { table: 'train', rows: 3, share: 0.5, by_chance: false },
    ]);
    expect(trial.reading.text).toContain('3 of 6 held-out rows stand in the training rows too');
  });

  test('that new rows of whole numbers fell on are no leak, and are told by the name of the table', async () => {
    const whole = (from: number, count: number) =>
      `SELECT class, (i * 2)::BIGINT AS x, (i % 7)::BIGINT AS y FROM (${leaningRows(from, count).replace(' AS y', ' AS y, i')})`;
    const held = whole(1000, 1100);
    const trialOf = (fallen: number, synthetic: boolean) =>
      bench.tryOnTables(
        compareBalancing,
        {
          train: { select: whole(0, 100), name: 'train', traits: { part: 'train' } },
          judged: { select: held, name: 'test', traits: { part: 'test' } },
          resampled: [
            {
              select: `${whole(0, 100)} UNION ALL ${whole(1000, fallen)}`,
              ...{ name: 'train_smote', traits: { part: 'train', synthetic } },
            },
          ],
        },
        { target: 'class', replicas: 0 },
      );
    const trial = await trialOf(3, true);
    expect(frameRows(trial.frames.leaks!)[1]).toMatchObject({
      table: 'resampled_1',
      rows: 3,
      by_chance: true,
    });
    expect(codesOf(trial)).not.toContain('held-out-in-training');
    expect(trial.reading.text).toContain(
      '3 of 1,100 held-out rows equal a new row of “train_smote”, since new rows of whole numbers can fall on real ones; none stands in the training rows.',
    );
    for (const leak of [await trialOf(3, false), await trialOf(200, true)]) {
      expect(codesOf(leak)).toContain('held-out-in-training');
      expect(leak.reading.text).toMatch(/^\d+ of 1,100 held-out rows stand in the resampled table too/);
      expect(leak.reading.text).not.toContain('fall on real ones');
    }
  });

  test('of a resampled table are counted by themselves, whatever the type of a number there', async () => {
    const trial = await compareWays(
      bench,
      {
        train: 'SELECT class, y::BIGINT AS y FROM (' + leaningRows(0, 100) + ')',
        judged: 'SELECT class, y::BIGINT AS y FROM (' + leaningRows(1000, 40) + ')',
        resampled: {
          wide: `SELECT class, y FROM (${leaningRows(0, 100)} UNION ALL ${leaningRows(1000, 10)})`,
        },
      },
      { target: 'class', ...FEW_REPLICAS },
    );
    const leaks = frameRows(trial.frames.leaks!);
    expect(Number(leaks[1]!.rows)).toBeGreaterThanOrEqual(10);
    expect(Number(leaks[0]!.rows)).toBeLessThan(10);
  });

  test('are told of the whole table where it judges itself, and traits are told as well', async () => {
    const trial = await compareWays(
      bench,
      {
        train: leaningRows(0, 100),
        judged: leaningRows(0, 100),
        traits: { train: { part: 'test' }, judged: { part: 'train' } },
      },
      { target: 'class', ...FEW_REPLICAS },
    );
    expect(codesOf(trial)).toEqual(['held-out-in-training', 'held-out-is-training', 'fitted-on-other-part']);
    expect(trial.reading.text).toMatch(/^100 of 100 held-out rows/);
  });
});
