import type { TableArtifact } from '../../../core/artifact';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { isFeature, numberedRows, type RoleColumn } from './columns';
import { evenly, type ResampleOutcome } from './outcome';

/** Rows compared at most, and numbers in memory for them. */
const MOST_REAL = 10_000;
const MOST_MADE = 2_000;
const MOST_CELLS = 4_000_000;

/** Sampled rows in one table, those of the input first, under working names. */
export interface Sample {
  readonly made: MadeTable;
  /** The class of each, by its place among those that rows were made of: of the rows of the input, then of the new ones. */
  readonly realClasses: readonly number[];
  readonly madeClasses: readonly number[];
}

/** Draws the sample, evenly spaced within each class. */
export async function drawSample(
  { database }: RunContext,
  table: TableArtifact,
  columns: readonly RoleColumn[],
  { balanced, made, added }: ResampleOutcome,
): Promise<Sample> {
  const width = Math.max(1, columns.length);
  const mostMade = Math.max(10, Math.min(MOST_MADE, Math.floor(MOST_CELLS / 4 / width)));
  const mostReal = Math.max(10, Math.min(MOST_REAL, Math.floor((MOST_CELLS * 3) / 4 / width)));
  const grown = made.flatMap((_, of) => (added.classes.includes(of) ? [of] : []));
  const quota = Math.max(2, Math.floor(mostReal / grown.length));
  const real = grown.flatMap((of) =>
    evenly(made[of]!.of.members, quota).map((row) => ({ row: row + 1, of })),
  );
  const news = evenly(added.rows, mostMade);
  const newClasses = evenly(added.classes, mostMade);
  const values = columns.filter(isFeature).map(({ alias }) => `r.${alias}`);
  const part = async (
    from: Pick<MadeTable, 'table'>,
    rows: readonly number[],
    start: number,
  ): Promise<string> => {
    const order = await database.createNumbers({
      place: Float64Array.from(rows, (_, i) => start + i),
      row: Float64Array.from(rows),
    });
    return `SELECT o.place, ${values.join(', ')} FROM ${order.table} AS o JOIN (${numberedRows(from, columns)}) AS r ON r.i = o.row::BIGINT`;
  };
  const realPart = await part(
    table,
    real.map(({ row }) => row),
    0,
  );
  const madePart = await part(balanced, news, real.length);
  return {
    made: await database.createTable(
      `SELECT * EXCLUDE (place) FROM (${realPart} UNION ALL ${madePart}) ORDER BY place`,
    ),
    realClasses: real.map(({ of }) => of),
    madeClasses: newClasses,
  };
}
