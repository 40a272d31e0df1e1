import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, selectOfCsv, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import {
  codesOf,
  compareWays,
  figureOf,
  noiseTable,
  selectOf,
  tryById,
} from '../../../../headless/trials/balancing';
import { frameRows } from '../../../core/frame';

/** A test goes through several steps; it takes some seconds alone. */
const PATIENCE = 90_000;
const CREDIT = '../shared/data/credit_default_es/credit_data.csv';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const SPLIT = {
  method: 'stratified',
  parts: [
    { name: 'train', share: 0.7 },
    { name: 'test', share: 0.3 },
  ],
};

/** Split first, SMOTE on the training rows: as it should be. */
async function honest(
  select: string,
  target: string,
  methods: readonly string[] = ['SMOTE'],
): Promise<StepTrial> {
  const { artifacts } = await tryById(bench, 'split', { select }, { ...SPLIT, stratify: target });
  const train = selectOf(artifacts.train);
  const resampled: Record<string, string> = {};
  for (const method of methods) {
    const given = { select: train, traits: { part: 'train' } };
    const made = await tryById(bench, 'resample', given, { target, method });
    resampled[method] = selectOf(made.artifacts.balanced);
  }
  return compareWays(bench, { train, judged: selectOf(artifacts.test), resampled }, { target });
}

/** SMOTE on all rows, then the split: the leak. */
async function leaky(select: string, target: string): Promise<StepTrial> {
  const made = await tryById(bench, 'resample', { select }, { target });
  const parts = await tryById(
    bench,
    'split',
    { select: selectOf(made.artifacts.balanced) },
    { ...SPLIT, stratify: target },
  );
  const [train, judged] = [selectOf(parts.artifacts.train), selectOf(parts.artifacts.test)];
  const traits = { train: { synthetic: true }, judged: { synthetic: true } };
  return compareWays(bench, { train, judged, traits }, { target, replicas: 0 });
}

describe('on a table of noise', () => {
  test(
    'SMOTE inflates the predicted risk and the Brier score, and adds no knowledge',
    async () => {
      const made = await bench.makeTable(noiseTable(2000, 20, 0.054, 0.5));
      const trial = await honest(`SELECT * FROM "${made.table}"`, 'class');
      const figure = (variant: string, name: string) => figureOf(trial, variant, name);
      const rate = figure('plain', 'true_rate');
      expect(rate).toBeLessThan(0.06);
      expect(Math.abs(figure('plain', 'mean_predicted') - rate)).toBeLessThan(0.01);
      expect(figure('resampled_1', 'mean_predicted')).toBeGreaterThan(0.3);
      expect(figure('resampled_1', 'brier')).toBeGreaterThan(3 * figure('plain', 'brier'));
      expect(Math.abs(figure('resampled_1', 'roc_auc') - figure('plain', 'roc_auc'))).toBeLessThan(0.02);
      // What SMOTE finds at 0.5, the moved threshold finds as well.
      expect(figure('resampled_1', 'balanced_accuracy')).toBeGreaterThan(
        figure('plain', 'balanced_accuracy') + 0.1,
      );
      expect(
        Math.abs(figure('resampled_1', 'balanced_accuracy') - figure('threshold', 'balanced_accuracy')),
      ).toBeLessThan(0.03);
      // Put right for the prior, the probabilities are nearly those of the plain model again.
      expect(Math.abs(figure('resampled_1_corrected', 'mean_predicted') - rate)).toBeLessThan(0.015);
      expect(figure('resampled_1_corrected', 'brier')).toBeLessThan(figure('plain', 'brier') + 0.003);
      expect(figure('resampled_1_corrected', 'roc_auc')).toBe(figure('resampled_1', 'roc_auc'));
      expect(trial.reading.text).toMatch(
        /Class weights and “SMOTE” only shift the threshold, as calling from 0\.\d+ on does: AUC .* They break the calibration: the mean predicted risk is 0\.3\d+ and 0\.3\d+ where 0\.05\d is true \(Brier 0\.05\d? → /,
      );
    },
    PATIENCE,
  );

  test(
    'resampling before the split flatters balanced accuracy by more than 0.15',
    async () => {
      const made = await bench.makeTable(noiseTable(800, 60, 0.08, 0.4));
      const select = `SELECT * FROM "${made.table}"`;
      const [right, wrong] = [await honest(select, 'class'), await leaky(select, 'class')];
      const claimed = figureOf(wrong, 'plain', 'balanced_accuracy');
      const true_ = figureOf(right, 'resampled_1', 'balanced_accuracy');
      expect(claimed - true_).toBeGreaterThan(0.15);
      expect(codesOf(wrong)).toContain('held-out-resampled');
      expect(wrong.reading.text).toMatch(/^The held-out table was itself resampled/);
      expect(codesOf(right)).not.toContain('held-out-resampled');
    },
    PATIENCE,
  );
});

describe.skipIf(!existsSync(CREDIT))('on credit_default_es (skipped where ../shared is absent)', () => {
  const [N, V] = ['DOUBLE', 'VARCHAR'];
  const creditSelect = async () =>
    selectOfCsv((await readFile(CREDIT, 'utf8')).replaceAll('NA', ''), [
      V,
      N,
      V,
      N,
      N,
      V,
      V,
      V,
      N,
      N,
      N,
      N,
      N,
      N,
    ]);

  test(
    'all ways find as much as the moved threshold, and all but it inflate the risk',
    async () => {
      const made = await bench.makeTable(await creditSelect());
      const methods = ['SMOTE', 'random over', 'random under'];
      const trial = await honest(`SELECT * FROM "${made.table}"`, 'Status', methods);
      const figure = (variant: string, name: string) => figureOf(trial, variant, name);
      expect(figure('plain', 'true_rate')).toBeCloseTo(0.282, 2);
      expect(figure('plain', 'roc_auc')).toBeGreaterThan(0.8);
      for (const way of ['weights', 'resampled_1', 'resampled_2', 'resampled_3']) {
        expect(figure(way, 'roc_auc') - figure('plain', 'roc_auc')).toBeLessThan(0.01);
        expect(figure(way, 'balanced_accuracy') - figure('threshold', 'balanced_accuracy')).toBeLessThan(
          0.01,
        );
        expect(figure(way, 'mean_predicted')).toBeGreaterThan(0.37);
        expect(figure(way, 'brier')).toBeGreaterThan(figure('plain', 'brier') + 0.015);
        expect(figure(`${way}_corrected`, 'brier')).toBeLessThan(figure('plain', 'brier') + 0.006);
        expect(figure(`${way}_corrected`, 'mean_predicted')).toBeCloseTo(0.28, 1);
      }
      expect(trial.reading.text).toContain(
        'Class weights, “SMOTE”, “random over” and “random under” only shift the threshold, as calling from',
      );
      expect(codesOf(trial)).not.toContain('held-out-in-training');
    },
    PATIENCE,
  );

  test(
    'rows drawn again before a split stand on both sides, and are counted',
    async () => {
      const made = await bench.makeTable(await creditSelect());
      const select = `SELECT * FROM "${made.table}"`;
      const over = await tryById(bench, 'resample', { select }, { target: 'Status', method: 'random over' });
      const balanced = await bench.makeTable(selectOf(over.artifacts.balanced));
      const numbered = `(SELECT *, row_number() OVER () AS n FROM "${balanced.table}")`;
      const side = (where: string) => `SELECT * EXCLUDE (n) FROM ${numbered} WHERE ${where}`;
      const trial = await compareWays(
        bench,
        { train: side('n % 3 > 0'), judged: side('n % 3 = 0') },
        { target: 'Status', replicas: 0 },
      );
      const [leak] = frameRows(trial.frames.leaks!);
      const wanted = await bench.rows(
        `SELECT count(*)::DOUBLE AS n FROM (${side('n % 3 = 0')}) AS j
       WHERE j::VARCHAR IN (SELECT t::VARCHAR FROM (${side('n % 3 > 0')}) AS t)`,
      );
      expect(leak).toMatchObject({ table: 'train', rows: wanted[0]!.n });
      expect(Number(leak!.share)).toBeGreaterThan(0.3);
      expect(trial.reading.text).toMatch(/^[\d,]+ of [\d,]+ held-out rows stand in the training rows too/);
    },
    PATIENCE,
  );
});
