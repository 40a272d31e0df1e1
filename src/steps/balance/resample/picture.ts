import type { TableArtifact } from '../../../core/artifact';
import { frameOfRows, type Cell, type Frame } from '../../../core/frame';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { doubleOf, isNumeric, numberedRows, type RoleColumn } from './columns';
import { resampleFrames } from './frames';
import { evenly, placesOfClass, type ResampleOutcome } from './outcome';
import { principalComponents } from './principal';

/** Dots of rows that were there, and of rows that were added; each class gets an equal part of them. */
const REAL_DOTS = 600;
const NEW_DOTS = 300;

/** The picture and what its axes are. */
export interface Picture {
  readonly picture: Frame;
  readonly components: Frame;
}

const pictureColumns = Object.keys(resampleFrames.picture);
const componentColumns = Object.keys(resampleFrames.components);

/** What is drawn. */
export interface PictureOf {
  readonly table: TableArtifact;
  readonly columns: readonly RoleColumn[];
  readonly outcome: ResampleOutcome;
  /** Classes that have a name. */
  readonly classes: number;
}

/**
 * A sample of the rows of the input and of the new rows, on the first two principal components of the numeric features, found from the
 * sampled rows of the input, each new row with the rows that it was made from. Rows of the input are chosen class by class by a hash
 * of their number, new ones evenly spaced. Empty where there is no numeric feature.
 */
export async function drawPicture(context: RunContext, of: PictureOf): Promise<Picture> {
  const { table, columns, outcome, classes } = of;
  const numeric = columns.filter(isNumeric);
  const empty = { picture: frameOfRows(pictureColumns, []), components: frameOfRows(componentColumns, []) };
  if (numeric.length === 0) return empty;
  const real = await sampleInput(context, table, columns, classes);
  if (real.length === 0) return empty;
  const added = sampleAdded(outcome, classes);
  const parents = parentsOf(added, outcome);
  const own = await readDoubles(context, table, columns, [...real, ...parents.rows]);
  const news = added.map((place) => outcome.added.rows[place]!);
  const made = await readDoubles(context, outcome.balanced, columns, news);
  const values = own.values.map((column, f) => {
    const all = new Float64Array(column.length + added.length);
    all.set(column);
    all.set(made.values[f]!, column.length);
    return all;
  });
  const { scores, shares } = principalComponents(values, real.length);
  const at = (row: number) => ({ x: scores[row * 2]!, y: scores[row * 2 + 1]! });
  const dots = real.map((row, i) => ({
    ...at(i),
    ...{ class: own.labels[i]!, is_new: false, is_removed: outcome.kept?.[row - 1] === 0 },
    ...{ parent_x: null, parent_y: null, neighbour_x: null, neighbour_y: null },
  }));
  const rings = added.map((_, i) => {
    const { x: parent_x, y: parent_y } = at(real.length + parents.bases[i]!);
    const other = parents.neighbours[i]!;
    const end = other < 0 ? null : at(real.length + other);
    return {
      ...at(real.length + parents.rows.length + i),
      ...{ class: made.labels[i]!, is_new: true, is_removed: false, parent_x, parent_y },
      ...{ neighbour_x: end?.x ?? null, neighbour_y: end?.y ?? null },
    };
  });
  return {
    picture: frameOfRows(pictureColumns, [...dots, ...rings]),
    components: frameOfRows(
      componentColumns,
      shares.map((share, n) => ({
        ...{ component: n + 1, share, features: numeric.length, sampled: real.length },
      })),
    ),
  };
}

/** Numbers from 1 of sampled rows of the input, ascending. */
async function sampleInput(
  { database }: RunContext,
  table: TableArtifact,
  columns: readonly RoleColumn[],
  classes: number,
): Promise<number[]> {
  const chosen = await database.createTable(
    `SELECT i FROM (SELECT i, c FROM (${numberedRows(table, columns)})) WHERE c IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY c ORDER BY hash(i), i) <= ${Math.max(1, Math.ceil(REAL_DOTS / classes))}
    ORDER BY i`,
  );
  const [rows = new Float64Array()] = await database.numbers(chosen.table, ['i']);
  return [...rows];
}

/** Sampled new rows, by their places among the added. */
function sampleAdded({ added, made }: ResampleOutcome, classes: number): number[] {
  const most = Math.max(1, Math.ceil(NEW_DOTS / classes));
  return made.flatMap((_, of) => evenly(placesOfClass(added, of), most));
}

/** The rows that new rows were made from, each once by its number from 1, and where they stand in that list; -1 for none. */
function parentsOf(places: readonly number[], { pairs, added }: ResampleOutcome) {
  const known = new Map<number, number>();
  const placeOf = (row: number): number => {
    if (row < 0) return -1;
    if (!known.has(row)) known.set(row, known.size);
    return known.get(row)!;
  };
  const bases = places.map((place) => placeOf(pairs!.bases[added.pairs[place]!]!));
  const neighbours = places.map((place) => placeOf(pairs!.neighbours[added.pairs[place]!]!));
  return { rows: [...known.keys()].map((row) => row + 1), bases, neighbours };
}

/** The numeric features of some rows, by their numbers from 1, in that order, and their classes as text. */
async function readDoubles(
  { database }: RunContext,
  from: Pick<MadeTable, 'table'>,
  columns: readonly RoleColumn[],
  rows: readonly number[],
): Promise<{ readonly values: readonly Float64Array[]; readonly labels: readonly Cell[] }> {
  const numeric = columns.filter(isNumeric);
  if (rows.length === 0) return { values: numeric.map(() => new Float64Array()), labels: [] };
  const order = await database.createNumbers({
    place: Float64Array.from(rows, (_, i) => i),
    row: Float64Array.from(rows),
  });
  const made = await database.createTable(
    `SELECT r.c::VARCHAR AS label, ${numeric.map((column, n) => `${doubleOf(column, `r.${column.alias}`)} AS x${n}`).join(', ')}
    FROM ${order.table} AS o JOIN (${numberedRows(from, columns)}) AS r ON r.i = o.row::BIGINT ORDER BY o.place`,
  );
  const values = await database.numbers(
    made.table,
    numeric.map((_, n) => `x${n}`),
  );
  const { columns: found } = await database.query(`SELECT label FROM ${made.table}`);
  return { values, labels: Array.from(found.label ?? []) };
}
