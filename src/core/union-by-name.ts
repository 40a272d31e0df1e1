import type { Notice } from './contract';
import { failWith } from './failure';
import { quoteIdentifier, quoteLiteral } from './sql';
import type { Column } from './table';
import { commonType } from './union-types';
import { quotedNames } from './words';

/** A table that takes part in a union, and what it is called there: a file's name, a table's name. */
export interface UnionPart {
  readonly label: string;
  readonly table: string;
  readonly columns: readonly Column[];
}

/** A column of a union. */
export interface UnionColumn {
  /** As the first part that has it writes it. */
  readonly name: string;
  /** What each part has for it, in the order of the parts; null for a part that lacks it. */
  readonly of: readonly (Column | null)[];
  /** The type its values are cast to; null where the database needs no word. */
  readonly cast: string | null;
}

/**
 * The columns of a union, those of the first part first, then each other's own. Capitals do not tell names apart. Throws
 * `union-types-clash` where no type holds what two parts have for a column (see `commonType`).
 */
export function unionColumns(parts: readonly UnionPart[]): UnionColumn[] {
  const byName = parts.map(({ columns }) => new Map(columns.map((column) => [keyOf(column.name), column])));
  const names = new Map<string, string>();
  for (const { name } of parts.flatMap(({ columns }) => columns)) {
    if (!names.has(keyOf(name))) names.set(keyOf(name), name);
  }
  return [...names].map(([key, name]) => {
    const of = byName.map((columns) => columns.get(key) ?? null);
    const common = commonType(of.filter((column) => column !== null));
    return common === 'clash' ? failClash(parts, { name, of }) : { name, of, cast: common.cast };
  });
}

/** Throws `union-types-clash` for a column, with the first two parts whose types do not go together, else the first and last. */
export function failClash(
  parts: readonly UnionPart[],
  { name, of }: Pick<UnionColumn, 'name' | 'of'>,
): never {
  const first = of.findIndex((column) => column !== null);
  const one = of[first];
  const second = of.findIndex((column) => one && column !== null && commonType([one, column]) === 'clash');
  const other = second < 0 ? of.findLastIndex((column) => column !== null) : second;
  const typeAt = (place: number): string => of[place]?.sqlType ?? '';
  return failWith('union-types-clash', {
    column: name,
    first: parts[first]?.label ?? '',
    first_type: typeAt(first),
    second: parts[other]?.label ?? '',
    second_type: typeAt(other),
  });
}

/**
 * A SELECT of the rows of all parts, in their order, columns matched by name (capitals do not tell names apart); where a part
 * lacks a column its cells are missing, and where types differ the wider one holds. `sourceColumn` names a last column
 * with the label of the part each row came from; no part may have one of that name. Throws `union-types-clash`.
 */
export function unionSelect(parts: readonly UnionPart[], sourceColumn: string | null): string {
  const columns = unionColumns(parts);
  const selects = parts.map(({ label, table }, place) => {
    const casts = columns.flatMap(({ name, of, cast }) => {
      const own = of[place];
      if (cast === null || !own || own.sqlType.toUpperCase() === cast) return [];
      return [`${quoteIdentifier(own.name)}::${cast} AS ${quoteIdentifier(name)}`];
    });
    const replaced = casts.length === 0 ? '' : ` REPLACE (${casts.join(', ')})`;
    const mark = sourceColumn === null ? '' : `, ${quoteLiteral(label)} AS ${quoteIdentifier(sourceColumn)}`;
    return `SELECT *${replaced}${mark} FROM ${quoteIdentifier(table)}`;
  });
  const union = selects.join(' UNION ALL BY NAME ');
  if (sourceColumn === null || !columns.some(({ of }) => of[0] === null)) return union;
  // Columns that only later parts have come behind the mark, which belongs at the end.
  const mark = quoteIdentifier(sourceColumn);
  return `SELECT * EXCLUDE (${mark}), ${mark} FROM (${union})`;
}

/** How the columns of the parts differ from those of the first: missing, added, or of another type. */
export function unionNotices(parts: readonly UnionPart[]): Notice[] {
  const [first, ...others] = parts;
  if (first === undefined) return [];
  const known = typesByName(first);
  return others.flatMap((part) => {
    const own = typesByName(part);
    const missing = first.columns.filter(({ name }) => !own.has(keyOf(name)));
    const added = part.columns.filter(({ name }) => !known.has(keyOf(name)));
    const other = part.columns.filter(({ name, type }) => (known.get(keyOf(name)) ?? type) !== type);
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

/** What a column's name is compared by: the database does not tell capitals apart. */
function keyOf(name: string): string {
  return name.toLowerCase();
}

function typesByName({ columns }: UnionPart): Map<string, Column['type']> {
  return new Map(columns.map(({ name, type }) => [keyOf(name), type]));
}

const list = (columns: readonly Column[]): string => quotedNames(columns.map(({ name }) => name));
