import { cellAt, frameOfRows, type Cell, type Frame } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import type { Drawing } from './drawing';
import { frames } from './frames';
import type { ChartParams } from './step';

/** How bins were chosen. */
export type Rule =
  'asked' | 'freedman_diaconis' | 'sturges' | 'cap' | 'constant' | 'calendar' | 'values' | 'equal_width';

/** The figures about the picture as a whole; what a kind has no use for is null. The columns of the frame `facts`. */
export interface Facts {
  readonly kind: ChartParams['kind'];
  readonly rows: number;
  readonly used: number;
  readonly missing: number;
  readonly not_finite: number;
  readonly not_positive: number;
  readonly drawn: number | null;
  readonly x_values: number | null;
  readonly other_values: number | null;
  readonly colours: number | null;
  readonly other_colours: number | null;
  readonly not_drawn: number;
  readonly x_low: Cell;
  readonly x_high: Cell;
  readonly y_low: number | null;
  readonly y_high: number | null;
  readonly rule: Rule | null;
  readonly unit: string | null;
  readonly pearson: number | null;
}

/** Counts the rows by what becomes of them, in one scan. */
export async function countRows(
  { database }: RunContext,
  drawing: Drawing,
  kind: ChartParams['kind'],
): Promise<Facts> {
  const count = (condition: string): string => `count(*) FILTER (${condition})::DOUBLE`;
  const frame = await database.query(
    `SELECT ${count(drawing.used)} AS used, ${count(drawing.missing)} AS missing, ` +
      `${count(drawing.notFinite)} AS not_finite, ${count(drawing.notPositive)} AS not_positive FROM ${drawing.table}`,
  );
  const at = (name: string): number => Number(cellAt(frame, name, 0));
  return {
    kind,
    rows: drawing.rows,
    used: at('used'),
    missing: at('missing'),
    not_finite: at('not_finite'),
    not_positive: at('not_positive'),
    drawn: null,
    x_values: null,
    other_values: null,
    colours: null,
    other_colours: null,
    not_drawn: 0,
    x_low: null,
    x_high: null,
    y_low: null,
    y_high: null,
    rule: null,
    unit: null,
    pearson: null,
  };
}

/** The facts as a frame of one row. */
export function factsFrame(facts: Facts): Frame {
  return frameOfRows(Object.keys(frames.facts ?? {}), [{ ...facts }]);
}

/** Reads the facts back from their frame; undefined where it has no row. */
export function factsOf(frame: Frame | undefined): Facts | undefined {
  if (frame === undefined || frame.rows === 0) return undefined;
  const cells = Object.keys(frames.facts ?? {}).map((name) => [name, cellAt(frame, name, 0)] as const);
  return Object.fromEntries(cells) as unknown as Facts;
}
