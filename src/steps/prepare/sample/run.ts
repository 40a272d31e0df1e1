import type { TableArtifact, Traits } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { failWith } from '../../../core/failure';
import { frameOfRows } from '../../../core/frame';
import type { MadeTable, RunContext, RunStep } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { quoteIdentifier } from '../../../core/sql';
import { drawAtRandom, drawByKey, drawStratified, LISTED_CLASSES, type Draw } from './draw';
import { sample, type SampleParams } from './step';

/** Marks the rows that are drawn, then copies them in their order; the result says of itself that it is a sample. */
export const run: RunStep<SampleParams> = async (context, params, inputs) => {
  const table = tableAt(inputs);
  const asked = params.amount < 1 ? roundHalfUp(params.amount * table.rows) : params.amount;
  const n = Math.min(asked, table.rows);
  context.progress('drawing rows');
  const draw = await drawOf(context, table, n, params);
  context.progress('copying rows');
  const made = await copyRows(context, table, n, draw);
  const { keys = null, classes = null } = draw ?? {};
  if (classes !== null && classes.of > LISTED_CLASSES) {
    const text = `“${params.stratify}” has ${classes.of} classes; the ${LISTED_CLASSES} most frequent are listed.`;
    context.notice({ code: 'classes-not-listed', text });
  }
  const summary = {
    rows: made.rows,
    of: table.rows,
    asked,
    keys: keys?.drawn ?? null,
    keys_of: keys?.of ?? null,
    keyless: keys?.keyless ?? null,
    classes: classes?.of ?? null,
    lost: classes?.lost ?? null,
  };
  const listed = (classes?.listed ?? []).map((each) => ({
    ...each,
    share: made.rows === 0 ? null : each.rows / made.rows,
    share_of: each.of / table.rows,
  }));
  return {
    artifacts: { sampled: { kind: 'table', ...made } },
    frames: {
      summary: frameOfRows(Object.keys(summary), [summary]),
      classes: frameOfRows(Object.keys(sample.frames.classes ?? {}), listed),
    },
    ...(made.rows < table.rows ? { traits: { sampled: { sampled: sampledOf(table, made.rows) } } } : {}),
  };
};

/** Which rows are drawn; null for the first ones and for a table without rows, which need no marks. */
function drawOf(
  { database }: RunContext,
  table: TableArtifact,
  n: number,
  params: SampleParams,
): Promise<Draw | null> {
  requireColumns(table, params);
  if (table.rows === 0) return Promise.resolve(null);
  switch (params.method) {
    case 'first':
      return Promise.resolve(null);
    case 'random':
      return drawAtRandom(database, table, n, params.seed);
    case 'stratified':
      return drawStratified(database, table, n, params);
    case 'by key':
      return drawByKey(database, table, n, params);
    default:
      return params.method satisfies never;
  }
}

function requireColumns(table: TableArtifact, { method, stratify, keys }: SampleParams): void {
  if (method === 'stratified') requireColumn(table, stratify);
  if (method !== 'by key') return;
  if (keys.length === 0) failWith('column-unset');
  for (const name of keys) requireColumn(table, name);
}

function copyRows(
  { database }: RunContext,
  { table }: TableArtifact,
  n: number,
  draw: Draw | null,
): Promise<MadeTable> {
  const from = quoteIdentifier(table);
  if (draw === null) return database.createTable(`SELECT * FROM ${from} LIMIT ${n}`);
  const marks = quoteIdentifier(draw.marks.table);
  return database.createTable(
    `SELECT source.* FROM ${from} AS source POSITIONAL JOIN ${marks} AS marks WHERE marks.drawn`,
  );
}

/** A sample of a sample is one of what that was drawn of, as long as nothing was taken away between. */
function sampledOf({ rows: of, traits }: TableArtifact, rows: number): Traits['sampled'] {
  const before = traits.sampled;
  if (before === null) return { rows, of };
  return { rows, of: before.rows === of ? before.of : null };
}

/** Of a product such as 0.29 · 100, which is 28.999999999999996. */
function roundHalfUp(rows: number): number {
  return Math.floor(Math.round(rows * 1e6) / 1e6 + 0.5);
}
