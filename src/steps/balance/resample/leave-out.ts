import type { TableArtifact } from '../../../core/artifact';
import type { Notice } from '../../../core/contract';
import { frameRows } from '../../../core/frame';
import { namesIdentifier } from '../../../core/meaning/identifier-name';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { quotedNames } from '../../../core/words';
import { isFeature, type RoleColumn } from './columns';
import { isMeasuring } from './methods';
import type { ResampleParams } from './step';

/** Categories with more levels say of hardly any two rows that they are near; models of the next cells leave them out too. */
const MOST_LEVELS = 100;
/** Fewer different values are classes, whatever the column is called. */
const LEAST_IDENTIFIERS = 20;
const COLUMNS_PER_SCAN = 20;

/**
 * The columns without those that tell single things apart, where none is named: integers and texts that are called so and have 20 values or
 * more, running numbers that never repeat, and categories with more than 100 levels. Between two customers there is no third, and a
 * vote on identifiers gives new rows to real persons. Where nothing else is there, all stay. Cost: a count of the different values of
 * each integer and category.
 */
export async function leaveOut(
  context: Pick<RunContext, 'database'>,
  table: TableArtifact,
  columns: readonly RoleColumn[],
  { features, leaveOut: isAsked, method, rules }: ResampleParams,
): Promise<readonly RoleColumn[]> {
  if (!isAsked || rules !== 'sluice' || !isMeasuring(method) || features.length > 0) return columns;
  const some = columns.filter(({ role }) => role === 'integer' || role === 'category');
  const found = new Map<string, 'identifier' | 'crowded'>();
  for (let start = 0; start < some.length; start += COLUMNS_PER_SCAN) {
    await findAmong(context, table, some.slice(start, start + COLUMNS_PER_SCAN), found);
  }
  const left = columns.map((column) => {
    const why = found.get(column.name);
    return why === undefined ? column : { ...column, role: 'outside' as const, leftOut: why };
  });
  return left.some(isFeature) ? left : columns;
}

async function findAmong(
  { database }: Pick<RunContext, 'database'>,
  { table, rows }: TableArtifact,
  columns: readonly RoleColumn[],
  found: Map<string, 'identifier' | 'crowded'>,
): Promise<void> {
  const parts = columns.map(({ name, role }, c) => {
    const value = quoteIdentifier(name);
    const width = role === 'integer' ? `(max(${value})::DOUBLE - min(${value})::DOUBLE)` : 'NULL::DOUBLE';
    return `count(DISTINCT ${value})::DOUBLE AS d${c}, ${width} AS w${c}`;
  });
  const [row = {}] = frameRows(
    await database.query(`SELECT ${parts.join(', ')} FROM ${quoteIdentifier(table)}`),
  );
  columns.forEach(({ name, type, role }, c) => {
    const distinct = Number(row[`d${c}`]);
    const isNamed =
      distinct >= LEAST_IDENTIFIERS && (type === 'integer' || type === 'text') && namesIdentifier(name);
    // What was taken out of a running number by a split still has most of its numbers.
    const isRunning =
      role === 'integer' && rows >= LEAST_IDENTIFIERS && distinct === rows && Number(row[`w${c}`]) < 2 * rows;
    if (isNamed || isRunning) found.set(name, 'identifier');
    else if (role === 'category' && distinct > MOST_LEVELS) found.set(name, 'crowded');
  });
}

/** What is said of the columns left out. */
export function leftOutNotices(columns: readonly RoleColumn[], hasNewRows: boolean): Notice[] {
  const namesOf = (why: RoleColumn['leftOut']) =>
    columns.filter(({ leftOut: own }) => own === why).map(({ name }) => name);
  const [identifiers, crowded] = [namesOf('identifier'), namesOf('crowded')];
  if (identifiers.length + crowded.length === 0) return [];
  const taken = identifiers.length === 1 ? 'taken for an identifier' : 'taken for identifiers';
  const texts = [
    ...(identifiers.length > 0 ? [`${quotedNames(identifiers)}, ${taken}`] : []),
    ...(crowded.length > 0
      ? [`${quotedNames(crowded)}, with more than ${MOST_LEVELS} different values`]
      : []),
  ];
  const isOne = identifiers.length + crowded.length === 1;
  const empty = hasNewRows ? `, and empty in new rows` : '';
  const text = `Left out of what says how near rows are${empty}: ${texts.join('; ')}. Name the features to have ${isOne ? 'it' : 'them'} among them.`;
  return [{ code: 'features-left-out', text }];
}
