import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { failWith } from '../../../core/failure';
import type { Cell } from '../../../core/frame';
import { frameRows } from '../../../core/frame';
import type { Database, MadeTable } from '../../../core/run-context';
import { rowHash } from '../../../core/row-key';
import { quoteIdentifier } from '../../../core/sql';
import { allocate, allocateToAll, nearestPrefix } from './allocate';
import type { SampleParams } from './step';

/** Classes whose counts are listed. */
export const LISTED_CLASSES = 200;

/** One class, and how many of its rows were drawn. */
export interface ClassDrawn {
  readonly class: string | null;
  readonly rows: number;
  readonly of: number;
}

/** Which rows are drawn, and what is known of the drawing. */
export interface Draw {
  /** A table of one column `drawn`: for every row, in the order of the rows, whether it is drawn. */
  readonly marks: MadeTable;
  readonly keys?: { readonly drawn: number; readonly of: number; readonly keyless: number };
  readonly classes?: { readonly of: number; readonly lost: number; readonly listed: readonly ClassDrawn[] };
}

/** SQL: the place of a row by chance: md5 of its number from 0, a colon and the seed. */
const chance = (seed: number): string => `md5(i || ':${seed}')`;

/** Draws n rows: those whose numbers have the least hashes. The values of the rows are not looked at. */
export async function drawAtRandom(
  database: Database,
  { rows }: TableArtifact,
  n: number,
  seed: number,
): Promise<Draw> {
  const marks = await database.createTable(`SELECT r <= ${n} AS drawn
    FROM (SELECT i, row_number() OVER (ORDER BY ${chance(seed)}) AS r FROM range(${rows}) AS t(i)) ORDER BY i`);
  return { marks };
}

/** Draws n rows so that every class has its share of them; within a class as `drawAtRandom`. */
export async function drawStratified(
  database: Database,
  table: TableArtifact,
  n: number,
  { stratify, eachClass, seed }: SampleParams,
): Promise<Draw> {
  const { name, type } = requireColumn(table, stratify);
  const value = quoteIdentifier(name);
  const rows = `(SELECT ${value} AS v, row_number() OVER () - 1 AS i FROM ${quoteIdentifier(table.table)})`;
  const classes = await database.createTable(
    `SELECT v, count(*) AS n FROM ${rows} GROUP BY v ORDER BY min(i)`,
  );
  const [sizes = new Float64Array()] = await database.numbers(classes.table, ['n']);
  const drawn = eachClass ? allocateToAll(sizes, n) : allocate(sizes, n);
  if (drawn === null) return failWith('sample-too-small', { asked: n, classes: sizes.length, column: name });
  const counts = await database.createNumbers({ drawn: Float64Array.from(drawn) });
  const quotas = `(SELECT c.v AS v, c.n AS n, d.drawn AS drawn
    FROM ${quoteIdentifier(classes.table)} AS c POSITIONAL JOIN ${quoteIdentifier(counts.table)} AS d)`;
  const marks = await database.createTable(`SELECT r <= drawn AS drawn
    FROM (SELECT v, i, row_number() OVER (PARTITION BY v ORDER BY ${chance(seed)}) AS r FROM ${rows}) AS ranked
    JOIN ${quotas} AS quotas ON ranked.v IS NOT DISTINCT FROM quotas.v ORDER BY i`);
  const listed =
    await database.query(`SELECT ${type === 'other' ? 'v::VARCHAR' : 'v'} AS class, drawn AS rows,
    n::DOUBLE AS of FROM ${quotas} ORDER BY n DESC, v LIMIT ${LISTED_CLASSES}`);
  return {
    marks,
    classes: {
      of: sizes.length,
      lost: drawn.filter((each) => each === 0).length,
      listed: frameRows(listed).map((row) => ({
        class: classText(row.class ?? null),
        rows: Number(row.rows),
        of: Number(row.of),
      })),
    },
  };
}

/** Draws whole keys, in the order of their hashes, until their rows come nearest to n; at least one key. */
export async function drawByKey(
  database: Database,
  table: TableArtifact,
  n: number,
  { keys, seed }: SampleParams,
): Promise<Draw> {
  const columns = keys.map((name) => requireColumn(table, name));
  const from = quoteIdentifier(table.table);
  const isKeyless = columns.map(({ name }) => `${quoteIdentifier(name)} IS NULL`).join(' AND ');
  const hashed = await database.createTable(
    `SELECT ${rowHash(columns, seed)} AS h, ${isKeyless} AS keyless FROM ${from}`,
  );
  const name = quoteIdentifier(hashed.table);
  const groups = await database.createTable(
    `SELECT h, count(*) AS n, count(*) FILTER (keyless) AS keyless FROM ${name} GROUP BY h ORDER BY h`,
  );
  const [sizes = new Float64Array(), keyless = new Float64Array()] = await database.numbers(groups.table, [
    'n',
    'keyless',
  ]);
  const drawn = nearestPrefix(sizes, n);
  const marks = await database.createTable(
    `SELECT h IN (SELECT h FROM ${quoteIdentifier(groups.table)} ORDER BY h LIMIT ${drawn}) AS drawn FROM ${name}`,
  );
  return {
    marks,
    keys: { drawn, of: sizes.length, keyless: keyless.reduce((sum, each) => sum + each, 0) },
  };
}

function classText(value: Cell): string | null {
  return value === null ? null : String(value);
}
