import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { emptyFrame, frameRows, type Cell, type FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { counted, listText } from '../../../core/words';
import { variantName, WEIGHTS } from './names';
import type { CompareBalancingParams } from './step';
import { verdictsOf, type Verdict } from './verdicts';

/** Says what can be trusted, what the plain model finds, and of every other way what it gains and what it breaks. */
export function read(input: ReadingInput<CompareBalancingParams>): Reading {
  const { frames, notices, format, inputs } = input;
  const { figures = emptyFrame, differences = emptyFrame } = frames;
  const [summary] = frameRows(frames.summary ?? emptyFrame);
  if (summary === undefined || figures.rows === 0) return { text: '', suggestions: [] };
  const rows = frameRows(figures);
  const verdicts = verdictsOf(figures, differences);
  const sentences = [
    ...notices.filter(({ isWarning }) => isWarning === true).map(({ text }) => text),
    plainText(rows, summary, inputs, format),
    ...groupsOf(verdicts).map((group) =>
      verdictText({
        verdicts: group,
        names: group.map(({ variant }) => quotedVariant(variant, inputs)),
        plain: rows[0],
        moved: rows.find(({ kind }) => kind === 'threshold'),
        format,
      }),
    ),
    chanceText(frameRows(frames.leaks ?? emptyFrame), summary, inputs, format),
    ...notices.filter(({ isWarning }) => isWarning !== true).map(({ text }) => text),
  ];
  return {
    text: sentences.filter((sentence) => sentence !== '').join(' '),
    suggestions: [...repairsOf(input), ...suggestionsOf(input, verdicts)],
  };
}

const quoted = (name: unknown): string => `“${name === '' ? '(empty)' : String(name)}”`;

/** What a way is called in a sentence: a table in quotes. */
const quotedVariant = (row: FrameRow, inputs: ReadingInput<CompareBalancingParams>['inputs']): string =>
  row.kind === 'resampled' ? quoted(variantName(row, inputs)) : variantName(row, inputs);

/** A figure to three digits after the point; a dash where there is none. */
function three(value: Cell | undefined, format: NumberFormat): string {
  if (typeof value !== 'number') return 'unknown';
  return format.number(Math.abs(value) < 0.001 ? value : Number(value.toFixed(3)));
}

function plainText(
  rows: readonly FrameRow[],
  summary: FrameRow,
  inputs: ReadingInput<CompareBalancingParams>['inputs'],
  format: NumberFormat,
): string {
  const [plain] = rows;
  const moved = rows.find(({ kind }) => kind === 'threshold');
  const share = (value: Cell | undefined): string =>
    typeof value === 'number' ? format.share(value) : 'an unknown share';
  const of = `the ${counted(Number(summary.judged_rows), 'row', format)} of ${quoted(inputs.judged)}`;
  if (summary.positive === null) {
    return `Over ${format.count(Number(summary.classes))} classes, on ${of}, the plain model has a balanced accuracy of ${three(plain?.balanced_accuracy, format)}.`;
  }
  const what = quoted(summary.positive);
  // By chance alone an AUC is 0.5.
  const isBlind = typeof plain?.roc_auc === 'number' && plain.roc_auc < 0.55;
  const blind = isBlind
    ? ` It ranks hardly better than chance (AUC ${three(plain.roc_auc, format)}): no way to balance has much to work with.`
    : '';
  const before = `${what} is ${share(summary.true_rate)} of ${of}. Called from 0.5 on, the plain model finds ${share(plain?.recall)} of it (balanced accuracy ${three(plain?.balanced_accuracy, format)})`;
  if (moved === undefined) return `${before}.${blind}`;
  return `${before}; from ${three(moved.threshold, format)} on, chosen on the training rows, ${share(moved.recall)} (${three(moved.balanced_accuracy, format)}).${blind}`;
}

/** Held-out rows that new rows fell on, which is no leak; nothing without any. */
function chanceText(
  leaks: readonly FrameRow[],
  summary: FrameRow,
  inputs: ReadingInput<CompareBalancingParams>['inputs'],
  format: NumberFormat,
): string {
  const equal = leaks.filter((leak) => leak.by_chance === true);
  if (equal.length === 0) return '';
  const names = equal.map(({ table }) => {
    const resampled = Number(String(table).replace('resampled_', ''));
    return quotedVariant({ kind: 'resampled', resampled, corrected: false }, inputs);
  });
  const counts = equal.map((leak) => format.count(Number(leak.rows)));
  const all = counted(Number(summary.judged_rows), 'held-out row', format);
  const verb = equal.every((leak) => leak.rows === 1) && equal.length === 1 ? 'equals' : 'equal';
  return `${listText(counts)} of ${all} ${verb} a new row of ${listText(names)}, since new rows of whole numbers can fall on real ones; none stands in the training rows.`;
}

/** What the sentence about ways of one kind is made from. */
interface Group {
  readonly verdicts: readonly Verdict[];
  readonly names: readonly string[];
  readonly plain: FrameRow | undefined;
  readonly moved: FrameRow | undefined;
  readonly format: NumberFormat;
}

/** Ways of which the same is to be said, in the order of their first. */
function groupsOf(verdicts: readonly Verdict[]): Verdict[][] {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const key = `${verdict.gain} ${verdict.breaksCalibration} ${verdict.isMended}`;
    groups.set(key, [...(groups.get(key) ?? []), verdict]);
  }
  return [...groups.values()];
}

/** What is said of ways of one kind; the rules stand in `verdicts.ts`. */
function verdictText(group: Group): string {
  const names = group.names.map((name, place) =>
    name === WEIGHTS && place === 0 ? `C${WEIGHTS.slice(1)}` : name,
  );
  return `${listText(names)} ${gainText(group)}.${breakText(group)}`;
}

/** Figures side by side: one where they are the same, all of a few, else from the least to the greatest. */
function figuresText(rows: readonly (FrameRow | undefined)[], name: string, format: NumberFormat): string {
  const texts = [...new Set(rows.map((row) => three(row?.[name], format)))];
  if (texts.length <= 3) return listText(texts);
  const values = rows.map((row) => Number(row?.[name])).sort((a, b) => a - b);
  return `${three(values[0], format)} to ${three(values.at(-1), format)}`;
}

/** True where the sentence speaks of several: weights are several by their name. */
const areMany = ({ names }: Group): boolean => names.length > 1 || names[0] === WEIGHTS;

function gainText(group: Group): string {
  const { verdicts, plain, moved, format } = group;
  const rows = verdicts.map(({ variant }) => variant);
  const auc = `AUC ${figuresText(rows, 'roc_auc', format)} against ${three(plain?.roc_auc, format)}`;
  const other = moved ?? plain;
  const found = `balanced accuracy ${figuresText(rows, 'balanced_accuracy', format)} against ${three(other?.balanced_accuracy, format)}`;
  const verb = (one: string, many: string): string => (areMany(group) ? many : one);
  const gain = verdicts[0]!.gain;
  switch (gain) {
    case 'only-threshold':
      return `only ${verb('shifts', 'shift')} the threshold, as calling from ${three(moved?.threshold, format)} on does: ${auc}, ${found}`;
    case 'no-better':
      return `${verb('makes', 'make')} nothing better beyond chance: ${auc}, ${found}`;
    case 'unclear':
      return `may gain or lose: the held-out rows are too few to tell (${auc}, ${found})`;
    case 'ranks-better':
      return `${verb('ranks', 'rank')} better: ${auc}, ${found}`;
    case 'ranks-worse':
      return `${verb('ranks', 'rank')} worse: ${auc}, ${found}`;
    case 'decides-better':
      return `${verb('ranks', 'rank')} no better (${auc}), and ${verb('decides', 'decide')} better${moved === undefined ? '' : ' than the moved threshold'}: ${found}`;
    default:
      return gain satisfies never;
  }
}

/** A sentence of its own, with the space before it: what the probabilities have become, and once they are put right. */
function breakText(group: Group): string {
  const { verdicts, plain, format } = group;
  const [{ breaksCalibration, isMended }] = verdicts as [Verdict];
  if (!breaksCalibration) return '';
  const rows = verdicts.map(({ variant }) => variant);
  const mended = verdicts.map(({ corrected }) => corrected);
  const hasMean = typeof rows[0]!.mean_predicted === 'number';
  const brier = `Brier ${three(plain?.brier, format)} → ${figuresText(rows, 'brier', format)}`;
  const broken = hasMean
    ? `the mean predicted risk is ${figuresText(rows, 'mean_predicted', format)} where ${three(rows[0]!.true_rate, format)} is true (${brier})`
    : `${brier}, calibration error ${three(plain?.ece, format)} → ${figuresText(rows, 'ece', format)}`;
  const after = `Brier ${figuresText(mended, 'brier', format)}`;
  const right = hasMean ? ` it is ${figuresText(mended, 'mean_predicted', format)} (${after})` : `, ${after}`;
  const mending = isMended ? `; put right for the prior${right}` : '';
  return ` ${areMany(group) ? 'They break' : 'It breaks'} the calibration: ${broken}${mending}.`;
}

/** Training rows that were resampled already: the same comparison from the rows before. */
function repairsOf({ params, inputs, notices }: ReadingInput<CompareBalancingParams>): Suggestion[] {
  if (!notices.some(({ code }) => code === 'train-resampled')) return [];
  const train = String(inputs.train);
  const others = [inputs.resampled ?? []].flat().filter((name) => name !== train);
  return [
    {
      step: 'compare-balancing',
      title: 'Compare from the rows as they came',
      reason: `“${train}” then stands among the resampled tables, and “nothing done” is a baseline.`,
      params,
      inputs: {
        train: { asItCame: train },
        judged: { name: String(inputs.judged) },
        resampled: [train, ...others].map((name) => ({ name })),
      },
    },
  ];
}

function suggestionsOf(
  { params, inputs, notices }: ReadingInput<CompareBalancingParams>,
  verdicts: readonly Verdict[],
): Suggestion[] {
  const predict: Suggestion = {
    step: 'predict',
    title: 'Predict by the model that is kept',
    reason: 'It carries its threshold; the probabilities stand beside each row.',
    params: {},
    inputs: { model: { output: 'model' }, table: { name: String(inputs.judged) } },
  };
  const isRepaired = notices.some(({ code }) => code === 'train-resampled');
  const hasResampled = isRepaired || verdicts.some(({ variant }) => variant.kind === 'resampled');
  if (hasResampled) return [predict];
  const resample: Suggestion = {
    step: 'resample',
    title: `Resample ${params.target} to set it beside these`,
    reason: 'What comes out of it goes among the resampled tables of this cell.',
    params: { target: params.target },
    inputs: { table: { asItCame: String(inputs.train), orItself: true } },
    feeds: 'resampled',
  };
  return [predict, resample];
}
