import type { TableArtifact, Traits } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import { frameRows } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { firstOf } from '../../../core/words';
import { codeSql } from './read';

/** A class by the text of its value, and how many rows it has. */
export interface ClassRows {
  readonly label: string;
  readonly rows: number;
}

/** More classes than these are no classes; and each has coefficients of its own. */
export const MOST_CLASSES = 100;

/** SQL that is true for the rows that have a class. */
export const hasClass = (target: string): string => `${quoteIdentifier(target)} IS NOT NULL`;

/** The classes of a column in the order of their values. Throws `model-classes-too-many`. Cost: one GROUP BY. */
export async function readClasses(
  { database }: RunContext,
  { table }: Pick<TableArtifact, 'table'>,
  { name, type }: Column,
): Promise<ClassRows[]> {
  const value = quoteIdentifier(name);
  const frame = await database.query(
    `SELECT v::VARCHAR AS label, n FROM (
      SELECT ${type === 'other' ? `${value}::VARCHAR` : value} AS v, count(*)::DOUBLE AS n
      FROM ${quoteIdentifier(table)} WHERE ${hasClass(name)} GROUP BY 1
    ) ORDER BY v LIMIT ${MOST_CLASSES + 1}`,
  );
  if (frame.rows > MOST_CLASSES) failWith('model-classes-too-many', { name, limit: MOST_CLASSES });
  return frameRows(frame).map(({ label, n }) => ({ label: String(label), rows: Number(n) }));
}

/**
 * The classes with the rows that they had as the rows came: of a table that was resampled by them those from before, else
 * their own. A class that was not known then makes all of them their own.
 */
export function classesAsTheyCame(
  classes: readonly ClassRows[],
  target: string,
  { balancedFrom }: Pick<Traits, 'balancedFrom'>,
): readonly ClassRows[] {
  if (balancedFrom?.column !== target) return classes;
  const { rows } = balancedFrom;
  if (!classes.every(({ label }) => Object.hasOwn(rows, label))) return classes;
  return classes.map(({ label }) => ({ label, rows: rows[label]! }));
}

/** The number of the rarest class; of equally rare ones the first in order. -1 without classes. */
export function rarestOf(classes: readonly ClassRows[]): number {
  return classes.reduce((best, { rows }, of) => (best < 0 || rows < classes[best]!.rows ? of : best), -1);
}

/**
 * The number of the class that is named to be looked for; of two classes the rarer one where none is named, of several none (null).
 * Throws `class-unknown`.
 */
export function positiveOf(classes: readonly ClassRows[], named: string): number | null {
  if (named === '') return classes.length === 2 ? rarestOf(classes) : null;
  const of = classes.findIndex(({ label }) => label === named);
  if (of >= 0) return of;
  const names = classes.map(({ label }) => label);
  return failWith('class-unknown', { name: named, names: firstOf(names, 12) });
}

/**
 * The number of the class of each row that fulfils `where`, from 0; -1 for a row without a class. A class that is not among those
 * given has the number `others`.
 */
export async function readLabels(
  { database }: RunContext,
  { table }: Pick<TableArtifact, 'table'>,
  target: string,
  labels: readonly string[],
  where = hasClass(target),
  others = -1,
): Promise<Int32Array> {
  const value = quoteIdentifier(target);
  const place = `CASE WHEN ${value} IS NULL THEN 0 ELSE coalesce(${codeSql(value, labels)}, ${others + 1}) END`;
  const [places = new Float64Array()] = await database.numbers(table, [place], where);
  return Int32Array.from(places, (at) => at - 1);
}

/** Weights of the rows that have a class. Throws `weights-invalid` where one is missing, negative or not finite. */
export async function readWeights(
  { database }: RunContext,
  { table }: Pick<TableArtifact, 'table'>,
  name: string,
  target: string,
): Promise<Float64Array> {
  const [weights = new Float64Array()] = await database.numbers(
    table,
    [`${quoteIdentifier(name)}::DOUBLE`],
    hasClass(target),
  );
  const count = weights.reduce((sum, weight) => sum + (weight >= 0 && weight < Infinity ? 0 : 1), 0);
  if (count > 0) failWith('weights-invalid', { name, count });
  return weights;
}
