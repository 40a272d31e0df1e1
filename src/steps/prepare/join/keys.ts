import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { failWith } from '../../../core/failure';
import { cellAt } from '../../../core/frame';
import type { Database } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { firstOf } from '../../../core/words';
import { TIME_TYPES, type JoinParams } from './step';

const NAMED_AT_MOST = 8;
/** More columns of the same name than this are not looked through for keys. */
const SEARCHED = 50;

/** Two columns that are compared. */
export interface Pair {
  readonly left: Column;
  readonly right: Column;
  readonly role: 'key' | 'time';
}

/** By what two tables are joined. */
export interface Keys {
  readonly pairs: readonly Pair[];
  /** How the keys were found where none were named; null where they were. */
  readonly found: string | null;
}

interface Tables {
  readonly left: TableArtifact;
  readonly right: TableArtifact;
}

/**
 * The pairs of columns that the params name; where they name none, those of the same name that are unique on one side.
 * Throws `join-keys-uneven`, `join-keys-none`, `join-key-types` and what `requireColumn` throws.
 */
export async function keysOf(database: Database, tables: Tables, params: JoinParams): Promise<Keys> {
  const named = namedPairs(tables, params);
  const found = named.length === 0 && params.kind !== 'as-of' ? await findPairs(database, tables) : null;
  const pairs = found?.pairs ?? named;
  const times = params.kind === 'as-of' ? [timePair(tables, params)] : [];
  for (const pair of pairs) requireComparable(pair, params.compare === 'as text');
  for (const pair of times) requireComparable(pair, false);
  return { pairs: [...pairs, ...times], found: found?.how ?? null };
}

function namedPairs({ left, right }: Tables, { keys, rightKeys }: JoinParams): Pair[] {
  if (rightKeys.length > 0 && rightKeys.length !== keys.length) {
    return failWith('join-keys-uneven', { left: keys.length, right: rightKeys.length });
  }
  return keys.map((key, place) => ({
    left: requireColumn(left, key),
    right: sameOrNamed(right, key, rightKeys[place] ?? ''),
    role: 'key',
  }));
}

/** The column of that name; of the same name as on the left, capitals aside, where none is given. */
function sameOrNamed(table: TableArtifact, same: string, name: string): Column {
  if (name !== '') return requireColumn(table, name);
  const own = table.columns.find((column) => column.name.toLowerCase() === same.toLowerCase());
  return own ?? requireColumn(table, same);
}

function timePair({ left, right }: Tables, { time, rightTime }: JoinParams): Pair {
  const one = requireColumn(left, time, TIME_TYPES);
  const other = sameOrNamed(right, time, rightTime);
  return { left: one, right: requireColumn(right, other.name, TIME_TYPES), role: 'time' };
}

function requireComparable({ left, right }: Pair, asText: boolean): void {
  if (asText || areComparable(left, right)) return;
  failWith('join-key-types', {
    left: left.name,
    left_type: left.sqlType,
    right: right.name,
    right_type: right.sqlType,
  });
}

/** True where values of the two can be equal without a cast that a person should know of. */
export function areComparable(left: Column, right: Column): boolean {
  if (left.sqlType === right.sqlType) return true;
  const kinds = [left, right].map(({ type, sqlType }) => {
    if (/^TIMESTAMP WITH|^TIMESTAMPTZ/i.test(sqlType)) return 'moment';
    if (type === 'integer') return 'number';
    return type === 'date' ? 'timestamp' : type;
  });
  return kinds[0] === kinds[1] && left.type !== 'other';
}

/**
 * The pair of the same name that is unique on one side by itself, of several the one by which most rows of left find a match;
 * else all pairs of the same name, where together they are unique. Columns of fractions and of lists are no keys.
 */
async function findPairs(
  database: Database,
  tables: Tables,
): Promise<{ readonly pairs: Pair[]; readonly how: string }> {
  const pairs = samePairs(tables);
  if (pairs.length === 0) return failWith('join-keys-none', { reason: 'no two have the same name and type' });
  const left = await uniqueness(
    database,
    tables.left,
    pairs.map((pair) => pair.left),
  );
  const right = await uniqueness(
    database,
    tables.right,
    pairs.map((pair) => pair.right),
  );
  const unique = pairs.filter((_, place) => left.each[place] === true || right.each[place] === true);
  const best = await mostMatched(database, tables, unique);
  if (best !== undefined) {
    const [onLeft, onRight] = [left, right].map(({ each }) => each[pairs.indexOf(best)] === true);
    return {
      pairs: [best],
      how: `“${best.left.name}”, of the same name and unique ${where(onLeft, onRight)}`,
    };
  }
  const names = firstOf(
    pairs.map((pair) => `“${pair.left.name}”`),
    NAMED_AT_MOST,
  );
  if (left.all || right.all) {
    return { pairs, how: `${names}, of the same names and unique together ${where(left.all, right.all)}` };
  }
  const are = pairs.length === 1 ? 'is' : 'are';
  return failWith('join-keys-none', { reason: `${names} of the same name ${are} unique in neither table` });
}

function where(onLeft: boolean | undefined, onRight: boolean | undefined): string {
  if (onLeft === true && onRight === true) return 'in both tables';
  return onRight === true ? 'on the right' : 'on the left';
}

/** Of several pairs the one by which most rows of left find a match, among equal ones the first. */
async function mostMatched(
  database: Database,
  { left, right }: Tables,
  pairs: readonly Pair[],
): Promise<Pair | undefined> {
  if (pairs.length < 2) return pairs[0];
  const counts = pairs.map((pair, place) => {
    const keys = `SELECT ${quoteIdentifier(pair.right.name)} FROM ${quoteIdentifier(right.table)}`;
    return `count(*) FILTER (${quoteIdentifier(pair.left.name)} IN (${keys})) AS n${place}`;
  });
  const frame = await database.query(`SELECT ${counts.join(', ')} FROM ${quoteIdentifier(left.table)}`);
  const matched = pairs.map((_, place) => Number(cellAt(frame, `n${place}`, 0)));
  return pairs[matched.indexOf(Math.max(...matched))];
}

function samePairs({ left, right }: Tables): Pair[] {
  const byName = new Map(right.columns.map((column) => [column.name.toLowerCase(), column]));
  const pairs = left.columns.flatMap((one): Pair[] => {
    const other = byName.get(one.name.toLowerCase());
    const isKey = other !== undefined && areComparable(one, other);
    const isExact = ![one.type, other?.type].some((type) => type === 'number' || type === 'other');
    return isKey && isExact ? [{ left: one, right: other, role: 'key' }] : [];
  });
  return pairs.slice(0, SEARCHED);
}

/** Whether no value of each column stands twice, and no combination of all of them; missing values aside. One scan. */
async function uniqueness(
  database: Database,
  { table, rows }: TableArtifact,
  columns: readonly Column[],
): Promise<{ readonly each: boolean[]; readonly all: boolean }> {
  const names = columns.map(({ name }) => quoteIdentifier(name));
  const each = names.map(
    (name, place) => `count(${name}) > 0 AND count(DISTINCT ${name}) = count(${name}) AS u${place}`,
  );
  const whole = `row(${names.join(', ')})`;
  const present = names.map((name) => `${name} IS NOT NULL`).join(' AND ');
  const all = `count(DISTINCT ${whole}) FILTER (${present}) = count(*) FILTER (${present}) AND count(*) FILTER (${present}) > 0 AS together`;
  const frame = await database.query(`SELECT ${[...each, all].join(', ')} FROM ${quoteIdentifier(table)}`);
  return {
    each: names.map((_, place) => rows > 0 && cellAt(frame, `u${place}`, 0) === true),
    all: cellAt(frame, 'together', 0) === true,
  };
}
