import { cellAt, frameOfRows, type Frame, type FrameShape } from './frame';
import type { NumberFormat } from './number-format';
import { listText } from './words';

/** The two-sided 95 % point of the standard normal distribution. */
const Z = 1.959963984540054;
/** New rows of a label from which on a judgement that finds nothing is worth saying. */
const FEW = 20;
/** Labels that a sentence names. */
const NAMED = 3;

/**
 * The frame `label_safety` of every step that makes labelled rows: a row for all, then one for each label that new rows have, the
 * most frequent first. Agreement is the mean over rows of the share of a row's nearest real rows that have its label.
 */
export const labelSafetyShape: FrameShape = {
  label: { type: 'text', meaning: 'the label; null for all rows together' },
  real_rows: { type: 'integer', meaning: 'real rows judged, of the labels that new rows have' },
  real_agreement: {
    type: 'number',
    meaning:
      'mean share of the nearest other real rows that have a real row’s label; for all rows together weighted by how often new rows have each label; null without rows',
  },
  real_low: { type: 'number', meaning: 'lower end of its 95 % interval (Wilson)' },
  real_high: { type: 'number', meaning: 'upper end of its 95 % interval' },
  made_rows: { type: 'integer', meaning: 'new rows judged' },
  made_agreement: {
    type: 'number',
    meaning:
      'mean share of the nearest real rows, but the parent, that have a new row’s label; null without rows',
  },
  made_low: { type: 'number', meaning: 'lower end of its 95 % interval (Wilson)' },
  made_high: { type: 'number', meaning: 'upper end of its 95 % interval' },
};

/** Per row the share of its nearest real rows that have its label (NaN where there is nothing to say), and its label. */
export interface Agreements {
  readonly real: Float64Array;
  readonly made: Float64Array;
  readonly realLabels: readonly (string | null)[];
  readonly madeLabels: readonly (string | null)[];
}

/** Rows judged and the sum of their shares. */
interface Tally {
  rows: number;
  sum: number;
}

/** The frame `label_safety` of a judgement. */
export function labelSafetyFrame(safety: Agreements): Frame {
  const real = tallies(safety.real, safety.realLabels);
  const made = tallies(safety.made, safety.madeLabels);
  const byRows = [...made].sort(
    ([one, its], [other, theirs]) => theirs.rows - its.rows || (one < other ? -1 : 1),
  );
  const rows = byRows.map(([label, tally]) => ({
    label,
    ...prefixed('real', intervalOf(real.get(label) ?? { rows: 0, sum: 0 })),
    ...prefixed('made', intervalOf(tally)),
  }));
  const all = {
    label: null,
    ...prefixed('real', weighted(real, made)),
    ...prefixed('made', intervalOf(summed([...made.values()]))),
  };
  return frameOfRows(Object.keys(labelSafetyShape), [all, ...rows]);
}

/** What the frame says, in one sentence or two for a reading. */
export function labelSafetySentence(frame: Frame, format: NumberFormat): string {
  const made = Number(cellAt(frame, 'made_rows', 0) ?? 0);
  const real = Number(cellAt(frame, 'real_rows', 0) ?? 0);
  if (made === 0) return 'No new row has a label to judge.';
  if (real === 0)
    return 'No real row has the label of a new one, so the labels of new rows cannot be judged.';
  const beside = `The nearest real rows have the label of a new row in ${agreed(frame, 'made', 0, format)} of cases and that of a real row in ${agreed(frame, 'real', 0, format)}`;
  const worse = lessSafe(frame);
  const named = worse.slice(0, NAMED).map((row) => labelled(frame, row, format));
  const more = worse.length > NAMED ? `, and ${format.count(worse.length - NAMED)} more` : '';
  if (isLessSafe(frame, 0)) {
    const which = worse.length > 0 && frame.rows > 2 ? `, most of all ${listText(named)}${more}` : '';
    return `${beside}: new rows are less safe than real ones${which}.`;
  }
  if (worse.length > 0) {
    return `${beside}, but new rows are less safe than real ones with ${listText(named)}${more}.`;
  }
  if (made < FEW || real < FEW) return `${beside}: too few rows to tell whether new ones are less safe.`;
  return `${beside}: new rows are not shown to be less safe than real ones.`;
}

/**
 * True where the new rows of a row of the frame agree less with the real rows near them than real rows do, beyond chance: the 95 %
 * interval of the difference lies above nought (Newcombe 1998, method 10, from the two Wilson intervals).
 */
export function isLessSafe(frame: Frame, row: number): boolean {
  const [real, low, made, high] = ['real_agreement', 'real_low', 'made_agreement', 'made_high'].map(
    (column) => cellAt(frame, column, row),
  );
  if (typeof real !== 'number' || typeof low !== 'number') return false;
  if (typeof made !== 'number' || typeof high !== 'number') return false;
  return real - made > Math.hypot(real - low, high - made);
}

/** The rows of single labels that are less safe, the greatest difference first. */
function lessSafe(frame: Frame): number[] {
  const gap = (row: number): number =>
    Number(cellAt(frame, 'real_agreement', row)) - Number(cellAt(frame, 'made_agreement', row));
  return Array.from({ length: Math.max(0, frame.rows - 1) }, (_, i) => i + 1)
    .filter((row) => isLessSafe(frame, row))
    .sort((one, other) => gap(other) - gap(one));
}

const labelled = (frame: Frame, row: number, format: NumberFormat): string =>
  `“${String(cellAt(frame, 'label', row))}” (${agreed(frame, 'made', row, format)} against ${agreed(frame, 'real', row, format)})`;

const agreed = (frame: Frame, side: 'real' | 'made', row: number, format: NumberFormat): string =>
  format.share(Number(cellAt(frame, `${side}_agreement`, row) ?? NaN));

function tallies(shares: Float64Array, labels: readonly (string | null)[]): Map<string, Tally> {
  const all = new Map<string, Tally>();
  labels.forEach((label, row) => {
    const share = shares[row] ?? NaN;
    if (label === null || Number.isNaN(share)) return;
    const tally = all.get(label) ?? { rows: 0, sum: 0 };
    tally.rows += 1;
    tally.sum += share;
    all.set(label, tally);
  });
  return all;
}

const summed = (all: readonly Tally[]): Tally => ({
  rows: all.reduce((sum, { rows }) => sum + rows, 0),
  sum: all.reduce((sum, { sum: own }) => sum + own, 0),
});

interface Agreement {
  readonly rows: number;
  readonly agreement: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const prefixed = (side: 'real' | 'made', { rows, agreement, low, high }: Agreement) => ({
  [`${side}_rows`]: rows,
  [`${side}_agreement`]: agreement,
  [`${side}_low`]: low,
  [`${side}_high`]: high,
});

const intervalOf = ({ rows, sum }: Tally): Agreement =>
  rows === 0 ? none : { rows, ...wilson(Math.min(1, sum / rows), rows) };

const none: Agreement = { rows: 0, agreement: null, low: null, high: null };

/**
 * The agreement of real rows if they had each label as often as new rows have it: else new rows of a rare label, which has fewer of
 * its own around it, would look unsafe beside all real rows. The interval is Wilson's at the number of rows that tell as much.
 */
function weighted(real: ReadonlyMap<string, Tally>, made: ReadonlyMap<string, Tally>): Agreement {
  const known = [...made].flatMap(([label, { rows }]) => {
    const own = real.get(label);
    return own === undefined ? [] : [{ own, rows }];
  });
  const of = known.reduce((sum, { rows }) => sum + rows, 0);
  if (of === 0) return none;
  let [agreement, variance, rows] = [0, 0, 0];
  for (const { own, rows: theirs } of known) {
    const weight = theirs / of;
    agreement += (weight * own.sum) / own.rows;
    variance += weight ** 2 / own.rows;
    rows += own.rows;
  }
  return { rows, ...wilson(Math.min(1, agreement), 1 / variance) };
}

/** Wilson's score interval (1927) of a mean of shares of n rows: wide enough, as no share varies more than a yes or no. */
function wilson(agreement: number, n: number): Omit<Agreement, 'rows'> {
  const z2 = Z ** 2 / n;
  const middle = (agreement + z2 / 2) / (1 + z2);
  const reach = (Z / (1 + z2)) * Math.sqrt((agreement * (1 - agreement)) / n + z2 / (4 * n));
  const low = agreement === 0 ? 0 : Math.max(0, middle - reach);
  return { agreement, low, high: agreement === 1 ? 1 : Math.min(1, middle + reach) };
}
