import { emptyFrame } from '../../../core/frame';
import { FIRST_LOOK, type MadeTable, type RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { ProfileTable } from './columns';
import { framesOf } from './frames';
import { measureTable } from './measure';
import { profile } from './step';

/** Rows from which on a sample is looked at first: fewer are profiled as fast as they are sampled. */
const LARGE = 100_000;
/** About how many rows are looked at. */
const LOOKED_AT = 8_000;
/** Beyond so many columns a sample takes longer than a reader would wait for it. */
const MOST_COLUMNS = 200;

/**
 * Shows the figures of a sample where somebody watches, before the exact ones are worked out. The sample is of whole blocks of
 * 2,048 rows, drawn over the table, the same ones every time: no other kind leaves the rest of the table unread.
 */
export async function showFirstLook(context: RunContext, table: ProfileTable): Promise<void> {
  if (context.firstLook === undefined || table.rows < LARGE || table.columns.length > MOST_COLUMNS) return;
  context.progress(FIRST_LOOK);
  // Each block is drawn by itself: of few, none may be.
  const few = await drawBlocks(context, table, LOOKED_AT);
  const drawn = few.rows > 0 ? few : await drawBlocks(context, table, 4 * LOOKED_AT);
  if (drawn.rows === 0) return;
  const silent: RunContext = { ...context, progress: () => undefined };
  const { statistics } = await measureTable(
    silent,
    { ...table, table: drawn.table, rows: drawn.rows },
    { countsDuplicates: false },
  );
  const empty = Object.keys(profile.frames).map((name) => [name, emptyFrame] as const);
  context.firstLook({
    rows: drawn.rows,
    of: table.rows,
    // What columns mean decides which values are masked; a first look shows none.
    frames: { ...Object.fromEntries(empty), ...framesOf(statistics) },
  });
}

function drawBlocks(
  { database }: RunContext,
  { table, rows }: ProfileTable,
  wanted: number,
): Promise<MadeTable> {
  const percent = (100 * wanted) / rows;
  return database.createTable(
    `SELECT * FROM ${quoteIdentifier(table)} USING SAMPLE ${percent} PERCENT (system, 1)`,
  );
}
