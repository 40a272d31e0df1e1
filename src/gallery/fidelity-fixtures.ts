import { fidelityShapes } from '../core/fidelity';
import { frameOfRows, type Frame } from '../core/frame';
import { labelSafetyFrame } from '../core/label-safety';
import type { ViewResult } from '../core/view';
import judgedFrames from './fidelity-frames.json';

/** Rows of one label that agree with so many of their five neighbours, so often each. */
const agreeing = (label: string, counts: readonly number[]) =>
  counts.flatMap((count, same) =>
    new Array<{ label: string; share: number }>(count).fill({ label, share: same / 5 }),
  );

function judged(real: ReturnType<typeof agreeing>, made: ReturnType<typeof agreeing>): Frame {
  return labelSafetyFrame({
    real: Float64Array.from(real, ({ share }) => share),
    made: Float64Array.from(made, ({ share }) => share),
    realLabels: real.map(({ label }) => label),
    madeLabels: made.map(({ label }) => label),
  });
}

const real = [
  ...agreeing('paid', [2, 9, 40, 160, 420, 690]),
  ...agreeing('late', [20, 52, 80, 90, 60, 21]),
  ...agreeing('a label with a name that is far too long for its place', [1, 2, 4, 6, 2, 1]),
];

/** New rows of which those of one label agree less with the rows around them than real ones do. */
export const unsafeLabels = judged(real, [
  ...agreeing('paid', [1, 4, 16, 66, 170, 243]),
  ...agreeing('late', [160, 120, 60, 30, 22, 8]),
  ...agreeing('a label with a name that is far too long for its place', [0, 1, 2, 4, 1, 1]),
]);

/** A dozen new rows of one label. */
export const fewLabels = judged(real, agreeing('paid', [0, 0, 1, 2, 4, 5]));

/** New rows beside their parents. */
export const unsafeRows = frameOfRows(
  ['new_row', 'label', 'share', 'parent', 'nearest'],
  Array.from({ length: 7 }, (_, i) => ({
    ...{ new_row: 1203 + i * 31, label: 'late', share: i < 3 ? 0 : 0.2 },
    ...{ parent: 17 + i * 53, nearest: 231 + i * 7 },
  })),
);

/** The tables of the golden values of `src/kernels/fidelity`, judged. */
export const judgedResult: ViewResult = {
  artifacts: {},
  frames: judgedFrames,
  notices: [],
};

const shapeOf = (name: keyof typeof fidelityShapes): string[] => Object.keys(fidelityShapes[name]);
const oddNames = ['größe “µ”', 'select', 'a column with a name that is far too long for its place', ''];
const manyNames = Array.from({ length: 26 }, (_, i) => oddNames[i] ?? `column ${i}`);

/** Many columns with odd names, some of them without a value, and nothing held out. */
export const manyColumnsResult: ViewResult = {
  artifacts: {},
  notices: [],
  frames: {
    fidelity: frameOfRows(shapeOf('fidelity'), [
      {
        ...{ real_rows: 120_000, synthetic_rows: 90_000, real_judged: 100_000, synthetic_judged: 90_000 },
        ...{ columns: 26, quality: 0.83, column_shapes: 0.85, pair_trends: 0.81, pairs: 325, pairs_of: 325 },
        ...{ detection: null, detection_auc: null, pmse_ratio: null, detection_rows: 0 },
      },
    ]),
    fidelity_columns: frameOfRows(
      shapeOf('fidelity_columns'),
      manyNames.map((column, i) => ({
        ...{ column, kind: i % 3 === 0 ? 'category' : 'number', real_missing: 0.1, synthetic_missing: 0.2 },
        metric: i % 3 === 0 ? 'TVComplement' : 'KSComplement',
        score: i === 5 ? null : 0.7 + 0.3 * Math.abs(Math.sin(i)),
        missing_similarity: 0.9,
      })),
    ),
    fidelity_pairs: frameOfRows(
      shapeOf('fidelity_pairs'),
      manyNames.flatMap((first, i) =>
        manyNames.slice(i + 1).map((second, j) => ({
          ...{ first, second, metric: 'ContingencySimilarity' },
          score: i === 5 || i + 1 + j === 5 ? null : 1 - 0.5 * Math.abs(Math.sin(i * 3 + j)) ** 3,
        })),
      ),
    ),
    fidelity_distributions: frameOfRows(
      shapeOf('fidelity_distributions'),
      manyNames.flatMap((column) => [
        { column, kind: 'date', from: null, to: '2020-01-01', real: 0, synthetic: 0.2 },
        { column, kind: 'date', from: '2020-01-01', to: '2020-03-01', real: 0.9, synthetic: 0.6 },
        { column, kind: 'date', label: '(missing)', real: 0.1, synthetic: 0.2 },
      ]),
    ),
    fidelity_privacy: frameOfRows(shapeOf('fidelity_privacy'), [
      {
        ...{ synthetic_judged: 90_000, new_rows: 90_000, new_share: 1, identical: 0, identical_unique: 0 },
        ...{ repeated: 0, real_repeated: 12, closest_rows: 400, closest_of: 100_000, closest_median: 0.21 },
        ...{ random_median: 0.38, baseline_protection: 0.55, known_columns: 'select', single_real: 0 },
        single_repeated: 0,
      },
    ]),
  },
};
