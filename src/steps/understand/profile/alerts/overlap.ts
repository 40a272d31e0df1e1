import type { TableArtifact } from '../../../../core/artifact';
import { frameOfRows, type Cell, type Frame } from '../../../../core/frame';
import { numberFormat } from '../../../../core/number-format';
import {
  overlapOf,
  overlapRow,
  sharedColumns,
  type Overlap,
  type SharedColumn,
  type TablePair,
} from '../../../../core/overlap';
import type { RunContext } from '../../../../core/run-context';
import type { Statistics } from '../../../../core/statistics';
import { counted, quotedNames } from '../../../../core/words';
import type { Alert, AlertSuggestion } from './alert';
import { isIdentifier } from './identity';
import { overlapFrame } from './overlap-frame';

/** Keys that are looked for in each table beside. */
const MOST_KEYS = 5;
/** Values of a key by which its rows are shown; of more no condition is made. */
const MOST_VALUES = 200;
const NAMED_AT_MOST = 5;

const format = numberFormat('en');

/** What stands in two tables: a row for each table beside and way to compare, and the alerts of it. */
export interface FoundOverlaps {
  readonly frame: Frame;
  readonly alerts: readonly Alert[];
}

/** What is known of the table that was profiled. */
interface Known {
  readonly statistics: Statistics;
  /** The alerts of the table by itself: its keys and repeated identifiers are those that these tell. */
  readonly alerts: readonly Alert[];
  /** The share of the rows of either table from which on an alert speaks. */
  readonly threshold: number;
}

/**
 * Rows and keys of the table that stand in tables beside it too, counted in all rows. Nothing of tables that have no column in common.
 * One GROUP BY for the rows, and one for each key, over both tables: 1 to 3 s per million rows of 20 columns, keys less.
 */
export async function findOverlaps(
  { database }: RunContext,
  table: TableArtifact,
  tables: readonly TableArtifact[],
  known: Known,
): Promise<FoundOverlaps> {
  const rows: Readonly<Record<string, Cell>>[] = [];
  const alerts: Alert[] = [];
  for (const [place, beside] of tables.entries()) {
    const pair: TablePair = [table, beside];
    const shared = sharedColumns(pair);
    if (shared.length === 0) continue;
    const names = shared.map(({ column }) => column.name);
    const found = [await overlapOf(database, pair, 'rows', names)];
    for (const key of keysOf(known.alerts, names)) {
      found.push(await overlapOf(database, pair, 'key', key, MOST_VALUES));
    }
    rows.push(
      ...found.map((each) => ({ beside: place + 1, part: beside.traits.part, ...overlapRow(each, pair) })),
    );
    alerts.push(...alertsOf(found, { pair, shared, place, of: tables.length }, known));
  }
  return { frame: frameOfRows(Object.keys(overlapFrame), rows), alerts };
}

/**
 * The keys and repeated identifiers of the table that the other one has too, but for all shared columns together, and for two that
 * are a key with an identifier among them: it is looked for by itself.
 */
function keysOf(alerts: readonly Alert[], names: readonly string[]): string[][] {
  const keys = alerts.flatMap(({ alert, column, numbers }): string[][] => {
    if (alert === 'repeated-identifier' && column !== null) return [[column]];
    if (alert !== 'candidate-key') return [];
    const columns = numbers.columns as string[];
    return numbers.together === true ? [columns] : columns.map((name) => [name]);
  });
  const alone = new Set(keys.flatMap((key) => (key.length === 1 ? key : [])));
  return keys
    .filter((key) => key.length < names.length && key.every((name) => names.includes(name)))
    .filter((key) => key.length === 1 || !key.some((name) => alone.has(name)))
    .slice(0, MOST_KEYS);
}

/** A table beside the profiled one. */
interface Place {
  readonly pair: TablePair;
  readonly shared: readonly SharedColumn[];
  readonly place: number;
  readonly of: number;
}

/** A key that stands in both with just the rows that do says no more than the rows: it lends them its condition and its cell. */
function alertsOf(found: readonly Overlap[], place: Place, known: Known): Alert[] {
  const [whole, ...keys] = found.filter((overlap) => isTold(overlap, place, known));
  if (whole?.kind !== 'rows') return [whole ?? [], keys].flat().map((key) => alertOf(key, key, place, known));
  const isSame = (key: Overlap): boolean => key.rows === whole.rows && key.rowsBeside === whole.rowsBeside;
  const others = keys.filter((key) => !isSame(key));
  return [
    alertOf(whole, keys.find(isSame) ?? whole, place, known),
    ...others.map((key) => alertOf(key, key, place, known)),
  ];
}

function isTold({ rows, rowsBeside }: Overlap, { pair: [table, beside] }: Place, { threshold }: Known) {
  return rows > 0 && Math.max(rows / table.rows, rowsBeside / beside.rows) > threshold;
}

/** `by` is what tells the rows of the overlap: itself, or a key that stands in both with the same rows. */
function alertOf(overlap: Overlap, by: Overlap, at: Place, known: Known): Alert {
  const { kind, columns, shared, rows, rowsBeside } = overlap;
  const [table, beside] = at.pair;
  const isSevere = kind === 'rows' || columns.some((name) => isIdentifierOf(known.statistics, name));
  return {
    alert: 'overlap',
    column: kind === 'key' ? (columns[0] ?? null) : null,
    severity: isSevere ? 'severe' : 'warning',
    text: `${foundText(overlap, at)} A model that learns from one and is judged on the other is judged on what it knows (${ruleText(known.threshold)}).`,
    numbers: {
      ...{ beside: at.place + 1, part: beside.traits.part, kind, columns, shared },
      ...{ rows, total: table.rows, share: rows / table.rows },
      ...{ rowsBeside, totalBeside: beside.rows, shareBeside: rowsBeside / beside.rows },
      threshold: known.threshold,
    },
    suggestion: suggestionOf(by, at, known),
    where: conditionOf(by, at),
  };
}

const isIdentifierOf = ({ columns }: Statistics, name: string): boolean =>
  columns.some((column) => column.name === name && isIdentifier(column));

const ruleText = (threshold: number): string =>
  threshold === 0
    ? 'the alert begins with the first such row'
    : `the alert begins above ${format.share(threshold)} of the rows of either`;

function foundText({ kind, columns, shared, rows, rowsBeside }: Overlap, at: Place): string {
  const [table, beside] = at.pair;
  const { part } = beside.traits;
  const which = at.of === 1 ? 'the table beside it' : `table ${at.place + 1} beside it`;
  const other = part === null ? which : `${which}, the part ${part},`;
  const sizes = `${counted(rows, 'row', format)} (${format.share(rows / table.rows)})`;
  const sizesBeside = `${counted(rowsBeside, 'row', format)} (${format.share(rowsBeside / beside.rows)})`;
  const named = quotedNames(columns, NAMED_AT_MOST);
  if (kind === 'key') {
    return `${counted(shared, 'value', format)} of ${named} ${shared === 1 ? 'stands' : 'stand'} in ${other} too: in ${sizes} here, and ${sizesBeside} there.`;
  }
  const all =
    columns.length === 1
      ? 'the one column that both have'
      : `all ${format.count(columns.length)} columns that both have`;
  return `${sizes} ${rows === 1 ? 'stands' : 'stand'} in ${other} too, in ${sizesBeside} there: equal in ${all} (${named}), a missing value equal to a missing one.`;
}

/** The rows, where a key of few values says which; as the table itself writes them. */
function conditionOf({ kind, columns, shared, examples }: Overlap, { shared: both }: Place): Alert['where'] {
  const [column, ...more] = columns;
  const types = both.find((each) => each.column.name === column);
  const isSameType = types?.column.type === types?.beside.type;
  if (kind !== 'key' || column === undefined || more.length > 0 || shared > MOST_VALUES || !isSameType)
    return null;
  return [{ kind: 'one-of', column, values: examples.map(([value]) => String(value)) }];
}

/**
 * What deals with it: of parts of a split, the whole is divided anew, rows of one key together, or is without equal rows before it is
 * divided; of other tables the rows in both go from this one.
 */
function suggestionOf({ kind, columns }: Overlap, at: Place, { statistics }: Known): AlertSuggestion | null {
  const [table, beside] = at.pair;
  if (table.traits.part !== null && beside.traits.part !== null) {
    const inputs = { table: 'whole' } as const;
    const named = columns.map((name) => `“${name}”`).join(', ');
    return kind === 'key'
      ? {
          ...{ step: 'split', title: `Split by group, rows of one ${named} together` },
          ...{ params: { method: 'group', by: columns }, inputs },
        }
      : {
          ...{ step: 'deduplicate', title: 'Keep the first of equal rows before the split' },
          ...{ params: { method: 'exact', keep: 'first' }, inputs },
        };
  }
  // To a join a missing value equals nothing.
  const hasGaps = statistics.columns.some(({ name, missing }) => missing > 0 && columns.includes(name));
  if (kind === 'rows' && hasGaps) return null;
  return {
    step: 'join',
    title: 'Keep the rows that the other table does not have',
    params: { kind: 'anti', keys: columns, rightKeys: columns },
    inputs: { left: 'table', right: at.place },
  };
}
