import { failWith } from '../../../core/failure';
import { cellAt } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { findVariants, type VariantMethod } from '../../../kernels/variants/find-variants';
import { methodText } from './method-text';
import type { MergeValuesParams } from './step';

/** Values read at a time. */
const PIECE = 50_000;
/** More different values than these are not compared. */
const MOST_VALUES = { fingerprint: 1_000_000, ngram: 1_000_000, 'edit-distance': 200_000 };

/** The different values of a column with their rows, the commonest first, ties in code-point order. */
export interface Values {
  readonly values: readonly string[];
  readonly rows: readonly number[];
}

/** Variants of one value: places in `Values`, the commonest first; it gives the cluster its value. */
export interface Cluster {
  readonly members: readonly number[];
  readonly rows: number;
}

/** Counts the values of a text column. Throws `variants-too-many`. One GROUP BY: 0.2 s per million rows. */
export async function countValues(
  { database }: RunContext,
  table: string,
  params: MergeValuesParams,
): Promise<Values> {
  const name = quoteIdentifier(params.column);
  const counted = await database.createTable(
    `SELECT ${name}::VARCHAR AS v, count(*)::DOUBLE AS n FROM ${quoteIdentifier(table)} WHERE ${name} IS NOT NULL GROUP BY 1 ORDER BY n DESC, v`,
  );
  const most = MOST_VALUES[params.method];
  if (counted.rows > most) {
    const format = numberFormat('en');
    failWith('variants-too-many', {
      column: params.column,
      count: format.count(counted.rows),
      most: format.count(most),
      method: methodText(params),
    });
  }
  const values: string[] = [];
  const rows: number[] = [];
  for (let start = 0; start < counted.rows; start += PIECE) {
    const piece = await database.query(
      `SELECT v, n FROM ${quoteIdentifier(counted.table)} LIMIT ${PIECE} OFFSET ${start}`,
    );
    for (let place = 0; place < piece.rows; place++) {
      values.push(String(cellAt(piece, 'v', place)));
      rows.push(Number(cellAt(piece, 'n', place)));
    }
  }
  return { values, rows };
}

/** The clusters of two values or more, that of most rows first, ties in the order of their values. */
export async function findClusters(
  { kernels }: RunContext,
  { values, rows }: Values,
  params: MergeValuesParams,
): Promise<Cluster[]> {
  if (values.length < 2) return [];
  const leaders = await kernels.call(findVariants, {
    values,
    counts: Float64Array.from(rows),
    method: methodOf(params),
  });
  const members = new Map<number, number[]>();
  leaders.forEach((leader, place) => {
    if (leader === place) return;
    const cluster = members.get(leader) ?? [leader];
    cluster.push(place);
    members.set(leader, cluster);
  });
  return [...members.values()]
    .map((places) => ({ members: places, rows: places.reduce((sum, place) => sum + (rows[place] ?? 0), 0) }))
    .sort((one, other) => other.rows - one.rows || (one.members[0] ?? 0) - (other.members[0] ?? 0));
}

function methodOf(params: MergeValuesParams): VariantMethod {
  const { method, n, distance, minLength, rarer, swaps, sameDigits } = params;
  switch (method) {
    case 'fingerprint':
      return { kind: 'fingerprint' };
    case 'ngram':
      return { kind: 'ngram', n };
    case 'edit-distance':
      return { kind: 'edit-distance', distance, minLength, rarer, swaps, sameDigits };
    default:
      return method satisfies never;
  }
}
