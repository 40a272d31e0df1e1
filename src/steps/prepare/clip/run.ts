import type { TableArtifact, TransformValue } from '../../../core/artifact';
import { binCountsSql } from '../../../core/bins-sql';
import type { Notice } from '../../../core/contract';
import { failWith } from '../../../core/failure';
import { cellAt, frameOfRows, type Frame } from '../../../core/frame';
import type { RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { isTrainingPart } from '../../../core/split-part';
import { quoteIdentifier } from '../../../core/sql';
import { unmetFrame } from '../../../core/unmet';
import { beyondTests } from '../../../core/transforms/clip';
import { applyTransform } from '../../../core/transforms/index';
import { equalWidthEdges } from '../../../kernels/histogram';
import { checkBounds, columnsToClip, learnBounds, type Learned } from './fit';
import { clip, type ClipParams } from './step';

/** Columns whose values are counted for a picture. */
const PICTURED = 60;
const COLUMNS_PER_STATEMENT = 20;
const BINS = 24;

/** Learns the bounds, or takes those given, then clips the same table by them. */
export async function run(context: RunContext, params: ClipParams, inputs: RunInputs): Promise<RunOutput> {
  const table = tableAt(inputs);
  checkBounds(params);
  context.progress('learning');
  const { columns, unmet } = columnsToClip(table, params.columns);
  const all = await learnBounds(context, table, columns, params);
  const isChosen = params.columns.length > 0;
  const learned = isChosen ? all : all.filter(({ looksLike }) => looksLike === null);
  if (learned.length === 0) failWith('columns-none', { verb: 'clip' });
  const transform = transformOf(learned);
  context.progress('clipping');
  const clipped = await context.database.createTable(applyTransform(transform, table));
  for (const notice of noticesOf(table, params, all, learned)) context.notice(notice);
  return {
    artifacts: {
      clipped: { kind: 'table', ...clipped },
      transform: { kind: 'transform', value: transform },
    },
    frames: { ...(await framesOf(context, table, params, learned)), unmet: unmetFrame(context, unmet) },
  };
}

function transformOf(learned: readonly Learned[]): TransformValue {
  return {
    version: 1,
    method: 'clip',
    columns: learned.map(({ column, low, high, min, max }) => ({
      name: column.name,
      constants: { low, high, min, max },
    })),
  };
}

async function framesOf(
  { database }: RunContext,
  table: TableArtifact,
  { method }: ClipParams,
  learned: readonly Learned[],
): Promise<RunOutput['frames']> {
  const tests = learned.map(({ column, low, high }) => beyondTests(column, { low, high }));
  const counts = tests.flatMap(({ below, above }, i) => [
    `count(*) FILTER (WHERE ${below})::DOUBLE AS b${i}`,
    `count(*) FILTER (WHERE ${above})::DOUBLE AS a${i}`,
  ]);
  const any = tests.map(({ below, above }) => `${below} OR ${above}`).join(' OR ');
  const frame = await database.query(
    `SELECT ${counts.join(', ')}, count(*) FILTER (WHERE ${any})::DOUBLE AS changed FROM ${quoteIdentifier(table.table)}`,
  );
  const rows = learned.map(({ column, looksLike: _, isNarrow: __, ...figures }, i) => ({
    column: column.name,
    type: column.type,
    ...figures,
    below: Number(cellAt(frame, `b${i}`, 0)),
    above: Number(cellAt(frame, `a${i}`, 0)),
  }));
  const sum = (side: 'below' | 'above'): number => rows.reduce((total, row) => total + row[side], 0);
  const summary = {
    method,
    rows: table.rows,
    rows_changed: Number(cellAt(frame, 'changed', 0)),
    below: sum('below'),
    above: sum('above'),
  };
  return {
    columns: frameOfRows(Object.keys(clip.frames.columns!), rows),
    histograms: await histogramsFrame(database, table.table, learned),
    summary: frameOfRows(Object.keys(clip.frames.summary!), [summary]),
  };
}

/** The finite values of the columns before, in bins of equal width. A scan a column. */
async function histogramsFrame(
  database: RunContext['database'],
  table: string,
  learned: readonly Learned[],
): Promise<Frame> {
  const shown = learned.slice(0, PICTURED).filter(({ min }) => min !== null);
  const items = shown.map(({ column, min, max }, item) => ({
    item,
    sql: `${quoteIdentifier(column.name)}::DOUBLE`,
    low: min!,
    high: max!,
  }));
  const counts = new Map<string, number>();
  for (let start = 0; start < items.length; start += COLUMNS_PER_STATEMENT) {
    const frame = await database.query(
      binCountsSql(table, items.slice(start, start + COLUMNS_PER_STATEMENT), BINS),
    );
    for (let row = 0; row < frame.rows; row++) {
      const place = `${String(cellAt(frame, 'item', row))} ${String(cellAt(frame, 'bin', row))}`;
      counts.set(place, Number(cellAt(frame, 'n', row)));
    }
  }
  const rows = items.flatMap(({ item, low, high }) => {
    const edges = equalWidthEdges(low, high, BINS);
    return edges.slice(1).map((edge, bin) => ({
      column: shown[item]!.column.name,
      bin,
      low: edges[bin]!,
      high: edge,
      count: counts.get(`${item} ${bin}`) ?? 0,
    }));
  });
  return frameOfRows(Object.keys(clip.frames.histograms!), rows);
}

const named = (learned: readonly Learned[]): string =>
  learned.map(({ column }) => `“${column.name}”`).join(', ');

function noticesOf(
  { traits: { part } }: TableArtifact,
  { method, columns }: ClipParams,
  all: readonly Learned[],
  learned: readonly Learned[],
): Notice[] {
  const notices: Notice[] = [];
  if (method === 'quantiles' && part !== null && !isTrainingPart(part)) {
    const text = `Fitted on the part “${part}”, which is not the training part: what is learned from test rows makes a model look better than it is.`;
    notices.push({ code: 'fitted-on-other-part', text, isWarning: true });
  }
  if (method === 'quantiles' && part === null) {
    const text =
      'Fitted on a table that is no part of a split. Where a model is to be judged on some of its rows, split first and fit on the training part.';
    notices.push({ code: 'not-split', text });
  }
  const empty = learned.filter(({ min, low, high }) => min === null && low === null && high === null);
  if (empty.length > 0) {
    const text = `Nothing could be learned of ${named(empty)}, without a finite value: left unchanged.`;
    notices.push({ code: 'nothing-learned', text });
  }
  const narrow = learned.filter(({ isNarrow }) => isNarrow);
  if (narrow.length > 0) {
    const text = `Between the quantiles of ${named(narrow)} lies no integer: left unchanged.`;
    notices.push({ code: 'bounds-narrow', text });
  }
  if (columns.length > 0) return notices;
  for (const kind of ['identifier', 'flag'] as const) {
    const kept = all.filter(({ looksLike }) => looksLike === kind);
    const taken = kind === 'flag' ? '0/1 flags' : 'identifiers';
    const text = `Left as they are, taken for ${taken}: ${named(kept)}. Name them to clip them.`;
    if (kept.length > 0) notices.push({ code: `${kind}-left-out`, text });
  }
  return notices;
}
