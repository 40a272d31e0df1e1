import { frameRows, type Cell, type FrameRow } from '../../src/core/frame';
import { contractOf } from '../../src/steps/index';
import type { SqlBench } from '../step-on-sql';
import { present } from './present';

/** Two classes `y` of 60 and 24 rows that overlap in two numbers, with a category. */
export const OVERLAP = `SELECT round(sin(i * 12.9898) * 3 + CASE WHEN i < 60 THEN 0 ELSE 2 END, 3) AS p, round(cos(i * 78.233) * 3, 3) AS q,
  ['u', 'v', 'w'][1 + (i * 7) % 3] AS word, CASE WHEN i < 60 THEN 'big' ELSE 'small' END AS y FROM range(84) AS t(i)`;

/** Balances training rows by the column `y`: what came out, as tests read it. */
export async function balanceRows(bench: SqlBench, select: string, params: object = {}) {
  const asked = { target: 'y', ...params };
  const { rows, frames, notices, reading, traits } = await bench.tryStep(
    present(contractOf('resample')),
    { select, traits: { part: 'train' } },
    asked,
  );
  return {
    ...{ frames, traits },
    rows: rows.balanced ?? [],
    provenance: rows.provenance ?? [],
    classes: frames.classes === undefined ? [] : frameRows(frames.classes),
    codes: notices.map(({ code }) => code),
    text: reading.text,
  };
}

/** The rows of each class after it was balanced, by the frame of the classes. */
export const sizesAfter = (classes: readonly FrameRow[]): Record<string, Cell> =>
  Object.fromEntries(classes.map((row) => [String(row.class), row.after ?? null]));
