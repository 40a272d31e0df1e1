import { requireColumn } from '../../../../core/column-param';
import type { RunContext } from '../../../../core/run-context';
import type { Assigned } from '../measure';
import type { SplitParams } from '../params';
import { comparisonOf } from './compared';
import type { Hint } from './hints';
import type { Leak, LeakKind } from './leak';
import { nearLeaks } from './near-rows';
import { tornGroups } from './torn-groups';

/** Identifiers found by their names that are looked at. */
const MOST_KEYS = 3;

/**
 * What one part tells of another: equal rows, equal keys, nearly equal rows. Equal rows and keys are counted over all rows,
 * where the method lets them occur; nearly equal ones as `nearLeaks` says. With `leaks` off, equal rows alone.
 */
export async function findLeaks(
  context: RunContext,
  assigned: Assigned,
  params: SplitParams,
  partRows: readonly number[],
  hints: readonly Hint[],
): Promise<Leak[]> {
  const { table } = assigned;
  const parts = partRows.length;
  const all = partRows.reduce((sum, each) => sum + each, 0);
  const counts = { lookedAt: partRows, compared: partRows.map((own) => all - own) };
  const none = { byPart: partRows.map(() => 0), pairs: [] };
  // Rows of one key are placed together, and so are equal rows: there is nothing to count.
  const isTogether = params.method === 'hash' || params.method === 'group';
  const equal = isTogether ? none : await tornGroups(context, assigned, table.columns, parts, false);
  const leaks: Leak[] = [{ kind: 'equal rows', columns: [], ...equal, ...counts }];
  if (!params.leaks) return leaks;
  context.progress('looking for leaks');
  for (const names of keysOf(params, hints)) {
    const columns = names.map((name) => requireColumn(table, name));
    const isKept = isTogether && params.by.length > 0 && params.by.every((name) => names.includes(name));
    const found = isKept ? none : await tornGroups(context, assigned, columns, parts, true);
    leaks.push({ kind: 'equal keys', columns: names, ...found, ...counts });
  }
  const comparison = await comparisonOf(context.database, table);
  if (comparison === null) {
    const unlooked = { ...none, lookedAt: none.byPart, compared: none.byPart, columns: [] };
    return [...leaks, { kind: 'one column apart' satisfies LeakKind, ...unlooked }];
  }
  return [...leaks, ...(await nearLeaks(context, assigned, comparison, partRows))];
}

/** The keys to look at: the columns named, all together; else what rows are grouped by, and each identifier found. */
function keysOf({ keys, by, method }: SplitParams, hints: readonly Hint[]): string[][] {
  if (keys.length > 0) return [[...keys]];
  const grouped = (method === 'hash' || method === 'group') && by.length > 0 ? [[...by]] : [];
  const found = hints.filter(
    ({ kind, column }) => kind === 'identifier' && !(grouped.length > 0 && by.includes(column)),
  );
  return [...grouped, ...found.slice(0, MOST_KEYS).map(({ column }) => [column])];
}
