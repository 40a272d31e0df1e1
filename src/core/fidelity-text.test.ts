import { expect, test } from 'vitest';
import { fidelityShapes } from './fidelity';
import { privacySentence, qualitySentence } from './fidelity-text';
import { frameOfRows, type Cell } from './frame';
import { numberFormat } from './number-format';

const format = numberFormat('en');
type Row = Readonly<Record<string, Cell>>;

/** The frames of a judgement with these figures. */
function framesOf(whole: Row, privacy: Row = {}, columns: readonly Row[] = []) {
  const of = (name: keyof typeof fidelityShapes, rows: readonly Row[]) =>
    frameOfRows(Object.keys(fidelityShapes[name]), rows);
  return {
    fidelity: of('fidelity', [{ real_rows: 500, synthetic_rows: 400, ...whole }]),
    fidelity_columns: of('fidelity_columns', columns),
    fidelity_privacy: of('fidelity_privacy', [
      { synthetic_judged: 400, new_rows: 400, identical: 0, ...privacy },
    ]),
  };
}

test('the columns that are least alike are named, the worst first, and none that is alike', () => {
  const scores = [0.95, 0.7, 0.2, null, 0.5, 0.6];
  const columns = scores.map((score, i) => ({ column: `c${i}`, score }));
  const frames = framesOf({ quality: 0.8, column_shapes: 0.8, pair_trends: null }, {}, columns);
  expect(qualitySentence(frames, format)).toBe(
    'The quality of 400 synthetic rows is 80 % (columns 80 %). Least like the real ones: “c2” (20 %), “c4” (50 %) and “c5” (60 %).',
  );
});

test('a model that guesses is told from one that knows', () => {
  const said = (area: number) => qualitySentence(framesOf({ quality: 1, detection_auc: area }), format);
  expect(said(0.51)).toContain('can hardly tell them from real ones (right in 51 % of pairs)');
  expect(said(0.9)).toContain('tells them from real ones in 90 % of pairs, where chance is 50 %');
});

test('copies, near copies and rows learned by heart are told', () => {
  const privacy = {
    identical: 1,
    new_rows: 390,
    closest_median: 0.01,
    random_median: 0.2,
    closest_rows: 400,
  };
  expect(privacySentence(framesOf({}, { ...privacy, closer_to_real: 0.7 }), format)).toBe(
    '1 synthetic row (0.3 %) equals a real one, 10 match one within 1 %. Half of them are closer than 0.01 to a real row, of random rows closer than 0.2. 70 % of them are closer to a row that they were made from than to any held out: real rows shine through, where one half would be chance.',
  );
});

test('what so few rows give by chance is not held against them', () => {
  const few = framesOf({}, { closest_rows: 20, closer_to_real: 0.65 });
  expect(privacySentence(few, format)).toContain('65 % of them are closer');
  expect(privacySentence(few, format)).not.toContain('shine through');
});
