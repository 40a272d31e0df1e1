import type { TransformValue } from '../artifact';
import { failWith } from '../failure';
import { quoteIdentifier } from '../sql';
import type { ColumnType } from '../table';
import { clip } from './clip';
import { impute, imputeForward, imputeGroups, imputeNeighbours } from './impute';
import type { Scope, SelectItem, Target, TransformMethod } from './method';
import { standardise } from './standardise';

/** Every method of transform, by the name that its artifact carries. A step that fits another kind adds its line. */
const methods: Readonly<Record<string, TransformMethod>> = {
  standardise,
  clip,
  impute,
  'impute-groups': imputeGroups,
  'impute-forward': imputeForward,
  'impute-neighbours': imputeNeighbours,
};

/**
 * The SELECT that applies a transform to a table: its columns changed in their places, all others as they are, the rows in
 * their order. `found` names the table of what a kernel has found out for this table, for the methods that need one. Throws
 * `transform-unknown` for a method that is not known here, `transform-column-missing` and `transform-column-type` where the
 * table is not like the one the transform was fitted on, `indicator-taken` where a new column would have a name that is there.
 */
export function applyTransform(
  transform: TransformValue,
  table: Target,
  found: string | null = null,
): string {
  const method = methodOf(transform);
  checkTransform(transform, table);
  const constants = new Map(transform.columns.map((column) => [column.name, column.constants]));
  const scope: Scope = { table, transform, found, hidden: hiddenIn(table) };
  const items = table.columns.flatMap((column): readonly SelectItem[] => {
    const learned = constants.get(column.name);
    if (learned === undefined) return [{ sql: quoteIdentifier(column.name), name: column.name }];
    return method.replace(column, learned, scope);
  });
  checkNames(items);
  const { from, orderBy } = method.source?.(scope) ?? { from: quoteIdentifier(table.table) };
  const list = items.map(({ sql, name }) => {
    const quoted = quoteIdentifier(name);
    return sql === quoted ? quoted : `${sql} AS ${quoted}`;
  });
  return `SELECT ${list.join(', ')} FROM ${from}${orderBy === undefined ? '' : ` ORDER BY ${orderBy}`}`;
}

/** Throws, as `applyTransform` does, where a transform does not fit a table. */
export function checkTransform(transform: TransformValue, { columns }: Target): void {
  const method = methodOf(transform);
  const check = (name: string, types: readonly ColumnType[] | undefined): void => {
    const column = columns.find((each) => each.name === name);
    if (column === undefined) failWith('transform-column-missing', { name });
    if (types !== undefined && !types.includes(column.type)) {
      failWith('transform-column-type', { name, type: column.type, types: types.join(' or ') });
    }
  };
  for (const { name, constants } of transform.columns) check(name, method.types?.(constants));
  for (const { name, types } of method.reads?.(transform) ?? []) check(name, types);
}

function methodOf({ method }: TransformValue): TransformMethod {
  const known = Object.hasOwn(methods, method) ? methods[method] : undefined;
  return known ?? failWith('transform-unknown', { method });
}

/** Names that begin as no column does, quoted. */
function hiddenIn({ columns }: Target): Scope['hidden'] {
  let start = '#';
  while (columns.some(({ name }) => name.startsWith(start))) start += '#';
  return (name) => quoteIdentifier(`${start}${name}`);
}

function checkNames(items: readonly SelectItem[]): void {
  const taken = new Set<string>();
  for (const { name } of items) {
    const plain = name.toLowerCase();
    if (taken.has(plain)) failWith('indicator-taken', { name });
    taken.add(plain);
  }
}
