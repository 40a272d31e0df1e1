import { cellAt, emptyFrame, frameRows, type Cell, type Frame } from './frame';
import type { NumberFormat } from './number-format';
import { counted, listText } from './words';

/** The frames of a judgement, by name; those that are not there are empty. */
export type FidelityFrames = Readonly<Record<string, Frame>>;

/** Columns and pairs that a sentence names. */
const NAMED = 3;
/** A score below this is worth naming. */
const LOW = 0.9;

const figure = (frame: Frame | undefined, name: string): number | null => {
  const value: Cell = cellAt(frame ?? emptyFrame, name, 0);
  return typeof value === 'number' ? value : null;
};

/** How like the real rows the synthetic ones are, in a sentence or two. */
export function qualitySentence(frames: FidelityFrames, format: NumberFormat): string {
  const of = (name: string): number | null => figure(frames.fidelity, name);
  if (of('real_rows') === 0 || of('synthetic_rows') === 0) {
    const lacking = [
      ...(of('real_rows') === 0 ? ['real'] : []),
      ...(of('synthetic_rows') === 0 ? ['synthetic'] : []),
    ];
    return `There are no ${listText(lacking)} rows, so there is nothing to judge.`;
  }
  const [quality, shapes, trends] = [of('quality'), of('column_shapes'), of('pair_trends')];
  if (quality === null) return 'No column has values in both tables, so there is nothing to judge.';
  const parts = [
    ...(shapes === null ? [] : [`columns ${format.share(shapes)}`]),
    ...(trends === null ? [] : [`pairs of columns ${format.share(trends)}`]),
  ];
  const sentences = [
    `The quality of ${counted(of('synthetic_rows') ?? 0, 'synthetic row', format)} is ${format.share(quality)} (${listText(parts)}).`,
    worstColumns(frames, format),
    detectionSentence(frames, format),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function worstColumns(
  { fidelity_columns: frame = emptyFrame }: FidelityFrames,
  format: NumberFormat,
): string {
  const low = frameRows(frame)
    .flatMap(({ column, score }) => (typeof score === 'number' && score < LOW ? [{ column, score }] : []))
    .sort((one, other) => one.score - other.score);
  if (low.length === 0) return '';
  const named = low
    .slice(0, NAMED)
    .map(({ column, score }) => `“${String(column)}” (${format.share(score)})`);
  return `Least like the real ones: ${listText(named)}.`;
}

/** Whether a model tells the rows apart. */
function detectionSentence({ fidelity }: FidelityFrames, format: NumberFormat): string {
  const area = figure(fidelity, 'detection_auc');
  if (area === null) return '';
  const often = `in ${format.share(area)} of pairs`;
  if (area < 0.55) return `A logistic model can hardly tell them from real ones (right ${often}).`;
  return `A logistic model tells them from real ones ${often}, where chance is ${format.share(0.5)}.`;
}

/** What the synthetic rows give away of the real ones, in a sentence or two. */
export function privacySentence(frames: FidelityFrames, format: NumberFormat): string {
  const of = (name: string): number | null => figure(frames.fidelity_privacy, name);
  const rows = of('synthetic_judged') ?? 0;
  if (rows === 0 || figure(frames.fidelity, 'real_rows') === 0) return '';
  const identical = of('identical') ?? 0;
  const matched = rows - (of('new_rows') ?? rows);
  const copies =
    identical === 0
      ? 'No synthetic row equals a real one'
      : `${counted(identical, 'synthetic row', format)} (${format.share(identical / rows)}) ${identical === 1 ? 'equals' : 'equal'} a real one`;
  const near = matched > identical ? `, ${format.count(matched)} match one within 1 %` : '';
  return [`${copies}${near}.`, distanceSentence(frames, format), holdoutSentence(frames, format)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function distanceSentence({ fidelity_privacy: frame }: FidelityFrames, format: NumberFormat): string {
  const [median, chance] = [figure(frame, 'closest_median'), figure(frame, 'random_median')];
  if (median === null || chance === null) return '';
  return `Half of them are closer than ${format.number(median)} to a real row, of random rows closer than ${format.number(chance)}.`;
}

function holdoutSentence({ fidelity_privacy: frame }: FidelityFrames, format: NumberFormat): string {
  const closer = figure(frame, 'closer_to_real');
  if (closer === null) return '';
  const told = `${format.share(closer)} of them are closer to a row that they were made from than to any held out`;
  // Beyond what so many rows vary by chance.
  const chance = 1.96 * Math.sqrt(0.25 / Math.max(1, figure(frame, 'closest_rows') ?? 0));
  return closer > 0.5 + chance
    ? `${told}: real rows shine through, where one half would be chance.`
    : `${told}, where one half is chance.`;
}

/** What no figure promises, for the view. */
export const PRIVACY_CAVEAT =
  'These figures find copies and near copies. They promise nothing against someone who knows more of the real rows than stands in the table, and they are no proof of anonymity: that needs a method with a guarantee, such as differential privacy, where the rows are made.';
