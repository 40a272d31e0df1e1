import { frameRows } from '../../src/core/frame';
import type { SqlBench, StepTrial } from '../step-on-sql';
import { compareWays } from './balancing';

/** A SELECT of rows from a number on: x leans to “yes”, which is one in five, y is noise. The same rows each time. */
export const leaningRows = (from: number, count: number): string =>
  `SELECT CASE WHEN i % 5 = 0 THEN 'yes' ELSE 'no' END AS class, (hash(i || 'x') % 1000)::DOUBLE / 500 + (i % 5 = 0)::INT AS x,
   (hash(i || 'y') % 1000)::DOUBLE AS y FROM range(${from}, ${from + count}) AS t(i)`;

/** Replicas enough for intervals to be there, and few enough to wait for. */
export const FEW_REPLICAS = { replicas: 20 } as const;

/** Compares ways to balance by the column `class`, with few replicas. */
export const compareClasses = (
  bench: SqlBench,
  train: string,
  judged: string,
  params: object = {},
): Promise<StepTrial> =>
  compareWays(bench, { train, judged }, { target: 'class', ...FEW_REPLICAS, ...params });

/** Every text and number that could stand on the screen. */
export const shownOf = ({ reading, notices, frames }: StepTrial): string =>
  JSON.stringify([reading, notices, Object.values(frames).map(frameRows)]);
