import type { TableArtifact } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import { cellAt } from '../../../core/frame';
import type { MadeTable, RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { quoteLiteral } from '../../../core/sql';
import { countWindows, leastShift } from '../../../kernels/windows/count';
import { columnsOf, namesOf, type WindowColumns } from './columns';
import { cutWindows, placeWindows } from './cut';
import { noticesOf } from './notices';
import { orderRows } from './ordered';
import { drawPicture } from './picture';
import { reportOf } from './report';
import type { WindowParams } from './step';

/** Values of all windows together: 160 MB as they stand. */
export const MOST_VALUES = 20_000_000;
/** Numbered columns; from here on each costs as much as those before it together. */
export const MOST_WIDE = 2000;
/** A step that is so much off the median one makes a series irregular. */
const OFF = 0.1;

/**
 * Cuts series into windows, all of it in the database. Memory: the ordered rows, twice the values in blocks, and the windows. Throws
 * by name where the windows would hold too many values, before any is cut.
 */
export async function run(context: RunContext, params: WindowParams, inputs: RunInputs): Promise<RunOutput> {
  const table = tableAt(inputs);
  const columns = columnsOf(table, params);
  if (table.rows === 0) failWith('rows-none', { because: '' });
  requireWidth(columns, params);
  context.progress('ordering rows');
  const series = await orderRows(context, table, columns, params);
  if (columns.label !== null && params.labelBy === 'any')
    await requireClass(context, series, params.anyClass);
  context.progress('counting windows');
  const plan = await planWindows(context, series, columns, params);
  const isIrregular = columns.time !== null && (await hasIrregularSteps(context, series));
  const hasTimes =
    columns.time !== null &&
    params.layout === 'lists' &&
    (params.times === 'always' || (params.times === 'when irregular' && isIrregular));
  const from = { series, columns, params, hasTimes, names: namesOf(columns, params) };
  context.progress('placing windows');
  const placed = await placeWindows(context, plan.table, from);
  context.progress('cutting windows');
  const windows = await cutWindows(context, placed, from);
  context.progress('counting rows');
  const report = await reportOf(context, { table, windows, placed, plan, isIrregular, ...from });
  for (const notice of noticesOf(table, report.summary, params, columns)) context.notice(notice);
  return {
    artifacts: { windows: { kind: 'table', ...windows } },
    frames: { ...report.frames, ...(await drawPicture(context, windows, placed, from)) },
  };
}

function requireWidth({ values }: WindowColumns, { layout, size }: WindowParams): void {
  const columns = values.length * size;
  if (layout === 'columns' && columns > MOST_WIDE)
    failWith('windows-too-wide', { columns, limit: MOST_WIDE });
}

async function requireClass({ database }: RunContext, series: MadeTable, name: string): Promise<void> {
  const found = await database.query(
    `SELECT count(*) AS n FROM ${series.table} WHERE l::VARCHAR = ${quoteLiteral(name)}`,
  );
  if (Number(cellAt(found, 'n', 0)) === 0) failWith('windows-class-unknown', { name });
}

/** How many windows each stretch of rows is to give. */
export interface WindowPlan {
  /** `seg` and `windows`. */
  readonly table: MadeTable;
  readonly segments: Float64Array;
  readonly rows: Float64Array;
  readonly windows: Float64Array;
}

async function planWindows(
  { database }: RunContext,
  series: MadeTable,
  { values }: WindowColumns,
  params: WindowParams,
): Promise<WindowPlan> {
  const lengths = await database.createTable(
    `SELECT seg, count(*) AS n FROM ${series.table} GROUP BY seg ORDER BY seg`,
  );
  const [segments, rows] = (await database.numbers(lengths.table, ['seg', 'n'])) as [
    Float64Array,
    Float64Array,
  ];
  const windows = rows.map((n) => countWindows(n, params));
  const total = windows.reduce((sum, n) => sum + n, 0);
  const perWindow = params.size * values.length;
  if (total * perWindow > MOST_VALUES) {
    const shift = leastShift([...rows], params, Math.floor(MOST_VALUES / perWindow));
    failWith('windows-too-many-values', {
      ...{ windows: total, size: params.size, values: total * perWindow, limit: MOST_VALUES },
      advice:
        shift === null
          ? 'Take shorter windows, fewer channels or a part of the rows.'
          : `Take a shift of at least ${shift}, shorter windows or fewer channels.`,
    });
  }
  const table = await database.createNumbers({ seg: segments.slice(), windows: windows.slice() });
  return { table, segments, rows, windows };
}

async function hasIrregularSteps({ database }: RunContext, series: MadeTable): Promise<boolean> {
  const found = await database.query(
    `SELECT coalesce(bool_or(abs(dt - step) > ${OFF} * step), false) AS irregular FROM ${series.table} WHERE p > 0`,
  );
  return cellAt(found, 'irregular', 0) === true;
}

/** The table a run was given, for those that only count. */
export type Input = Pick<TableArtifact, 'rows' | 'traits'>;
