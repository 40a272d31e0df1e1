import { emptyFrame, type Cell } from '../../../../../core/frame';
import { detailOf, type ExtremeValue } from '../details/detail-index';
import type { ProfileIndex, StatedBin } from '../profile-index';

/** The bins of a histogram: from each edge to the next, the last one closed; one edge more than counts. */
interface FileHistogram {
  readonly edges: readonly Cell[];
  readonly counts: readonly number[];
}

/** Counts by calendar unit: when each unit begins. */
interface FileDateHistogram {
  readonly unit: string | null;
  readonly starts: readonly Cell[];
  readonly counts: readonly number[];
}

/** A column in the file of a profile. Figures that it has not, or that are values of a hidden column, are left out. */
export interface FileColumn {
  readonly name: string;
  readonly type: Cell;
  /** True where no value of it stands in the file. */
  readonly values_hidden: boolean;
  /** The figures of the frames `columns` and `details`: `count`, `missing`, `distinct`, `mean`, `sd`, `skewness`, `q1` … */
  readonly figures: Readonly<Record<string, Cell>>;
  /** Value by percentile: `p0` (minimum), deciles, quartiles `p25` and `p75`, `p100` (maximum). */
  readonly quantiles?: Readonly<Record<string, Cell>>;
  /** Ten bins of equal width; and ten of equal counts. */
  readonly histogram?: FileHistogram;
  readonly quantile_histogram?: FileHistogram;
  readonly date_histogram?: FileDateHistogram;
  /** The most frequent values, with their share of what is not missing; `value` is null where it is hidden. */
  readonly top_values: readonly { readonly value: Cell; readonly count: number; readonly share: number }[];
  readonly least_values?: readonly ExtremeValue[];
  readonly greatest_values?: readonly ExtremeValue[];
}

/** Most values that the frame of a profile lists. */
const ALL = Infinity;
const DECILE = /^d(\d+)$/;
const APART = new Set(['column', 'type']);

/** A column of a profile as it stands in the file. */
export function columnInFile(profile: ProfileIndex, column: number): FileColumn {
  const isHidden = profile.isMasked(column);
  const detail = detailOf(profile, column);
  const figures = [
    ...figuresOf(profile.frames.columns, (name) => shownFigure(profile, column, name)),
    ...figuresOf(profile.frames.details, (name) => detail.figure(name)),
  ];
  const [least, greatest] = [detail.extremes('least'), detail.extremes('greatest')];
  return {
    name: profile.name(column),
    type: profile.type(column),
    values_hidden: isHidden,
    figures: Object.fromEntries(figures.filter(([name]) => !DECILE.test(name))),
    ...quantilesOf(figures),
    ...histogramsOf(profile, column),
    top_values: profile
      .values(column, ALL)
      .map(({ label, count, share }) => ({ value: isHidden ? null : label, count, share })),
    ...(least.length > 0 ? { least_values: least } : {}),
    ...(greatest.length > 0 ? { greatest_values: greatest } : {}),
  };
}

/** A figure; null where it is a value of a column whose values are hidden. */
function shownFigure(profile: ProfileIndex, column: number, name: string): Cell {
  return profile.isMasked(column) && profile.isValue(name) ? null : profile.figure(column, name);
}

function figuresOf(frame = emptyFrame, figure: (name: string) => Cell): [string, Cell][] {
  return Object.keys(frame.columns).flatMap((name): [string, Cell][] => {
    const cell = APART.has(name) ? null : figure(name);
    return cell === null ? [] : [[name, cell]];
  });
}

function quantilesOf(figures: readonly [string, Cell][]): Pick<FileColumn, 'quantiles'> {
  const quartiles: Readonly<Record<string, number>> = { q1: 25, q3: 75 };
  const found = figures.flatMap(([name, cell]): [number, Cell][] => {
    const at = DECILE.test(name) ? Number(name.slice(1)) : quartiles[name];
    return at === undefined ? [] : [[at, cell]];
  });
  if (found.length === 0) return {};
  return {
    quantiles: Object.fromEntries(found.sort(([a], [b]) => a - b).map(([at, cell]) => [`p${at}`, cell])),
  };
}

type Histograms = Pick<FileColumn, 'histogram' | 'quantile_histogram' | 'date_histogram'>;

function histogramsOf(profile: ProfileIndex, column: number): Histograms {
  const equal = profile.bins(column, 'equal_width').bins;
  const quantile = profile.bins(column, 'quantile').bins;
  const { bins: dates, unit } = profile.bins(column, 'date');
  return {
    ...(equal.length > 0 ? { histogram: histogramOf(equal) } : {}),
    ...(quantile.length > 0 ? { quantile_histogram: histogramOf(quantile) } : {}),
    ...(dates.length > 0
      ? { date_histogram: { unit, starts: dates.map(({ low }) => low), counts: countsOf(dates) } }
      : {}),
  };
}

const countsOf = (bins: readonly StatedBin[]): number[] => bins.map(({ count }) => count);

const histogramOf = (bins: readonly StatedBin[]): FileHistogram => ({
  edges: [...bins.map(({ low }) => low), bins.at(-1)?.high ?? null],
  counts: countsOf(bins),
});
