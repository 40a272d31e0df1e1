import { failWith } from '../../../core/failure';
import { cellAt } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { quotedNames } from '../../../core/words';
import { sortable } from '../../../kernels/neighbour-graph/columns';
import { randomState } from '../../../kernels/random-state';
import type { PlanColumn } from './columns';
import { readCodes } from './learn';
import type { AugmentTableParams } from './step';

/** More are no classes but a measurement or an identifier. */
const MOST_CLASSES = 1000;

/** A class, or all rows where there is no label: what it has, and how many new rows it is to get. */
export interface Group {
  readonly label: string | null;
  readonly rows: number;
  readonly asked: number;
}

/** The classes of a table. */
export interface Groups {
  readonly all: readonly Group[];
  /** The class of each row, by its place in `all`; -1 without a label. */
  readonly ofRow: Int32Array;
}

/**
 * The classes in the order of their values, and how many new rows each is to get. Throws `augment-label-unset`, `classes-too-many`,
 * `augment-class-unknown`.
 */
export async function readGroups(
  context: Pick<RunContext, 'database'>,
  { table, rows }: { readonly table: string; readonly rows: number },
  columns: readonly PlanColumn[],
  params: AugmentTableParams,
): Promise<Groups> {
  const label = columns.find(({ part }) => part === 'label');
  if (label === undefined) {
    if (params.amount === 'counts' || params.classes.length > 0) failWith('augment-label-unset');
    return {
      all: [{ label: null, rows, asked: Math.round(rows * params.times) }],
      ofRow: new Int32Array(rows),
    };
  }
  const value = sortable(label, quoteIdentifier(label.name));
  const counted = await context.database.query(
    `SELECT c::VARCHAR AS label, n FROM (
      SELECT ${value} AS c, count(*)::DOUBLE AS n FROM ${quoteIdentifier(table)} WHERE ${value} IS NOT NULL GROUP BY c
    ) ORDER BY c LIMIT ${MOST_CLASSES + 1}`,
  );
  if (counted.rows > MOST_CLASSES) failWith('classes-too-many', { name: label.name, limit: MOST_CLASSES });
  const classes = Array.from({ length: counted.rows }, (_, row) => ({
    label: String(cellAt(counted, 'label', row)),
    rows: Number(cellAt(counted, 'n', row)),
  }));
  requireClasses(classes, params);
  const [ofRow = new Int32Array()] = await readCodes(context, table, [label]);
  return { all: classes.map((one) => ({ ...one, asked: askedOf(one, params) })), ofRow };
}

function requireClasses(
  classes: readonly { readonly label: string }[],
  { amount, classes: chosen, counts }: AugmentTableParams,
): void {
  const known = new Set(classes.map(({ label }) => label));
  const named = amount === 'counts' ? Object.keys(counts) : chosen;
  const unknown = named.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  failWith('augment-class-unknown', { classes: quotedNames(unknown), known: quotedNames([...known], 12) });
}

function askedOf(
  { label, rows }: { readonly label: string; readonly rows: number },
  { amount, times, classes, counts }: AugmentTableParams,
): number {
  if (amount === 'counts') return counts[label] ?? 0;
  return classes.length === 0 || classes.includes(label) ? Math.round(rows * times) : 0;
}

/** New rows to be made: the real row that each starts from, its class, and the number by which it draws. */
export interface Wanted {
  readonly parents: Int32Array;
  readonly groups: Int32Array;
  readonly numbers: Float64Array;
}

/**
 * Deals the new rows out to the real ones, class by class: each gets as many as all, and the rest go to rows drawn without
 * replacement. New rows of a class stand in the order of their parents.
 */
export function dealRows({ all, ofRow }: Groups, seed: number): Wanted {
  const members = all.map((): number[] => []);
  ofRow.forEach((group, row) => group >= 0 && members[group]!.push(row));
  const total = all.reduce((sum, { asked }) => sum + asked, 0);
  const parents = new Int32Array(total);
  const groups = new Int32Array(total);
  const random = randomState(seed);
  let at = 0;
  all.forEach(({ asked }, group) => {
    const own = members[group]!;
    if (asked === 0 || own.length === 0) return;
    const each = Math.floor(asked / own.length);
    const gets = new Int32Array(own.length).fill(each);
    for (const place of random.permutation(own.length).subarray(0, asked - each * own.length))
      gets[place]! += 1;
    own.forEach((row, place) => {
      parents.fill(row, at, at + gets[place]!);
      at += gets[place]!;
    });
    groups.fill(group, at - asked, at);
  });
  return { parents, groups, numbers: Float64Array.from(parents.keys()) };
}
