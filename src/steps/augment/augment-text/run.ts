import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { failWith } from '../../../core/failure';
import { cellAt, frameOfRows, type Frame } from '../../../core/frame';
import type { RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { quoteIdentifier } from '../../../core/sql';
import { compose } from './compose';
import { classesFrame, countsFrame, readVerdicts, summaryFrame } from './counts';
import { drawExamples } from './examples';
import { drawTexts } from './draw-again';
import { augmentTextFrames } from './frames';
import { makingOf, rowsOfFate, type MadeTexts } from './make-texts';
import { partNotices, textNotices } from './notices';
import { askedOf, readRows } from './plan';
import { judgeSafety } from './safety';
import type { AugmentTextParams } from './step';

/** Refused texts that are shown, and how much of each. */
const MOST_REFUSED = 5;
const REFUSED_SHOWN = 80;

/**
 * Makes new rows from texts. The texts go to the kernels in pieces of some MB and come back as new ones; copies are found, and the
 * rows put together, inside the database.
 */
export async function run(
  context: RunContext,
  params: AugmentTextParams,
  inputs: RunInputs,
): Promise<RunOutput> {
  const table = tableAt(inputs);
  requireColumns(table, params);
  if (table.rows === 0) failWith('rows-none', { because: '' });
  if (makingOf(params).operations.length === 0) failWith('augment-text-no-operation');
  context.progress('counting classes');
  const rows = await readRows(context, table, params);
  const asked = askedOf(rows, params);
  const { texts, verdicts: judged } = await drawTexts(context, table, rows, asked, params);
  requireWords(texts, asked, params);
  for (const notice of partNotices(table.traits.part)) context.notice(notice);
  for (const notice of textNotices(asked, texts, params)) context.notice(notice);
  context.progress('writing');
  const composed = await compose(context, table, texts, judged, params);
  const counted = { rows, asked, texts, verdicts: await readVerdicts(context, judged.table) };
  const examples = await drawExamples(context, texts, judged, { ...params, rows: table.rows });
  const safety = await judgeSafety(context, table, texts, judged, params);
  const summary = summaryFrame(table, composed.augmented.rows, counted);
  const isNew = Number(cellAt(summary, 'made', 0)) > 0;
  return {
    artifacts: {
      augmented: { kind: 'table', ...composed.augmented },
      provenance: { kind: 'table', ...composed.provenance },
    },
    frames: {
      ...{ classes: classesFrame(counted), counts: countsFrame(counted), summary },
      refused: await refusedFrame(context, texts, asked),
      ...{ examples, ...safety },
    },
    traits: isNew ? { augmented: { synthetic: true } } : {},
  };
}

function requireColumns(table: TableArtifact, { text, label, key, copy }: AugmentTextParams): void {
  requireColumn(table, text, ['text']);
  for (const name of [label, key]) if (name !== '') requireColumn(table, name);
  for (const name of copy) requireColumn(table, name);
  if (text === label) failWith('augment-text-same-column', { name: text, role: 'label' });
  if (text === key) failWith('augment-text-same-column', { name: text, role: 'key' });
  if (key !== '' && key === label) failWith('augment-text-key-is-label', { name: key });
}

/** Throws where no text that was to be augmented has words: all missing, or all in scripts without spaces. */
function requireWords({ fates }: MadeTexts, asked: Int32Array, { text }: AugmentTextParams): void {
  const rows = asked.reduce((sum, count) => sum + Number(count > 0), 0);
  if (rows === 0) return;
  const empty = rowsOfFate(fates, asked, 'empty').length;
  const refused = rowsOfFate(fates, asked, 'no spaces').length;
  if (empty === rows) failWith('augment-text-no-texts', { name: text });
  if (empty + refused === rows) failWith('augment-text-no-spaces', { name: text, rows: refused });
}

async function refusedFrame(
  { database }: RunContext,
  { parents, fates }: MadeTexts,
  asked: Int32Array,
): Promise<Frame> {
  const columns = Object.keys(augmentTextFrames.refused);
  const rows = rowsOfFate(fates, asked, 'no spaces').slice(0, MOST_REFUSED);
  if (rows.length === 0) return frameOfRows(columns, []);
  return database.query(
    `SELECT row::BIGINT + 1 AS row, left(t, ${REFUSED_SHOWN}) AS text FROM ${quoteIdentifier(parents.table)}
    WHERE row IN (${rows.join(', ')}) ORDER BY place`,
  );
}
