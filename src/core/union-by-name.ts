import type { Notice } from './contract';
import { quoteIdentifier, quoteLiteral } from './sql';
import type { Column } from './table';

/** A table that takes part in a union, and what it is called there: a file's name, a table's name. */
export interface UnionPart {
  readonly label: string;
  readonly table: string;
  readonly columns: readonly Column[];
}

const NAMED_AT_MOST = 5;

/**
 * A SELECT of the rows of all parts, in their order, columns matched by name (capitals do not tell names apart); where a part
 * lacks a column its cells are missing, and where types differ the wider one holds. `sourceColumn` names a last column
 * with the label of the part each row came from.
 */
export function unionSelect(parts: readonly UnionPart[], sourceColumn: string | null): string {
  const mark = (label: string): string =>
    sourceColumn === null ? '' : `, ${quoteLiteral(label)} AS ${quoteIdentifier(sourceColumn)}`;
  return parts
    .map(({ label, table }) => `SELECT *${mark(label)} FROM ${quoteIdentifier(table)}`)
    .join(' UNION ALL BY NAME ');
}

/** How the columns of the parts differ from those of the first: missing, added, or of another type. */
export function unionNotices(parts: readonly UnionPart[]): Notice[] {
  const [first, ...others] = parts;
  if (first === undefined) return [];
  const known = typesByName(first);
  return others.flatMap((part) => {
    const own = typesByName(part);
    const missing = first.columns.filter(({ name }) => !own.has(name.toLowerCase()));
    const added = part.columns.filter(({ name }) => !known.has(name.toLowerCase()));
    const other = part.columns.filter(({ name, type }) => (known.get(name.toLowerCase()) ?? type) !== type);
    const said = [
      ...(missing.length === 0 ? [] : [`lacks ${list(missing)}`]),
      ...(added.length === 0 ? [] : [`adds ${list(added)}`]),
      ...(other.length === 0 ? [] : [`has other types in ${list(other)}`]),
    ];
    if (said.length === 0) return [];
    return [
      {
        code: 'union-columns-differ',
        text: `“${part.label}” ${said.join('; ')} (against “${first.label}”).`,
      },
    ];
  });
}

function typesByName({ columns }: UnionPart): Map<string, Column['type']> {
  return new Map(columns.map(({ name, type }) => [name.toLowerCase(), type]));
}

function list(columns: readonly Column[]): string {
  const names = columns.slice(0, NAMED_AT_MOST).map(({ name }) => `“${name}”`);
  const more = columns.length > NAMED_AT_MOST ? ` and ${columns.length - NAMED_AT_MOST} more` : '';
  return `${names.join(', ')}${more}`;
}
