import { cellAt, type Cell, type Frame } from '../../../../core/frame';

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

/** What the columns can be sorted by. */
export type SortKey = 'order' | 'name' | 'missing' | 'distinct';

/** The frames of a profile, to be asked column by column. Columns are named by their row in the frame `columns`. */
export interface ProfileIndex {
  /** Rows and columns of the table described. */
  readonly rows: number;
  readonly columns: number;
  /** A figure of the whole table, such as `missing_cells`. */
  overall(figure: string): number | null;
  figure(column: number, name: string): Cell;
  name(column: number): string;
  type(column: number): string;
  /** The types that occur, in the order they first do. */
  types(): string[];
  /** The bins of one kind of histogram, and the calendar unit where it has one. */
  bins(column: number, kind: 'equal_width' | 'quantile' | 'date'): { bins: StatedBin[]; unit: string | null };
  values(column: number, limit: number): CountedValue[];
  /** The columns whose name holds `search` and whose type is `type` (empty: any), sorted. */
  select(wish: { search: string; type: string; sort: SortKey }): number[];
}

const NOTHING: Frame = { rows: 0, columns: {} };

/** Makes an index of a profile's frames. Costs one pass over each long frame when it is first asked; no row objects are made. */
export function indexProfile(frames: Readonly<Record<string, Frame>>): ProfileIndex {
  const { table = NOTHING, columns = NOTHING, histograms = NOTHING, top_values: values = NOTHING } = frames;
  const binRows = lazyRowsByName(histograms);
  const valueRows = lazyRowsByName(values);
  const overall = (figure: string) => numberAt(table, figure, 0);
  const figure = (column: number, name: string) => cellAt(columns, name, column);
  const name = (column: number) => String(figure(column, 'column') ?? '');
  const type = (column: number) => String(figure(column, 'type') ?? 'other');
  const all = Array.from({ length: columns.rows }, (_, column) => column);
  return {
    rows: overall('rows') ?? 0,
    columns: columns.rows,
    overall,
    figure,
    name,
    type,
    types: () => [...new Set(all.map(type))],
    bins(column, kind) {
      const rows = (binRows().get(name(column)) ?? []).filter(
        (row) => cellAt(histograms, 'kind', row) === kind,
      );
      const unit = rows[0] === undefined ? null : cellAt(histograms, 'unit', rows[0]);
      return { bins: rows.map((row) => binAt(histograms, row)), unit: unit === null ? null : String(unit) };
    },
    values: (column, limit) =>
      (valueRows().get(name(column)) ?? []).slice(0, limit).map((row) => valueAt(values, row)),
    select({ search, type: wanted, sort }) {
      const needle = search.trim().toLowerCase();
      const found = all.filter(
        (column) =>
          (wanted === '' || type(column) === wanted) &&
          (needle === '' || name(column).toLowerCase().includes(needle)),
      );
      return sortColumns(found, sort, columns);
    },
  };
}

function sortColumns(found: number[], sort: SortKey, columns: Frame): number[] {
  if (sort === 'order') return found;
  if (sort === 'name') {
    const names = columns.columns.column ?? [];
    const { compare } = new Intl.Collator(undefined, { numeric: true });
    return found.sort((a, b) => compare(String(names[a]), String(names[b])));
  }
  // Sorting is stable: equal figures stay in the table's order.
  return found.sort((a, b) => (numberAt(columns, sort, b) ?? -1) - (numberAt(columns, sort, a) ?? -1));
}

function lazyRowsByName(frame: Frame): () => Map<string, number[]> {
  let rows: Map<string, number[]> | undefined;
  return () => (rows ??= rowsByName(frame));
}

function rowsByName(frame: Frame): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  const names = frame.columns.column ?? [];
  for (let row = 0; row < frame.rows; row += 1) {
    const name = String(names[row]);
    const known = rows.get(name);
    if (known === undefined) rows.set(name, [row]);
    else known.push(row);
  }
  return rows;
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
