import { failWith } from '../../../core/failure';
import { frameOfRows, type Frame } from '../../../core/frame';
import type { RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { SERIES_OPERATIONS, type OperationSetting } from '../../../kernels/augment-series/operations';
import type { ValueBounds } from '../../../kernels/augment-series/augment-series';
import { drawsOf, type Draws } from './amounts';
import { boundsOfType, columnsOf, type SeriesColumns } from './columns';
import { composeProvenance, composeRows } from './compose';
import { augmentSeriesFrames } from './frames';
import { makeWindows, type MadeWindows } from './make';
import { madeNotices, partNotices } from './notices';
import { settingsOf, type AugmentSeriesParams } from './params';
import { drawTraces } from './picture';
import { MOST_VALUES, readWindows, scalesOf, type Windows } from './read-windows';
import { judgeSafety, noSafety } from './safety';

/**
 * Makes new windows in the kernels, each from a seed of its own, and puts them behind the real ones in the database. Memory: the values
 * of all windows and of the new ones, a few times over.
 */
export async function run(
  context: RunContext,
  params: AugmentSeriesParams,
  inputs: RunInputs,
): Promise<RunOutput> {
  const table = tableAt(inputs);
  const columns = columnsOf(table, params);
  const settings = settingsOf(params);
  if (settings.length === 0) failWith('series-no-operation');
  if (table.rows === 0) failWith('rows-none', { because: '' });
  for (const notice of partNotices(table.traits.part)) context.notice(notice);
  context.progress('reading windows');
  const windows = await readWindows(context, table, columns);
  const draws = drawsOf(windows, params);
  requireRoom(windows, draws);
  const scales = scalesOf(windows);
  const bounds = boundsOf(windows, columns, params.withinRange);
  const making = { settings, scales, bounds, seed: params.seed };
  context.progress('making windows', 0);
  const made = await makeWindows(context, windows, draws, making);
  context.progress('writing windows');
  const from = { table, columns, made, keep: params.keep, within: params.withinRange ? bounds : null };
  const augmented = await composeRows(context, from);
  const provenance = await composeProvenance(context, from);
  const firstNew = (params.keep ? table.rows : 0) + 1;
  const isJudged = columns.label !== null && made.parents.length > 0;
  const safety = isJudged ? await judgeSafety(context, windows, made, params.seed, firstNew) : noSafety;
  const names = columns.channels.map(({ name }) => name);
  const empty = windows.offsets.slice(1).filter((end, row) => end === windows.offsets[row]).length;
  for (const notice of madeNotices(empty, scales, names)) context.notice(notice);
  const summary = {
    ...{ rows: table.rows, asked: draws.parents.length, made: made.parents.length, copies: made.copies },
    redrawn: made.redrawn,
    ...{ channels: names.length, empty, judged_real: safety.judgedReal, judged_made: safety.judgedMade },
    part: table.traits.part,
  };
  return {
    artifacts: { augmented: { kind: 'table', ...augmented }, provenance: { kind: 'table', ...provenance } },
    frames: {
      summary: frameOfRows(Object.keys(augmentSeriesFrames.summary), [summary]),
      classes: classesFrame(columns, windows, draws, made),
      operations: operationsFrame(settings, made),
      traces: drawTraces(windows, made, making, names),
      ...safety.frames,
    },
    traits: made.parents.length > 0 ? { augmented: { synthetic: true } } : {},
  };
}

function requireRoom({ offsets, channels }: Windows, { parents }: Draws): void {
  const fresh = parents.reduce((sum, parent) => sum + offsets[parent + 1]! - offsets[parent]!, 0);
  const values = (offsets.at(-1)! + fresh) * channels.length;
  if (values > MOST_VALUES) failWith('series-too-many-values', { values, limit: MOST_VALUES });
}

/** What the columns can hold and, where new values are to stay within it, the range of each channel. */
function boundsOf({ channels }: Windows, columns: SeriesColumns, withinRange: boolean): ValueBounds[] {
  return columns.channels.map(({ sqlType }, c) => {
    const bounds = boundsOfType(sqlType);
    if (!withinRange) return bounds;
    let [low, high] = [Infinity, -Infinity];
    for (const value of channels[c]!) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return low > high ? bounds : { ...bounds, low, high };
  });
}

function classesFrame(
  { label }: SeriesColumns,
  { labels, classes }: Windows,
  { asked }: Draws,
  { parents }: MadeWindows,
): Frame {
  const names = Object.keys(augmentSeriesFrames.classes);
  if (label === null) return frameOfRows(names, []);
  const rows = [...labels, null].map((name, place) => ({
    class: name,
    rows: 0,
    asked: asked[place] ?? 0,
    made: 0,
  }));
  const of = (row: number) => rows[classes[row]! < 0 ? labels.length : classes[row]!]!;
  classes.forEach((_each, row) => (of(row).rows += 1));
  parents.forEach((parent) => (of(parent).made += 1));
  return frameOfRows(
    names,
    rows.filter((row) => row.class !== null || row.rows > 0),
  );
}

function operationsFrame(settings: readonly OperationSetting[], { operations }: MadeWindows): Frame {
  const counts = new Map(SERIES_OPERATIONS.map((operation) => [operation, 0]));
  for (const drawn of operations) {
    for (const { operation } of drawn) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  }
  const rows = settings.map(({ operation, chance, strength }) => ({
    ...{ operation, chance, strength },
    windows: counts.get(operation) ?? 0,
  }));
  return frameOfRows(Object.keys(augmentSeriesFrames.operations), rows);
}
