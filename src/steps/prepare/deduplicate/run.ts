import type { PatchValue, TableArtifact } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import { cellAt, frameOfRows, type Cell } from '../../../core/frame';
import type { Database, MadeTable, RunContext, RunStep } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { quoteIdentifier } from '../../../core/sql';
import { columnsThatFit, unmetFrame, type Unmet } from '../../../core/unmet';
import { cellsOf, firstGroups, shownColumns, type ShownGroup } from './cells';
import { differencesOf, type Differences } from './differences';
import { dropRows, markRows, wholeGroups } from './drop-rows';
import { nearRows, type NearResult } from './near';
import { sameRows } from './same-rows';
import { deduplicate, type DeduplicateParams } from './step';

/** What a method found: the rows that go, and what is shown of them. */
interface Found {
  readonly gone: MadeTable;
  readonly differences: Differences | null;
  readonly near: NearResult | null;
  readonly shown: readonly ShownGroup[];
  /** Names of columns that are shown first. */
  readonly shownFirst: readonly string[];
  /** Columns that rows were to be compared by and that are not there: then they are not compared at all. */
  readonly unmet: readonly Unmet[];
}

/** Finds rows that are the same, keeps one of them, and hands over the others with the place of the one kept. */
export const run: RunStep<DeduplicateParams> = async (context, params, inputs, patch) => {
  const table = tableAt(inputs);
  context.progress('looking for rows that are the same');
  const found = await findRows(context, table, params, patch);
  context.progress('dropping rows');
  const { deduplicated, dropped } = await dropRows(context.database, table, found.gone);
  const columns = shownColumns(table, found.shownFirst);
  const cells = await cellsOf(context.database, table, columns, found.shown);
  const summary = {
    rows: table.rows,
    kept: deduplicated.rows,
    dropped: dropped.rows,
    is_compared: found.unmet.length === 0,
    groups: await groupsOf(context, found.gone),
    differing: found.differences?.groups ?? null,
    pairs: found.near?.found ?? null,
    accepted: found.near?.pairs.filter(({ isAccepted }) => isAccepted).length ?? null,
    shown: found.shown.length,
    common_words: found.near?.commonWords ?? null,
    unfit: found.near?.unfit.length ?? 0,
  };
  return {
    artifacts: { deduplicated: { kind: 'table', ...deduplicated }, dropped: { kind: 'table', ...dropped } },
    frames: {
      summary: shaped('summary', [summary]),
      differences: shaped(
        'differences',
        (found.differences?.columns ?? []).map(({ column, groups }) => ({ column, groups })),
      ),
      pairs: shaped('pairs', pairRows(found.near)),
      cells: shaped('cells', cells),
      decisions: shaped('decisions', found.near?.unfit ?? []),
      unmet: unmetFrame(context, [...found.unmet, ...unmetOf(found.near)]),
    },
  };
};

async function findRows(
  context: RunContext,
  table: TableArtifact,
  params: DeduplicateParams,
  patch: PatchValue | undefined,
): Promise<Found> {
  const { database } = context;
  switch (params.method) {
    case 'exact': {
      const gone = await sameRows(database, table, table.columns, params.keep);
      const shown = await groupsShown(context, gone);
      return { gone, differences: null, near: null, shown, shownFirst: [], unmet: [] };
    }
    case 'keys':
      return findByKeys(context, table, params);
    case 'near': {
      const near = await nearRows(context, table, params, patch);
      const { gone, shown, shownFirst, uncompared: unmet } = near;
      return { gone, differences: null, near, shown, shownFirst, unmet };
    }
    default:
      return params.method satisfies never;
  }
}

async function findByKeys(
  context: RunContext,
  table: TableArtifact,
  { columns: names, keep }: DeduplicateParams,
): Promise<Found> {
  const { database } = context;
  if (names.length === 0) failWith('column-unset');
  const { columns: keys, unmet } = columnsThatFit(table, names);
  // By fewer columns other rows would be the same, and would go: then none does.
  const gone = unmet.length > 0 ? await noRows(database) : await sameRows(database, table, keys, keep);
  const others = table.columns.filter((column) => !keys.includes(column));
  context.progress('comparing rows of the same key');
  const marks = gone.rows === 0 ? null : await markRows(database, table, await wholeGroups(database, gone));
  const differences =
    marks === null ? { columns: [], groups: 0 } : await differencesOf(database, table, marks, others);
  const shownFirst = [...keys.map(({ name }) => name), ...differences.columns.map(({ column }) => column)];
  return { gone, differences, near: null, shown: await groupsShown(context, gone), shownFirst, unmet };
}

/** No row goes. */
function noRows(database: Database): Promise<MadeTable> {
  return database.createNumbers({ i: new Float64Array(), kept: new Float64Array() });
}

async function groupsShown({ database }: RunContext, gone: MadeTable): Promise<ShownGroup[]> {
  if (gone.rows === 0) return [];
  return firstGroups(database, (await wholeGroups(database, gone)).table);
}

async function groupsOf({ database }: RunContext, gone: MadeTable): Promise<number> {
  const frame = await database.query(
    `SELECT count(DISTINCT kept)::DOUBLE AS n FROM ${quoteIdentifier(gone.table)}`,
  );
  return Number(cellAt(frame, 'n', 0));
}

function unmetOf(near: NearResult | null): Unmet[] {
  const decisions = (near?.unfit ?? []).map(({ row, other, problem }): Unmet => {
    const rows = other === '' ? `the row ${row}` : `the rows ${row} and ${other}`;
    return { what: `a decision about ${rows}`, column: null, reason: problem };
  });
  return [...(near?.unmet ?? []), ...decisions];
}

function pairRows(near: NearResult | null): Record<string, Cell>[] {
  return (near?.pairs ?? []).map((pair, place) => ({
    pair: place + 1,
    first: pair.first,
    second: pair.second,
    similarity: pair.similarity,
    is_accepted: pair.isAccepted,
    first_key: pair.firstKey,
    second_key: pair.secondKey,
  }));
}

function shaped(name: keyof typeof deduplicate.frames, rows: Parameters<typeof frameOfRows>[1]) {
  return frameOfRows(Object.keys(deduplicate.frames[name] ?? {}), rows);
}
