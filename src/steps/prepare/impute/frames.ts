import { cellAt, frameOfRows, type Cell, type Frame } from '../../../core/frame';
import { binCountsSql } from '../../../core/bins-sql';
import type { Database, MadeTable } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { missingTest } from '../../../core/transforms/cells';
import { equalWidthEdges } from '../../../kernels/histogram';
import type { Fill } from './columns';
import { asDouble, type Figures } from './measure';
import { impute } from './step';

/** Columns whose values are counted for a picture. */
const PICTURED = 60;
const COLUMNS_PER_STATEMENT = 20;
const BINS = 20;
const TOP = 5;

/** What is known of a column before and after. */
export interface Outcome {
  readonly before: Figures;
  readonly after: Figures;
  readonly fill: Fill;
}

const shapeOf = (name: string): string[] => Object.keys(impute.frames[name]!);

/** The frame `columns`: a row per column that was fitted. */
export function columnsFrame(outcomes: readonly Outcome[]): Frame {
  const rows = outcomes.map(({ before, after, fill }) => ({
    column: before.column.name,
    type: before.column.type,
    type_after: after.column.type,
    count: before.rows - before.missing,
    missing: before.missing,
    nan: before.nan,
    share: before.rows === 0 ? 0 : before.missing / before.rows,
    filled: before.missing - after.missing,
    left: after.missing,
    value: fill.value === null ? null : String(fill.value),
    mean: before.mean,
    mean_after: after.mean,
    sd: before.sd,
    sd_after: after.sd,
  }));
  return frameOfRows(shapeOf('columns'), rows);
}

/** Those of which some cells were missing: of the others there is nothing to show. */
const pictured = (outcomes: readonly Outcome[]): Outcome[] =>
  outcomes.filter(({ before }) => before.missing > 0).slice(0, PICTURED);

/**
 * The frame `histograms`: the same bins before and after. A scan a column, and another one where the fills are not all one value,
 * whose bin is known.
 */
export async function histogramsFrame(
  database: Database,
  tables: { readonly before: string; readonly after: string },
  outcomes: readonly Outcome[],
  isConstant: boolean,
): Promise<Frame> {
  const shown = pictured(outcomes).filter(({ after }) => after.min !== null && after.max !== null);
  const binned = shown.map(({ before, after }, item) => {
    const [low, high] = [after.min!, after.max!];
    return { item, low, high, before: asDouble(before.column)!, after: asDouble(after.column)! };
  });
  const counts = new Map<string, number>();
  const sides = isConstant ? (['before'] as const) : (['before', 'after'] as const);
  for (const side of sides) {
    for (let start = 0; start < binned.length; start += COLUMNS_PER_STATEMENT) {
      const piece = binned.slice(start, start + COLUMNS_PER_STATEMENT);
      const items = piece.map(({ item, low, high, [side]: sql }) => ({ item, low, high, sql }));
      const frame = await database.query(binCountsSql(tables[side], items, BINS));
      for (let row = 0; row < frame.rows; row++) {
        const [item, bin] = [cellAt(frame, 'item', row), cellAt(frame, 'bin', row)];
        counts.set(`${side} ${String(item)} ${String(bin)}`, Number(cellAt(frame, 'n', row)));
      }
    }
  }
  const rows = binned.flatMap(({ item, low, high }) => {
    const edges = equalWidthEdges(low, high, BINS);
    const one = shown[item]!;
    const place = isConstant ? placeOf(one, edges) : null;
    return edges.slice(1).map((edge, bin) => {
      const before = counts.get(`before ${item} ${bin}`) ?? 0;
      const filled = bin === place ? one.before.missing - one.after.missing : 0;
      const after = isConstant ? before + filled : (counts.get(`after ${item} ${bin}`) ?? 0);
      return { column: one.before.column.name, bin, low: edges[bin]!, high: edge, before, after };
    });
  });
  return frameOfRows(shapeOf('histograms'), rows);
}

/** The bin that the one fill of a column goes to. */
function placeOf({ before, fill }: Outcome, edges: readonly number[]): number {
  const isDate = before.column.type === 'date' || before.column.type === 'timestamp';
  const value = isDate ? parseInstant(String(fill.value)) : Number(fill.value);
  const above = edges.slice(1, -1).filter((edge) => edge <= value);
  return above.length;
}

/** Milliseconds since 1970 of a date or timestamp as the database writes it; one with a zone has it behind. */
function parseInstant(text: string): number {
  const [day = '', time = '00:00:00'] = text.split(' ');
  const zone = /[+-]\d\d(:\d\d)?$/.exec(time)?.[0] ?? '';
  return Date.parse(
    `${day}T${time.slice(0, time.length - zone.length).slice(0, 12)}${zone === '' ? 'Z' : zone.padEnd(6, ':00')}`,
  );
}

/** The frame `categories`: the most frequent values after, and how often each was there before. Two scans a column. */
export async function categoriesFrame(
  database: Database,
  tables: { readonly before: string; readonly after: string },
  outcomes: readonly Outcome[],
): Promise<Frame> {
  const shown = pictured(outcomes).filter(({ before }) => ['text', 'boolean'].includes(before.column.type));
  const rows: Record<string, Cell>[] = [];
  for (const { before } of shown) {
    const name = quoteIdentifier(before.column.name);
    const count = (table: string): string =>
      `SELECT ${name}::VARCHAR AS v, count(*)::DOUBLE AS n FROM ${quoteIdentifier(table)} WHERE ${name} IS NOT NULL GROUP BY v`;
    const frame = await database.query(
      `SELECT a.v, coalesce(b.n, 0) AS before, a.n AS after FROM (${count(tables.after)} ORDER BY n DESC, v LIMIT ${TOP}) AS a
        LEFT JOIN (${count(tables.before)}) AS b ON a.v = b.v ORDER BY a.n DESC, a.v`,
    );
    for (let row = 0; row < frame.rows; row++) {
      rows.push({
        column: before.column.name,
        value: cellAt(frame, 'v', row),
        before: cellAt(frame, 'before', row),
        after: cellAt(frame, 'after', row),
      });
    }
  }
  return frameOfRows(shapeOf('categories'), rows);
}

/** Rows in which at least one cell was filled. Both tables have the same rows in the same order. */
export async function countChangedRows(
  database: Database,
  before: string,
  made: MadeTable,
  outcomes: readonly Outcome[],
): Promise<number> {
  const filled = outcomes.filter((one) => one.before.missing > one.after.missing);
  if (filled.length === 0) return 0;
  const test = ({ before: old, after }: Outcome): string =>
    `(${missingTest(old.column, 'a.')} AND NOT ${missingTest(after.column, 'b.')})`;
  const frame = await database.query(
    `SELECT count(*)::DOUBLE AS n FROM ${quoteIdentifier(before)} AS a POSITIONAL JOIN ${quoteIdentifier(made.table)} AS b
      WHERE ${filled.map(test).join(' OR ')}`,
  );
  return Number(cellAt(frame, 'n', 0));
}

/** The column of a name in a made table. */
export function columnIn({ columns }: MadeTable, name: string): Column {
  const column = columns.find((each) => each.name === name);
  if (column === undefined) throw new Error(`The column ${name} was lost.`);
  return column;
}
