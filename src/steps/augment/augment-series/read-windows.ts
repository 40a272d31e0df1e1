import type { TableArtifact } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import { frameRows } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { quotedNames } from '../../../core/words';
import type { ChannelScale } from '../../../kernels/augment-series/operations';
import type { SeriesColumns } from './columns';

/** Classes beyond which a column is none of classes. */
const MOST_CLASSES = 1000;
/** Values of all channels, those of new windows among them: each is held a few times on its way. */
export const MOST_VALUES = 20_000_000;

/** All windows of a table, one behind the other. */
export interface Windows {
  readonly rows: number;
  /** Where each begins, and the end. */
  readonly offsets: Int32Array;
  readonly channels: readonly Float64Array[];
  readonly times: Float64Array | null;
  /** Per window its class: a place in `labels`, or -1. */
  readonly classes: Int32Array;
  readonly labels: readonly string[];
  readonly entities: Int32Array;
  readonly entityCount: number;
}

/**
 * Reads the lists of all windows. Missing values are NaN. Throws `series-lengths-differ`, `series-times-unordered`,
 * `series-too-many-values` and `classes-too-many`.
 */
export async function readWindows(
  { database }: Pick<RunContext, 'database'>,
  table: TableArtifact,
  columns: SeriesColumns,
): Promise<Windows> {
  const { channels, times, label, entity } = columns;
  const lists = [...channels, ...(times === null ? [] : [times])];
  const names = lists.map((_, n) => `c${n}`);
  const keys = entity.map(({ name }, n) => `${quoteIdentifier(name)} AS e${n}`);
  const rank =
    keys.length === 0 ? '1' : `dense_rank() OVER (ORDER BY ${keys.map((_, n) => `e${n}`).join(', ')})`;
  const parts = [
    'row_number() OVER () AS i',
    ...lists.map(({ name }, n) => `${quoteIdentifier(name)} AS c${n}`),
    `${label === null ? 'NULL' : quoteIdentifier(label.name)}::VARCHAR AS l`,
    ...keys,
  ];
  const base = await database.createTable(
    `SELECT i, ${names.join(', ')}, l, ${rank} AS e, CASE WHEN l IS NULL THEN 0 ELSE dense_rank() OVER (ORDER BY l NULLS LAST) END AS lc
    FROM (SELECT ${parts.join(', ')} FROM ${quoteIdentifier(table.table)}) ORDER BY i`,
  );
  const lengths = await database.numbers(
    base.table,
    names.map((name) => `coalesce(len(${name}), 0)`),
  );
  const offsets = offsetsOf(
    lengths,
    lists.map(({ name }) => name),
  );
  if (offsets.at(-1)! * channels.length > MOST_VALUES) {
    failWith('series-too-many-values', { values: offsets.at(-1)! * channels.length, limit: MOST_VALUES });
  }
  const [classes, entities] = (await database.numbers(base.table, ['lc - 1', 'e - 1'])) as [
    Float64Array,
    Float64Array,
  ];
  const labels = await database.query(
    `SELECT DISTINCT lc, l FROM ${base.table} WHERE l IS NOT NULL ORDER BY lc LIMIT ${MOST_CLASSES + 1}`,
  );
  if (labels.rows > MOST_CLASSES)
    failWith('classes-too-many', { name: label?.name ?? '', limit: MOST_CLASSES });
  const long = await database.createTable(
    `SELECT ${names.map((name) => `unnest(${name})::DOUBLE AS ${name}`).join(', ')} FROM ${base.table}`,
  );
  const values = await database.numbers(long.table, names);
  const read = {
    ...{
      rows: table.rows,
      offsets,
      channels: values.slice(0, channels.length),
      times: values[channels.length] ?? null,
    },
    ...{ classes: Int32Array.from(classes), labels: frameRows(labels).map(({ l }) => String(l)) },
    ...{
      entities: Int32Array.from(entities),
      entityCount: entities.reduce((most, one) => Math.max(most, one + 1), 0),
    },
  };
  requireRising(read, times?.name ?? '');
  return read;
}

function offsetsOf(lengths: readonly Float64Array[], names: readonly string[]): Int32Array {
  const [first = new Float64Array(), ...others] = lengths;
  const offsets = new Int32Array(first.length + 1);
  first.forEach((length, row) => {
    if (others.some((other) => other[row] !== length)) {
      failWith('series-lengths-differ', { row: row + 1, names: quotedNames(names) });
    }
    offsets[row + 1] = offsets[row]! + length;
  });
  return offsets;
}

/** Throws where the times of a window do not rise from one sample to the next. */
function requireRising({ times, offsets, rows }: Windows, name: string): void {
  if (times === null) return;
  for (let row = 0; row < rows; row++) {
    for (let at = offsets[row]!; at < offsets[row + 1]!; at++) {
      const isFirst = at === offsets[row];
      const rises = isFirst
        ? Number.isFinite(times[at])
        : times[at]! > times[at - 1]! && times[at]! < Infinity;
      if (!rises) failWith('series-times-unordered', { row: row + 1, name });
    }
  }
}

/** Mean and standard deviation of each channel, per entity, over all finite values of its windows; 0 where there is none. */
export function scalesOf(
  { rows, offsets, channels, entities, entityCount }: Windows,
  isWhole = false,
): ChannelScale[][] {
  const of = (row: number) => (isWhole ? 0 : entities[row]!);
  const sums = Array.from({ length: isWhole ? 1 : entityCount }, () =>
    channels.map(() => ({ count: 0, mean: 0, squares: 0 })),
  );
  for (let row = 0; row < rows; row++) {
    channels.forEach((values, c) => {
      const sum = sums[of(row)]![c]!;
      for (let at = offsets[row]!; at < offsets[row + 1]!; at++) {
        const value = values[at]!;
        if (!Number.isFinite(value)) continue;
        // Welford's update: no large squares are subtracted from each other.
        const difference = value - sum.mean;
        sum.count++;
        sum.mean += difference / sum.count;
        sum.squares += difference * (value - sum.mean);
      }
    });
  }
  return sums.map((each) =>
    each.map(({ count, mean, squares }) => ({
      centre: mean,
      spread: count === 0 ? 0 : Math.sqrt(squares / count),
    })),
  );
}
