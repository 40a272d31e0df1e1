import { requireColumn } from '../../../../core/column-param';
import { frameRows } from '../../../../core/frame';
import type { RunContext } from '../../../../core/run-context';
import { quoteIdentifier } from '../../../../core/sql';
import type { Column } from '../../../../core/table';
import { nameOf, type ProfileTable } from '../columns';

/** Types that a weight may have. */
export const WEIGHT_TYPES: readonly Column['type'][] = ['integer', 'number'];

/** A column of weights: how it is read, and what stands in it. */
export interface Weights {
  readonly name: string;
  /** SQL of a DOUBLE: the weight where it is above 0 and finite, else null. */
  readonly sql: string;
  readonly rows: number;
  readonly total: number;
  readonly effective: number;
  readonly zero: number;
  readonly missing: number;
  readonly negative: number;
  readonly notFinite: number;
}

/**
 * Reads what stands in a column of weights. A weight that is missing, negative or not finite says nothing about its row: such
 * rows are left out of all weighted figures and counted. Throws `column-unknown` and `column-type`.
 */
export async function readWeights(
  { database }: RunContext,
  table: ProfileTable,
  name: string,
): Promise<Weights> {
  const column = requireColumn(table, name, WEIGHT_TYPES);
  const value = `${nameOf(column)}::DOUBLE`;
  const sql = `CASE WHEN isfinite(${value}) AND ${value} > 0 THEN ${value} END`;
  const rows = `SELECT ${value} AS v, ${sql} AS u FROM ${quoteIdentifier(table.table)}`;
  const frame = await database.query(
    // Weights are divided by the greatest before they are squared: no square overflows.
    `SELECT count(u)::DOUBLE AS usable, count(*)::DOUBLE AS n, count(v)::DOUBLE AS present,
      count_if(v = 0)::DOUBLE AS zero, count_if(isfinite(v) AND v < 0)::DOUBLE AS negative,
      count_if(NOT isfinite(v))::DOUBLE AS wild, fsum(u)::DOUBLE AS total,
      (fsum(u / most) ** 2 / fsum((u / most) ** 2))::DOUBLE AS effective
    FROM (${rows}), (SELECT max(u) AS most FROM (${rows}))`,
  );
  const row = frameRows(frame)[0] ?? {};
  const figure = (key: string): number => Number(row[key] ?? 0);
  return {
    name,
    sql,
    rows: figure('usable'),
    total: figure('total'),
    effective: figure('effective'),
    zero: figure('zero'),
    missing: figure('n') - figure('present'),
    negative: figure('negative'),
    notFinite: figure('wild'),
  };
}
