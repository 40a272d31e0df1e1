import { cellAt, emptyFrame, type Cell, type Frame } from '../../../../../core/frame';
import type { NumberFormat } from '../../../../../core/number-format';
import { counted, listText } from '../../../../../core/words';
import { MASK } from '../../../../../core/masking';
import type { CountedValue, ProfileIndex, StatedBin } from '../profile-index';
import { rowsByColumn } from '../rows-by-column';

/** A figure of a column, each row counted once and by its weight. */
export interface WeightedFigure {
  readonly label: string;
  readonly plain: Cell;
  readonly weighted: Cell;
  /** How both are written. */
  readonly as: 'number' | 'share';
}

/** The weighted figures of a profile. */
export interface WeightIndex {
  readonly name: string;
  /** The weights in a sentence. */
  text(format: NumberFormat): string;
  /** Figures side by side: the share missing, and of numbers the mean, sd and deciles. */
  figures(column: number): WeightedFigure[];
  bins(column: number): { bins: StatedBin[]; unit: string | null };
  values(column: number): CountedValue[];
}

/** Figures that are values of the column. */
const VALUES = /^(median|d\d+)$/;

/** Makes an index of the frames of weighted figures; null where no weight was chosen or none can be used. */
export function indexWeights(
  frames: Readonly<Record<string, Frame>>,
  profile: ProfileIndex,
): WeightIndex | null {
  const { weights = emptyFrame, weighted = emptyFrame } = frames;
  const { weighted_histograms: histograms = emptyFrame, weighted_values: values = emptyFrame } = frames;
  if (weights.rows === 0) return null;
  const fact = (figure: string): number => Number(cellAt(weights, figure, 0) ?? 0);
  const name = String(cellAt(weights, 'column', 0) ?? '');
  const rowsOf = (frame: Frame, column: number): readonly number[] =>
    rowsByColumn(frame).get(profile.name(column)) ?? [];
  return {
    name,
    text: (format) => weightText(name, fact, format),
    figures(column) {
      const [row] = rowsOf(weighted, column);
      if (row === undefined) return [];
      const hides = (figure: string): boolean => VALUES.test(figure) && profile.isMasked(column);
      const both = (label: string, figure: string): WeightedFigure => ({
        label,
        plain: profile.figure(column, figure),
        weighted: hides(figure) ? MASK : cellAt(weighted, figure, row),
        as: 'number',
      });
      const missing = Number(profile.figure(column, 'missing') ?? 0) / Math.max(1, profile.rows);
      const gaps: WeightedFigure = {
        label: 'missing',
        plain: missing,
        weighted: cellAt(weighted, 'missing_share', row),
        as: 'share',
      };
      if (cellAt(weighted, 'mean', row) === null) return [gaps];
      const tenths = Array.from({ length: 9 }, (_, i) => both(`${(i + 1) * 10} %`, `d${(i + 1) * 10}`));
      return [gaps, both('mean', 'mean'), both('sd', 'sd'), ...tenths];
    },
    bins(column) {
      const rows = profile.isMasked(column) ? [] : rowsOf(histograms, column);
      const unit = rows[0] === undefined ? null : cellAt(histograms, 'unit', rows[0]);
      const bins = rows.map((row) => ({
        low: cellAt(histograms, 'low', row),
        high: cellAt(histograms, 'high', row),
        count: Number(cellAt(histograms, 'weight', row) ?? 0),
      }));
      return { bins, unit: unit === null ? null : String(unit) };
    },
    values: (column) =>
      rowsOf(values, column).map((row, i) => ({
        label: profile.isMasked(column)
          ? `${MASK} (hidden ${i + 1})`
          : String(cellAt(values, 'value', row) ?? ''),
        count: Number(cellAt(values, 'weight', row) ?? 0),
        share: Number(cellAt(values, 'share', row) ?? 0),
      })),
  };
}

function weightText(name: string, fact: (figure: string) => number, format: NumberFormat): string {
  const left = [
    { n: fact('missing'), words: 'without a weight' },
    { n: fact('negative'), words: 'of a weight below 0' },
    { n: fact('not_finite'), words: 'of a weight of NaN or infinity' },
  ].filter(({ n }) => n > 0);
  const rows = counted(fact('rows'), 'row', format);
  const zero = fact('zero') > 0 ? `; ${counted(fact('zero'), 'row', format)} of weight 0` : '';
  const out =
    left.length === 0
      ? ''
      : `; left out: ${listText(left.map(({ n, words }) => `${counted(n, 'row', format)} ${words}`))}`;
  return `Weighted by “${name}”: ${rows} of a total weight of ${format.number(fact('total'))}, as telling as ${format.number(fact('effective'))} rows of equal weight${zero}${out}.`;
}
