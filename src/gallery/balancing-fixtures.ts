import { frameOfRows, type Frame } from '../core/frame';
import type { ViewResult } from '../core/view';
import { predict } from '../steps/model/predict/step';
import found from './fixtures/balancing.json';

/** A result of frames that a run on generated noise has given, rounded to four digits. */
const resultOf = (frames: object): ViewResult => ({
  ...{ artifacts: {}, notices: [] },
  frames: frames as Readonly<Record<string, Frame>>,
});

/** Ways to balance a class of 5 %, with two resampled tables. */
export const comparedResult = resultOf(found.compare);
/** The same of three classes, where none is looked for. */
export const comparedClasses = resultOf(found.several);
/** A model of two classes, from numbers and a category. */
export const modelResult = resultOf(found.model);
/** A model of three classes. */
export const classesModel = resultOf(found.three);
/** Two classes with balanced weights. */
export const weightsResult = resultOf(found.weights);

const frameOf = (name: string, rows: Parameters<typeof frameOfRows>[1]): Frame =>
  frameOfRows(Object.keys(predict.frames[name] ?? {}), rows);
const COUNTS = [410, 310, 120, 60, 31, 20, 14, 9, 7, 6, 4, 3, 2, 2, 1, 1, 0, 0, 0, 0];

/** A model applied to rows of which the class is known. */
export const predictedResult: ViewResult = {
  ...{ artifacts: {}, notices: [] },
  frames: {
    classes: frameOf('classes', [
      { class: 'no', predicted: 885, mean_probability: 0.9451, rows: 946, right: 851 },
      { class: 'größer "ja"', predicted: 115, mean_probability: 0.0549, rows: 54, right: 20 },
    ]),
    histogram: frameOf(
      'histogram',
      COUNTS.map((count, bin) => ({ low: bin / 20, high: (bin + 1) / 20, count })),
    ),
    summary: frameOf('summary', [
      {
        rows: 1000,
        target: 'class',
        positive: 'größer "ja"',
        threshold: 0.19,
        corrected: false,
        labelled: 1000,
      },
    ]),
  },
};

/** A model applied to a table without rows. */
export const predictedNothing: ViewResult = {
  ...{ artifacts: {}, notices: [] },
  frames: { summary: frameOf('summary', [{ rows: 0, target: 'class' }]) },
};
