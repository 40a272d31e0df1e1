import type { TableArtifact } from '../../../core/artifact';
import { cellAt, type Frame } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { asDouble, isNumeric, numberedRows, type RoleColumn } from './columns';

/** What is known of a numeric column before it is measured by. */
export interface Scaling {
  /** Mean and population standard deviation of the finite values, to six digits, so that the order of summing cannot show. */
  readonly mean: number;
  readonly sd: number;
  /** Rows without a finite value. */
  readonly gaps: number;
  /** Of a column of floats: digits after the point that no value exceeds; null for more than six. */
  readonly decimals: number | null;
}

const COLUMNS_PER_SCAN = 40;
const MOST_DECIMALS = 6;

/** Reads the scaling of every numeric column; a constant column or one without values gets an sd of 1. One scan for 40 columns. */
export async function readScalings(
  context: RunContext,
  table: TableArtifact,
  columns: readonly RoleColumn[],
): Promise<Map<RoleColumn, Scaling>> {
  const numeric = columns.filter(isNumeric);
  const scalings = new Map<RoleColumn, Scaling>();
  for (let start = 0; start < numeric.length; start += COLUMNS_PER_SCAN) {
    const some = numeric.slice(start, start + COLUMNS_PER_SCAN);
    const frame = await context.database.query(
      `WITH doubles AS (SELECT ${some.map((column, n) => `${asDouble(column)} AS x${n}`).join(', ')}
        FROM (${numberedRows(table, columns)}))
      SELECT ${some.flatMap(figures).join(', ')} FROM doubles`,
    );
    some.forEach((column, n) => scalings.set(column, scalingOf(frame, n, table.rows)));
  }
  return scalings;
}

/** SQL of the figures of one column. Values whose squares leave the range of doubles are kept out of mean and sd. */
function figures({ role }: RoleColumn, n: number): string[] {
  const isKnown = `FILTER (isfinite(x${n}))`;
  const places = Array.from(
    { length: MOST_DECIMALS + 1 },
    (_, d) => `WHEN x${n} = round(x${n}, ${d}) THEN ${d}`,
  );
  return [
    `count(*) ${isKnown} AS n${n}`,
    `max(abs(x${n})) ${isKnown} AS a${n}`,
    `favg(CASE WHEN abs(x${n}) < 1e150 THEN x${n} END) ${isKnown} AS m${n}`,
    `stddev_pop(CASE WHEN abs(x${n}) < 1e150 THEN x${n} END) ${isKnown} AS s${n}`,
    role === 'float'
      ? `max(CASE WHEN x${n} <> round(x${n}, ${MOST_DECIMALS}) THEN ${MOST_DECIMALS + 1} ${places.join(' ')} END) ${isKnown} AS d${n}`
      : `0 AS d${n}`,
  ];
}

function scalingOf(frame: Frame, n: number, rows: number): Scaling {
  const figure = (name: string): number => Number(cellAt(frame, `${name}${n}`, 0));
  const decimals = figure('d');
  const largest = figure('a');
  // A column with values whose squares leave the range of doubles is scaled by the largest of them.
  const isHuge = largest >= 1e150;
  const sd = isHuge ? largest : figure('s');
  return {
    mean: isHuge ? 0 : Number(figure('m').toPrecision(6)),
    sd: sd > 0 && Number.isFinite(sd) ? Number(sd.toPrecision(6)) : 1,
    gaps: rows - figure('n'),
    decimals: decimals > MOST_DECIMALS ? null : decimals,
  };
}
