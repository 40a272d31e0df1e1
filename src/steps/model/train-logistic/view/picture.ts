import type { BarGroup } from '../../../../charts/group-bars';
import { frameRows, type Frame } from '../../../../core/frame';
import { columnText } from '../reading';

/** Coefficients that have a bar; all stand in the table. */
const MOST_BARS = 16;
/** Classes that have a bar each. */
const MOST_CLASSES = 5;

/** The strongest coefficients as bars: a group per column, a value per class. */
export interface CoefficientBars {
  readonly groups: readonly BarGroup[];
  readonly classes: readonly string[];
  /** Columns without a bar. */
  readonly hidden: number;
}

/** Bars of the columns that move the odds of any class most. */
export function coefficientBars(coefficients: Frame): CoefficientBars {
  const rows = frameRows(coefficients).filter((row) => row.feature !== null);
  const classes = [...new Set(rows.map((row) => String(row.class)))];
  const shown = classes.slice(0, MOST_CLASSES);
  const perClass = classes.length === 0 ? 0 : rows.length / classes.length;
  const columns = Array.from({ length: perClass }, (_, column) => ({
    label: columnText(rows[column]!).replaceAll(/[“”]/g, ''),
    values: shown.map((_, series) => ({
      series,
      value: Number(rows[series * perClass + column]!.coefficient),
    })),
  }));
  const strength = ({ values }: BarGroup): number =>
    Math.max(...values.map(({ value }) => Math.abs(value ?? 0)));
  const groups = columns.sort((a, b) => strength(b) - strength(a)).slice(0, MOST_BARS);
  return { groups, classes: shown, hidden: columns.length - groups.length };
}
