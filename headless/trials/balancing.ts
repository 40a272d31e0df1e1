import type { ArtifactContent, Traits } from '../../src/core/artifact';
import { frameRows, type FrameRow } from '../../src/core/frame';
import { quoteIdentifier } from '../../src/core/sql';
import { contractOf } from '../../src/steps/index';
import type { SqlBench, StepTrial, TrialTable } from '../step-on-sql';
import { present } from './present';

/** A SELECT of all rows of a table that a step has made. */
export function selectOf(made: ArtifactContent | undefined): string {
  if (made?.kind !== 'table') throw new Error('The step made no such table.');
  return `SELECT * FROM ${quoteIdentifier(made.table)}`;
}

/** Runs a step by its id on one table. */
export const tryById = (bench: SqlBench, id: string, table: TrialTable, params: object): Promise<StepTrial> =>
  bench.tryStep(present(contractOf(id)), table, params);

/** What is compared: training rows, held-out rows, and resampled tables by their names. */
export interface ToCompare {
  readonly train: string;
  readonly judged: string;
  readonly resampled?: Readonly<Record<string, string>>;
  readonly traits?: { readonly train?: Partial<Traits>; readonly judged?: Partial<Traits> };
}

/** Compares ways to balance on SELECTs. */
export function compareWays(
  bench: SqlBench,
  { train, judged, resampled = {}, traits = {} }: ToCompare,
  params: object,
): Promise<StepTrial> {
  return bench.tryOnTables(
    present(contractOf('compare-balancing')),
    {
      train: { select: train, name: 'train', traits: { part: 'train', ...traits.train } },
      judged: { select: judged, name: 'test', traits: { part: 'test', ...traits.judged } },
      resampled: Object.entries(resampled).map(([name, select]) => ({ select, name })),
    },
    params,
  );
}

/** The rows of the frame `figures`, by variant. */
export function figuresOf(trial: StepTrial): Readonly<Record<string, FrameRow>> {
  return Object.fromEntries(
    frameRows(present(trial.frames.figures)).map((row) => [String(row.variant), row]),
  );
}

/** A figure of a variant as a number; throws where it has none. */
export function figureOf(trial: StepTrial, variant: string, name: string): number {
  const value = figuresOf(trial)[variant]?.[name];
  if (typeof value !== 'number') throw new Error(`${variant} has no ${name}.`);
  return value;
}

/** The codes of what was said. */
export const codesOf = ({ notices }: Pick<StepTrial, 'notices'>): string[] => notices.map(({ code }) => code);

/**
 * A SELECT of a table of noise: `rows` rows, the class “yes” for a share of about `rate`, and `columns` columns that are almost
 * pure noise, of which the first three lean a little towards the class. The same rows each time.
 */
export function noiseTable(rows: number, columns: number, rate: number, lean: number): string {
  // By the text of both: hashes of several values are joined so simply that columns would depend on each other.
  const uniform = (salt: string): string => `((hash(i || '${salt}') >> 11)::DOUBLE / 9007199254740992.0)`;
  const normal = (n: number): string =>
    `sqrt(-2 * ln(${uniform(`a${n}`)} + 1e-12)) * cos(2 * pi() * ${uniform(`b${n}`)})`;
  const values = Array.from(
    { length: columns },
    (_, n) => `${normal(n)}${n < 3 ? ` + CASE WHEN is_yes THEN ${lean} ELSE 0 END` : ''} AS x${n}`,
  );
  return `SELECT CASE WHEN is_yes THEN 'yes' ELSE 'no' END AS class, ${values.join(', ')}
    FROM (SELECT i, ${uniform('class')} < ${rate} AS is_yes FROM range(${rows}) AS t(i))`;
}
