import { cellAt, frameOfRows } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import type { Part } from './bars';
import { double, type Drawing } from './drawing';
import type { Facts } from './facts';
import { frames } from './frames';
import type { SeriesPlan } from './series';
import type { ChartParams } from './step';

const COLUMNS = Object.keys(frames.points ?? {});

/**
 * At most so many dots as asked, chosen by the hash of row number and seed, and Pearson's r over all used rows. Of equal tables
 * the same seed chooses the same rows.
 */
export async function scatter(
  { database }: RunContext,
  drawing: Drawing,
  plan: SeriesPlan,
  params: ChartParams,
  { used }: Facts,
): Promise<Part> {
  if (used === 0) return { facts: { drawn: 0 }, frame: frameOfRows(COLUMNS, []) };
  const rows = `FROM ${drawing.table} WHERE ${drawing.used}`;
  const [x, y] = [drawing.xValue, drawing.yValue ?? 'NULL'];
  const ends = await database.query(
    `SELECT min(${x}) AS x_low, max(${x}) AS x_high, min(${y}) AS y_low, max(${y}) AS y_high ${rows}`,
  );
  const end = (name: string): number => Number(cellAt(ends, name, 0));
  const [xEnds, yEnds] = [[end('x_low'), end('x_high')] as const, [end('y_low'), end('y_high')] as const];
  const isConstant = [xEnds, yEnds].some(([low, high]) => high / 4 - low / 4 === 0);
  const pearson = isConstant
    ? null
    : await database.query(`SELECT corr(${unit(y, yEnds)}, ${unit(x, xEnds)}) AS r ${rows}`);
  // Rows are counted: `rowid` would be a column's where one is called so.
  const numbered =
    `SELECT ${x} AS x, ${y} AS y, (${plan.expression})::DOUBLE AS series, ${drawing.used} AS used, ` +
    `row_number() OVER () - 1 AS place FROM ${drawing.table}`;
  const points = await database.query(
    `SELECT x, y, series FROM (${numbered}) WHERE used ` +
      `ORDER BY hash(place, ${params.seed}), place LIMIT ${params.points}`,
  );
  const backX = params.xScale === 'log' ? power : same;
  const backY = params.yScale === 'log' ? power : same;
  return {
    facts: {
      drawn: points.rows,
      x_low: backX(xEnds[0]),
      x_high: backX(xEnds[1]),
      y_low: backY(yEnds[0]),
      y_high: backY(yEnds[1]),
      pearson: pearson === null ? null : Number(cellAt(pearson, 'r', 0)),
    },
    frame: frameOfRows(
      COLUMNS,
      Array.from({ length: points.rows }, (_, row) => ({
        x: backX(Number(cellAt(points, 'x', row))),
        y: backY(Number(cellAt(points, 'y', row))),
        series: Number(cellAt(points, 'series', row)),
      })),
    ),
  };
}

const same = (value: number): number => value;
const power = (value: number): number => 10 ** value;

/** A value moved and scaled into [-1, 1], which leaves r as it is: squares of huge or tiny values would not fit a double. */
function unit(value: string, [low, high]: readonly [number, number]): string {
  return `((${value}) / 2 - ${double(low / 4 + high / 4)}) / ${double(high / 4 - low / 4)}`;
}
