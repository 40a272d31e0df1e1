import { cellAt, frameOfRows, frameRows, type Frame, type FrameRow } from '../../../core/frame';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { countUsed, spanOf } from '../../../kernels/windows/count';
import type { CutFrom } from './cut';
import { windowFrames } from './frames';
import type { Input, WindowPlan } from './run';

/** Series and labels that frames list. */
const LISTED = 1000;

/** What is counted. */
interface ReportOf extends CutFrom {
  readonly table: Input;
  readonly windows: MadeTable;
  readonly placed: MadeTable;
  readonly plan: WindowPlan;
  readonly isIrregular: boolean;
}

/** The frames that say what was cut, and the row of `summary`. */
export interface Report {
  readonly frames: Readonly<Record<string, Frame>>;
  readonly summary: FrameRow;
}

/** What became of the rows, for each series and in all. */
export async function reportOf(context: RunContext, of: ReportOf): Promise<Report> {
  const { database } = context;
  const { table, series, columns, windows, params, placed, isIrregular, plan } = of;
  const texts = columns.entity.map((_, n) => `coalesce(any_value(e${n})::VARCHAR, 'missing')`);
  const name = texts.length === 0 ? 'NULL' : `concat_ws(' · ', ${texts.join(', ')})`;
  const counted = await database.createTable(
    `SELECT e, ${name} AS entity, count(*) AS rows, sum(is_gap::BIGINT)::BIGINT AS gaps, any_value(step) AS step,
      sum((is_other AND NOT is_first)::BIGINT)::BIGINT AS breaks, sum((dt = 0)::BIGINT)::BIGINT AS tied, sum(f)::BIGINT AS filled
    FROM ${series.table} GROUP BY e ORDER BY e`,
  );
  const used = await usedRows(context, of);
  const { gaps, tied, filled, rows } = await totals(context, counted);
  const listed = frameRows(await database.query(`FROM ${counted.table} ORDER BY e LIMIT ${LISTED}`));
  const entities = listed.map((row) => {
    const mine = used.of(Number(row.e));
    return {
      ...row,
      ...{ gaps: row.gaps ?? 0, breaks: row.breaks ?? 0, windows: mine.windows },
      ...{ unused: Number(row.rows) - mine.used, dropped: mine.planned - mine.windows },
      step: columns.time === null ? null : (row.step ?? null),
    };
  });
  const planned = plan.windows.reduce((sum, n) => sum + n, 0);
  const missing = await database.query(`SELECT count(*) FILTER (has_missing) AS n FROM ${placed.table}`);
  const summary = {
    ...{ rows: table.rows, windows: windows.rows, entities: counted.rows, channels: columns.values.length },
    ...{ span: spanOf(params), unused: table.rows - used.total, untimed: table.rows - rows, tied, gaps },
    ...{ dropped: planned - placed.rows, filled, incomplete: Number(cellAt(missing, 'n', 0)) },
    ...{ is_irregular: isIrregular, step: entities[0]?.step ?? null, part: table.traits.part },
  };
  return {
    summary,
    frames: {
      entities: frameOfRows(Object.keys(windowFrames.entities), entities),
      summary: frameOfRows(Object.keys(windowFrames.summary), [summary]),
      labels: await labelsFrame(context, of),
    },
  };
}

async function totals({ database }: RunContext, counted: MadeTable) {
  const names = ['gaps', 'tied', 'filled', 'rows'] as const;
  const sums = names.map((name) => `coalesce(sum(${name}), 0)::DOUBLE AS ${name}`);
  const frame = await database.query(`SELECT ${sums.join(', ')} FROM ${counted.table}`);
  const [gaps = 0, tied = 0, filled = 0, rows = 0] = names.map((name) => Number(cellAt(frame, name, 0)));
  return { gaps, tied, filled, rows };
}

/** How many rows of each series stand in a window, and its windows as planned and as cut. */
async function usedRows({ database }: RunContext, { series, placed, plan, params }: ReportOf) {
  const of = await database.createTable(
    `SELECT seg, any_value(e) AS e FROM ${series.table} GROUP BY seg ORDER BY seg`,
  );
  const [entities] = (await database.numbers(of.table, ['e'])) as [Float64Array];
  const [segs, starts] = (await database.numbers(placed.table, ['seg', 's'])) as [Float64Array, Float64Array];
  const byEntity = new Map<number, { used: number; windows: number; planned: number }>();
  let [from, total] = [0, 0];
  plan.segments.forEach((segment, place) => {
    let to = from;
    while (to < segs.length && segs[to] === segment) to++;
    const used = to === from ? 0 : countUsed(plan.rows[place]!, starts.subarray(from, to), params);
    const entity = entities[place]!;
    const mine = byEntity.get(entity) ?? { used: 0, windows: 0, planned: 0 };
    byEntity.set(entity, {
      used: mine.used + used,
      windows: mine.windows + to - from,
      planned: mine.planned + plan.windows[place]!,
    });
    total += used;
    from = to;
  });
  const none = { used: 0, windows: 0, planned: 0 };
  return { total, of: (entity: number) => byEntity.get(entity) ?? none };
}

async function labelsFrame({ database }: RunContext, { columns, series, windows }: ReportOf): Promise<Frame> {
  const names = Object.keys(windowFrames.labels);
  if (columns.label === null) return frameOfRows(names, []);
  const label = quoteIdentifier(columns.label.name);
  return database.query(
    `WITH r AS (SELECT l::VARCHAR AS label, count(*) AS rows FROM ${series.table} GROUP BY ALL),
    w AS (SELECT ${label}::VARCHAR AS label, count(*) AS windows FROM ${windows.table} GROUP BY ALL)
    SELECT coalesce(r.label, w.label) AS label, coalesce(rows, 0) AS rows, coalesce(windows, 0) AS windows
    FROM r FULL JOIN w ON r.label IS NOT DISTINCT FROM w.label ORDER BY rows DESC, label LIMIT ${LISTED}`,
  );
}
