import type { RunContext } from '../../../core/run-context';
import { asDouble, isNumeric, sortable, type RoleColumn } from './columns';
import type { Kin } from './kin';
import type { Scaling } from './scaling';

/** The kin as the neighbour kernel takes them, by `pos`, and which of the code columns are categories that are voted on. */
export interface Coordinates {
  readonly points: Float64Array;
  readonly codes: Int32Array;
  readonly features: number;
  readonly codeColumns: number;
  /** The categories, in the order of the first code columns; what follows are codes of missing values. */
  readonly categories: readonly RoleColumn[];
}

/**
 * Reads the features of all kin. Own rules: numbers divided by their standard deviation; a value that is missing or not finite
 * stands at the mean, and what it lacks is a category; other types are categories, a missing value one of them. `asIs`: the
 * numbers as they are.
 */
export async function readCoordinates(
  { database }: RunContext,
  kin: Kin,
  columns: readonly RoleColumn[],
  scalings: ReadonlyMap<RoleColumn, Scaling>,
  asIs: boolean,
): Promise<Coordinates> {
  const numeric = columns.filter(isNumeric);
  const categories = columns.filter(({ role }) => role === 'category');
  const lacking = asIs ? [] : numeric.filter((column) => (scalings.get(column)?.gaps ?? 0) > 0);
  const expressions = [
    ...numeric.map((column) => (asIs ? asDouble(column) : scaled(column, scalings.get(column)!))),
    ...categories.map((column) => `dense_rank() OVER (ORDER BY ${sortable(column, column.alias)})`),
    ...lacking.map(lackOf),
  ];
  if (expressions.length === 0) {
    return { points: new Float64Array(), codes: new Int32Array(), features: 0, codeColumns: 0, categories };
  }
  const names = expressions.map((_, n) => `x${n}`);
  const made = await database.createTable(
    `SELECT ${expressions.map((expression, n) => `(${expression})::DOUBLE AS x${n}`).join(', ')}
    FROM ${kin.made.table} ORDER BY pos`,
  );
  const arrays = await database.numbers(made.table, names);
  const features = numeric.length;
  return {
    points: rowsOfColumns(arrays.slice(0, features), new Float64Array(kin.made.rows * features)),
    codes: rowsOfColumns(arrays.slice(features), new Int32Array(kin.made.rows * (arrays.length - features))),
    features,
    codeColumns: arrays.length - features,
    categories,
  };
}

function scaled(column: RoleColumn, { mean, sd }: Scaling): string {
  const value = asDouble(column);
  return `CASE WHEN isfinite(${value}) THEN (${value}) / ${sd}::DOUBLE ELSE ${mean / sd}::DOUBLE END`;
}

/** 0 for a finite value, else what it is instead: missing, NaN, or one of the infinities. */
function lackOf({ alias, role }: RoleColumn): string {
  const isNan = role === 'float' ? `WHEN isnan(${alias}) THEN 2 ` : '';
  const isFinite = role === 'integer' || role === 'decimal' ? 'true' : `isfinite(${alias})`;
  const zero = role === 'date' || role === 'timestamp' ? `'1970-01-01'` : '0';
  return `CASE WHEN ${alias} IS NULL THEN 1 ${isNan}WHEN ${isFinite} THEN 0 WHEN ${alias} > ${zero} THEN 3 ELSE 4 END`;
}

/** Columns side by side, row by row. */
function rowsOfColumns<Numbers extends Float64Array | Int32Array>(
  columns: readonly Float64Array[],
  into: Numbers,
): Numbers {
  columns.forEach((column, at) => {
    for (let row = 0; row < column.length; row++) into[row * columns.length + at] = column[row]!;
  });
  return into;
}
