import { visibleText } from '../../../../../charts/categories';
import { cellAt, emptyFrame, type Cell, type Frame } from '../../../../../core/frame';
import type { NumberFormat } from '../../../../../core/number-format';
import { MASK } from '../../../../../core/masking';
import type { ProfileIndex } from '../profile-index';
import { rowsByColumn } from '../rows-by-column';

/** A bin of a column as it is drawn: what it holds in words, its rows, and the target in it with its interval. */
export interface TargetBin {
  readonly label: string;
  readonly rows: number;
  readonly value: number;
  readonly from: number | null;
  readonly to: number | null;
  /** True where it holds what is no value of its own: missing, not finite, the others. */
  readonly isRest: boolean;
}

/** A column in the ranking. */
export interface RankedColumn {
  readonly column: string;
  readonly power: number | null;
  readonly least: number;
  readonly most: number;
  readonly reason: string | null;
}

/** What is told about the target of a profile. */
export interface TargetIndex {
  readonly name: string;
  readonly kind: 'classes' | 'number';
  /** Why nothing is told; null where something is. */
  readonly reason: string | null;
  /** The classes whose shares are told, by name: the positive one of two, or all; empty for a number. */
  readonly classes: readonly string[];
  readonly rows: number;
  readonly leftOut: number;
  /** Mean of the target or share of the positive class; null for more classes. */
  readonly mean: number | null;
  /** Rows that the powers were measured on. */
  readonly measured: number;
  readonly ranking: readonly RankedColumn[];
  /** The bins of a column; of `ofClass` where there are classes. Empty where there are none. */
  bins(column: string, ofClass: string | undefined, format: NumberFormat): readonly TargetBin[];
  /** A class as it may be shown. */
  className(ofClass: string): string;
}

/** Makes an index of the frames about a target; null where none was chosen. Values of masked columns do not show. */
export function indexTarget(
  frames: Readonly<Record<string, Frame>>,
  profile: ProfileIndex,
): TargetIndex | null {
  const {
    target = emptyFrame,
    target_columns: columns = emptyFrame,
    target_bins: bins = emptyFrame,
  } = frames;
  if (target.rows === 0) return null;
  const fact = (name: string): Cell => cellAt(target, name, 0);
  const name = String(fact('column') ?? '');
  const isMasked = (column: string): boolean => {
    const place = profile.place(column);
    return place !== undefined && profile.isMasked(place);
  };
  const all = JSON.parse(String(fact('classes') ?? '[]')) as string[];
  const positive = fact('positive');
  return {
    name,
    kind: fact('kind') === 'number' ? 'number' : 'classes',
    reason: textOf(fact('reason')),
    classes: positive === null ? all : [String(positive)],
    rows: Number(fact('rows') ?? 0),
    leftOut: Number(fact('left_out') ?? 0),
    mean: numberOf(fact('mean')),
    measured: Number(cellAt(columns, 'rows', 0) ?? 0),
    ranking: Array.from({ length: columns.rows }, (_, row) => ({
      column: String(cellAt(columns, 'column', row) ?? ''),
      power: numberOf(cellAt(columns, 'power', row)),
      least: numberOf(cellAt(columns, 'least', row)) ?? 0,
      most: numberOf(cellAt(columns, 'most', row)) ?? 0,
      reason: textOf(cellAt(columns, 'reason', row)),
    })),
    bins(column, ofClass, format) {
      const own = (rowsByColumn(bins).get(column) ?? []).filter(
        (row) => ofClass === undefined || cellAt(bins, 'class', row) === ofClass,
      );
      const hides = isMasked(column);
      return own.map((row) => binAt(bins, row, hides, format));
    },
    className: (ofClass) =>
      isMasked(name) ? `${MASK} (hidden ${all.indexOf(ofClass) + 1})` : visibleText(ofClass),
  };
}

const textOf = (cell: Cell): string | null => (cell === null ? null : String(cell));
const numberOf = (cell: Cell): number | null => (typeof cell === 'number' ? cell : null);

function binAt(bins: Frame, row: number, hides: boolean, format: NumberFormat): TargetBin {
  const cell = (name: string): Cell => cellAt(bins, name, row);
  const kind = String(cell('kind'));
  const isOwn = kind === 'bin' || kind === 'value';
  const hidden = `${MASK} (hidden ${Number(cell('bin')) + 1})`;
  return {
    label: !isOwn
      ? (REST[kind] ?? kind)
      : hides
        ? hidden
        : kind === 'value'
          ? valueText(cell('value'), format)
          : rangeText(cell('low'), cell('high'), format),
    rows: Number(cell('rows') ?? 0),
    value: Number(cell('target') ?? 0),
    from: numberOf(cell('from')),
    to: numberOf(cell('to')),
    isRest: !isOwn,
  };
}

const REST: Readonly<Record<string, string>> = {
  others: 'all others',
  'not finite': 'NaN, ∞',
  missing: 'missing',
};

/** A value as it stands; a number as people write it. */
function valueText(value: Cell, format: NumberFormat): string {
  const text = String(value ?? '');
  const isNumber = text.trim() !== '' && Number.isFinite(Number(text)) && String(Number(text)) === text;
  return isNumber ? edgeText(Number(text), format) : visibleText(text);
}

function rangeText(low: Cell, high: Cell, format: NumberFormat): string {
  const [from, to] = [low, high].map((edge) =>
    typeof edge === 'number' ? edgeText(edge, format) : String(edge ?? ''),
  );
  return high === null
    ? `above ${from ?? ''}`
    : low === null
      ? `to ${to ?? ''}`
      : `${from ?? ''} to ${to ?? ''}`;
}

/** Whole numbers of four digits without a comma, since they may be years. */
function edgeText(edge: number, format: NumberFormat): string {
  return Number.isInteger(edge) && edge >= 1000 && edge < 10_000 ? String(edge) : format.number(edge);
}
