import { cellAt, emptyFrame, type Cell, type Frame } from '../../../../core/frame';
import { MASK, maskReason, type MaskReason } from '../../../../core/masking';
import { toMeaning } from '../../../../core/meaning/meanings';
import type { Statistics, ValueCount } from '../../../../core/statistics';
import { FACETS_MARKS, type Marks } from '../marks';
import { rowsByColumn } from './rows-by-column';
import { evenness } from './uniformity';

/** A bin of a column's histogram as the frame states it. */
export interface StatedBin {
  readonly low: Cell;
  readonly high: Cell;
  readonly count: number;
}

/** A value with how often it occurs, and its share of the non-missing values. */
export interface CountedValue {
  readonly label: string;
  readonly count: number;
  readonly share: number;
}

/** What the index knows besides the frames. */
export interface IndexOptions {
  /** From where on figures are red. */
  readonly marks?: Marks;
  /** Columns that an alert takes for identifiers. */
  readonly identifiers?: ReadonlySet<string>;
  /** True for the columns whose values were asked for although they would be hidden. Followed where it is reactive. */
  readonly isShown?: (column: string) => boolean;
  /** The statistics that the frames were made of: they list more values. */
  readonly statistics?: Statistics | undefined;
}

/** The frames of a profile, to be asked column by column. Columns are named by their row in the frame `columns`. */
export interface ProfileIndex {
  /** Rows and columns of the table described. */
  readonly rows: number;
  readonly columns: number;
  readonly marks: Marks;
  /** The frames that it indexes. */
  readonly frames: Readonly<Record<string, Frame>>;
  /** A figure of the whole table, such as `memory_bytes`. */
  overall(figure: string): number | null;
  /** A figure of a column. Of a masked column, figures that are values of it (least, median, deciles …) are `MASK`. */
  figure(column: number, name: string): Cell;
  /** True for figures that are values of their column. */
  isValue(figure: string): boolean;
  name(column: number): string;
  type(column: number): string;
  /** The types that occur, in the order they first do, and how many columns have each. */
  types(): ReadonlyMap<string, number>;
  /** The bins of one kind of histogram, and the calendar unit where it has one; none of a masked column. */
  bins(column: number, kind: 'equal_width' | 'quantile' | 'date'): { bins: StatedBin[]; unit: string | null };
  /** The most frequent values; of a masked column their counts with labels that do not give them away. */
  values(column: number, limit: number): CountedValue[];
  /** All values of a column that its statistics list, whether these are all there are; none of a masked column. */
  listed(column: number): { readonly values: readonly ValueCount[]; readonly isComplete: boolean };
  /** Why the values of a column are hidden until somebody asks for them; null where they never are. */
  maskReason(column: number): MaskReason | null;
  /** True where no value of the column may be shown now: it would be hidden, and nobody asked for it. */
  isMasked(column: number): boolean;
  /** The row of the frame `columns` where a column of that name stands. */
  place(name: string): number | undefined;
  /** How well it alone foretells the target, 0 to 1; null where that is not known, as without a target. */
  power(column: number): number | null;
  /** How evenly its values, or the bins of its numbers and times, are filled: see `evenness`. */
  evenness(column: number): number | null;
}

/** Figures that are values of the column. */
const VALUES = /^(min|max|median|mode|first|last|[dpq]\d+)$/;
/** As many values as the frame lists. */
const ALL = Infinity;

/** Makes an index of a profile's frames. Costs one pass over each long frame when it is first asked; no row objects are made. */
export function indexProfile(
  frames: Readonly<Record<string, Frame>>,
  { marks = FACETS_MARKS, identifiers = new Set(), isShown = () => true, statistics }: IndexOptions = {},
): ProfileIndex {
  const { table = emptyFrame, columns = emptyFrame } = frames;
  const { histograms = emptyFrame, top_values: values = emptyFrame } = frames;
  const overall = (figure: string) => numberAt(table, figure, 0);
  const rows = overall('rows') ?? 0;
  const name = (column: number) => String(cellAt(columns, 'column', column) ?? '');
  const type = (column: number) => String(cellAt(columns, 'type', column) ?? 'other');
  const number = (column: number, figure: string) => numberAt(columns, figure, column);
  const stated = (column: number, kind: string) =>
    (rowsByColumn(histograms).get(name(column)) ?? []).filter(
      (row) => cellAt(histograms, 'kind', row) === kind,
    );
  const counted = (column: number, limit: number) =>
    (rowsByColumn(values).get(name(column)) ?? []).slice(0, limit).map((row) => valueAt(values, row));
  const reason = remembered((column) =>
    maskReason({
      name: name(column),
      type: type(column),
      rows,
      count: number(column, 'count') ?? 0,
      distinct: number(column, 'distinct'),
      values: counted(column, ALL).map(({ label }) => label),
      meaning: toMeaning(cellAt(columns, 'meaning', column)),
      isIdentifier: identifiers.has(name(column)),
    }),
  );
  const isMasked = (column: number) => !isShown(name(column)) && reason(column) !== null;
  return {
    rows,
    frames,
    columns: columns.rows,
    marks,
    overall,
    name,
    type,
    maskReason: reason,
    isValue: (figure) => VALUES.test(figure),
    isMasked,
    place: (column) => rowsByColumn(columns).get(column)?.[0],
    figure(column, figure) {
      const cell = cellAt(columns, figure, column);
      return cell !== null && VALUES.test(figure) && isMasked(column) ? MASK : cell;
    },
    types() {
      const counts = new Map<string, number>();
      for (let column = 0; column < columns.rows; column += 1)
        counts.set(type(column), (counts.get(type(column)) ?? 0) + 1);
      return counts;
    },
    bins(column, kind) {
      const found = isMasked(column) ? [] : stated(column, kind);
      const unit = found[0] === undefined ? null : cellAt(histograms, 'unit', found[0]);
      return { bins: found.map((row) => binAt(histograms, row)), unit: unit === null ? null : String(unit) };
    },
    values(column, limit) {
      const found = counted(column, limit);
      return isMasked(column)
        ? found.map((value, i) => ({ ...value, label: `${MASK} (hidden ${i + 1})` }))
        : found;
    },
    listed(column) {
      const stated = statistics?.columns[column];
      const isKnown = stated !== undefined && stated.name === name(column) && !isMasked(column);
      return isKnown
        ? { values: stated.values.counts, isComplete: stated.values.complete }
        : { values: [], isComplete: false };
    },
    power(column) {
      const powers = frames.target_columns ?? emptyFrame;
      const [row] = rowsByColumn(powers).get(name(column)) ?? [];
      return row === undefined ? null : numberAt(powers, 'power', row);
    },
    evenness: remembered((column) => {
      const bins = [...stated(column, 'equal_width'), ...stated(column, 'date')].map(
        (row) => binAt(histograms, row).count,
      );
      if (bins.length > 0) return evenness({ counts: bins, total: 0, distinct: bins.length });
      const listed = counted(column, ALL).map(({ count }) => count);
      const distinct = number(column, 'distinct') ?? listed.length;
      return evenness({ counts: listed, total: number(column, 'count') ?? 0, distinct });
    }),
  };
}

/** A function of a column that is worked out once. */
function remembered<Value>(work: (column: number) => Value): (column: number) => Value {
  const known = new Map<number, Value>();
  return (column) => {
    const value = known.get(column);
    if (value !== undefined || known.has(column)) return value as Value;
    const found = work(column);
    known.set(column, found);
    return found;
  };
}

const numberAt = (frame: Frame, column: string, row: number): number | null => {
  const cell = cellAt(frame, column, row);
  return cell === null ? null : Number(cell);
};

const binAt = (frame: Frame, row: number): StatedBin => ({
  low: cellAt(frame, 'low', row),
  high: cellAt(frame, 'high', row),
  count: numberAt(frame, 'count', row) ?? 0,
});

const valueAt = (frame: Frame, row: number): CountedValue => ({
  label: String(cellAt(frame, 'value', row) ?? ''),
  count: numberAt(frame, 'count', row) ?? 0,
  share: numberAt(frame, 'share', row) ?? 0,
});
