import { failWith } from '../../../core/failure';
import type { Column } from '../../../core/table';
import { columnsThatFit, type Unmet } from '../../../core/unmet';

/** How names that nobody set by hand are written. */
export const STYLES = ['as they are', 'lower case', 'snake_case'] as const;
type Style = (typeof STYLES)[number];

/** A column with its present name and its new one. */
export interface Renamed {
  readonly from: Column;
  readonly to: string;
}

/** What becomes of the columns, and the columns named that are not there. */
export interface NewNames {
  readonly renamed: readonly Renamed[];
  readonly unmet: readonly Unmet[];
}

/** How the columns of a table are to be named and ordered. */
export interface Renaming {
  readonly names: Readonly<Record<string, string>>;
  readonly style: Style;
  readonly first: readonly string[];
}

/**
 * The columns in their new order with their new names. Throws `column-unset` for an empty new name, `columns-same-name` where
 * two would be the same.
 */
export function newNames(
  table: { readonly columns: readonly Column[] },
  { names, style, first }: Renaming,
): NewNames {
  const given = new Map(Object.entries(names));
  const { columns: leading } = columnsThatFit(table, first);
  const { unmet } = columnsThatFit(table, [...given.keys(), ...first]);
  const ordered = [...leading, ...table.columns.filter((column) => !leading.includes(column))];
  const renamed = ordered.map((from) => ({ from, to: given.get(from.name) ?? styled(from.name, style) }));
  const seen = new Set<string>();
  for (const { to } of renamed) {
    if (to.trim() === '') failWith('column-unset');
    if (seen.has(to.toLowerCase())) failWith('columns-same-name', { name: to });
    seen.add(to.toLowerCase());
  }
  return { renamed, unmet };
}

function styled(name: string, style: Style): string {
  switch (style) {
    case 'as they are':
      return name;
    case 'lower case':
      return name.toLowerCase();
    case 'snake_case':
      return snakeCase(name);
  }
}

/** `Loan Amount (EUR)` gives `loan_amount_eur`, `HTTPStatus` gives `http_status`; a name without a letter or digit stays. */
export function snakeCase(name: string): string {
  const words = name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
  return words.length === 0 ? name : words.join('_').toLowerCase();
}
