import type { TableArtifact, TransformValue } from '../artifact';
import { failWith } from '../failure';
import { quoteIdentifier } from '../sql';
import type { TransformMethod } from './method';
import { standardise } from './standardise';

/** Every method of transform, by the name that its artifact carries. A step that fits another kind adds its line. */
const methods: Readonly<Record<string, TransformMethod>> = { standardise };

type Target = Pick<TableArtifact, 'table' | 'columns'>;

/**
 * The SELECT that applies a transform to a table: its columns changed in their places, all others as they are, the rows in
 * their order. Throws `transform-unknown` for a method that is not known here, `transform-column-missing` and
 * `transform-column-type` where the table is not like the one the transform was fitted on.
 */
export function applyTransform(transform: TransformValue, table: Target): string {
  const method = Object.hasOwn(methods, transform.method) ? methods[transform.method] : undefined;
  if (method === undefined) return failWith('transform-unknown', { method: transform.method });
  const constants = new Map(transform.columns.map((column) => [column.name, column.constants]));
  for (const name of constants.keys()) checkColumn(table, name, method);
  const items = table.columns.flatMap((column) => {
    const learned = constants.get(column.name);
    if (learned === undefined) return [quoteIdentifier(column.name)];
    return method.replace(column, learned).map(({ sql, name }) => `${sql} AS ${quoteIdentifier(name)}`);
  });
  return `SELECT ${items.join(', ')} FROM ${quoteIdentifier(table.table)}`;
}

function checkColumn({ columns }: Target, name: string, { types }: TransformMethod): void {
  const column = columns.find((each) => each.name === name);
  if (column === undefined) failWith('transform-column-missing', { name });
  if (types !== undefined && !types.includes(column.type)) {
    failWith('transform-column-type', { name, type: column.type, types: types.join(' or ') });
  }
}
