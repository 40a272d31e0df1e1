import { requireColumn } from '../../../../core/column-param';
import { failWith } from '../../../../core/failure';
import { quoteLiteral } from '../../../../core/sql';
import type { ColumnStatistics, Statistics } from '../../../../core/statistics';
import { standardDeviation } from '../../../../kernels/moments';
import type { Column } from '../../../../core/table';
import type { ProfileTable } from '../columns';
import { TARGET_TYPES, type TargetParams } from './target-param';

/** Classes that a target may have. */
export const MOST_CLASSES = 20;

/** A target as classes: `sql` of a column's SQL gives the place of the row's class in `classes`, or null. */
export interface ClassTarget {
  readonly kind: 'classes';
  readonly column: Column;
  readonly sql: (y: string) => string;
  /** Most frequent first. */
  readonly classes: readonly { readonly label: string; readonly rows: number }[];
  /** Of two classes the place of the one whose share is told. */
  readonly positive: number | null;
}

/** A target as a number: `sql` of a column's SQL gives (y - centre) / scale of the finite ones, or null. */
export interface NumberTarget {
  readonly kind: 'number';
  readonly column: Column;
  readonly sql: (y: string) => string;
  readonly centre: number;
  readonly scale: number;
}
export type Target = ClassTarget | NumberTarget;

/** A target that was chosen: what can be used of it, or why nothing can be told. */
export interface ChosenTarget {
  readonly name: string;
  /** Rows whose target can be used, and the others. */
  readonly rows: number;
  readonly leftOut: number;
  readonly kind: Target['kind'];
  readonly target: Target | null;
  readonly reason: string | null;
}

/**
 * Decides how the target is taken. Texts, truths and numbers of exactly two finite values are classes, other numbers are numbers,
 * unless the params say so. Throws `column-unknown`, `column-type` (also for a text taken as a number) and `target-classes`
 * where there are more than 20 classes.
 */
export function chooseTarget(
  table: ProfileTable,
  statistics: Statistics,
  { target: name, targetKind }: TargetParams,
): ChosenTarget {
  const isNumber = targetKind === 'number';
  const column = requireColumn(table, name, isNumber ? ['integer', 'number'] : TARGET_TYPES);
  const of = statistics.columns.find((each) => each.name === name)!;
  const finite = of.numbers === undefined ? of.count : of.numbers.moments.n;
  const chosen = { name, rows: finite, leftOut: statistics.rows - finite };
  const values = classValues(of);
  const isClasses = targetKind === 'classes' || (!isNumber && (of.numbers === undefined || values === 2));
  const kind = isClasses ? 'classes' : 'number';
  if (finite === 0) {
    const reason = statistics.rows === 0 ? 'the table has no rows' : 'no row has a value of it';
    return { ...chosen, kind, target: null, reason };
  }
  if (values === 1) return { ...chosen, kind, target: null, reason: 'it has one value only' };
  if (kind === 'classes') {
    if (values > MOST_CLASSES) return failWith('target-classes', { name, count: values, most: MOST_CLASSES });
    return { ...chosen, kind, target: toClasses(of, column), reason: null };
  }
  const target = toNumber(of, column);
  return target === null
    ? {
        ...chosen,
        kind,
        target,
        reason: 'its values lie too close together, or too far apart, to be computed with',
      }
    : { ...chosen, kind, target, reason: null };
}

/** Different values that can be classes: NaN and infinities are none. */
function classValues({ distinct, numbers }: ColumnStatistics): number {
  if (numbers === undefined) return distinct ?? 0;
  const wild = [numbers.nan, numbers.positiveInfinity, numbers.negativeInfinity].filter((n) => n > 0).length;
  return (distinct ?? 0) - wild;
}

function toClasses({ type, sqlType, values, numbers }: ColumnStatistics, column: Column): ClassTarget {
  const isUsable = ({ value }: { value: string }): boolean =>
    numbers === undefined || !['NaN', 'Infinity', '-Infinity'].includes(value);
  const classes = values.counts.filter(isUsable).map(({ value, count }) => ({ label: value, rows: count }));
  // In the type of the column: texts beyond a double's digits are read exactly.
  const literals = classes.map(({ label }) => `CAST(${quoteLiteral(label)} AS ${sqlType})`);
  const sql = (y: string): string =>
    `CASE ${literals.map((literal, i) => `WHEN ${y} = ${literal} THEN ${i}::UTINYINT`).join(' ')} END`;
  return { kind: 'classes', column, sql, classes, positive: positiveOf(classes, type) };
}

/** Of two classes: true, the greater number, or the rarer text, which is the one that is looked for. */
function positiveOf(classes: ClassTarget['classes'], type: ColumnStatistics['type']): number | null {
  const [one, other] = classes;
  if (classes.length !== 2 || one === undefined || other === undefined) return null;
  if (type === 'boolean') return one.label === 'true' ? 0 : 1;
  if (type === 'integer' || type === 'number') return Number(one.label) > Number(other.label) ? 0 : 1;
  return 1;
}

function toNumber({ numbers }: ColumnStatistics, column: Column): NumberTarget | null {
  if (numbers === undefined) return null;
  const [centre, scale] = [numbers.moments.mean, standardDeviation(numbers.moments)];
  if (scale === null || !(scale > 0) || !Number.isFinite(scale) || !Number.isFinite(1 / scale)) return null;
  // Halved before they are subtracted: the width of [-max, max] would overflow.
  const sql = (y: string): string =>
    `CASE WHEN isfinite(${y}::DOUBLE) THEN (${y}::DOUBLE / 2 - '${centre / 2}'::DOUBLE) / '${scale / 2}'::DOUBLE END`;
  return { kind: 'number', column, sql, centre, scale };
}
