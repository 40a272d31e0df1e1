import type { JsonValue, TransformValue } from '../artifact';
import { quoteIdentifier, quoteLiteral } from '../sql';
import type { Column, ColumnType } from '../table';
import { filledByConstant, fillValue, missingTest, ownValue, presentValue, typesFor } from './cells';
import { textsOf, type Constants, type Scope, type SelectItem, type TransformMethod } from './method';
import { numberListSql, textListSql, textsOrNullSql } from './text-list';

/** The name of the column that says where a cell was missing. */
export const indicatorName = (name: string): string => `${name}_missing`;

const fillTypeOf = (constants: Constants): ColumnType => constants.type as ColumnType;
const typesOf = (constants: Constants): readonly ColumnType[] => typesFor(fillTypeOf(constants));

/** A constant that is a number, a text or a truth, as text; null where nothing was learned. */
function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : null;
}

/** The column as its expression makes it, and its indicator where the transform has one. */
function itemsOf(column: Column, constants: Constants, sql: string): SelectItem[] {
  const filled = { sql, name: column.name };
  if (constants.indicator !== true) return [filled];
  return [filled, { sql: missingTest(column), name: indicatorName(column.name) }];
}

/** A column whose missing cells take another expression, and stay as they are where that is null. */
function filledBy(column: Column, type: ColumnType, fill: string, test = missingTest(column)): string {
  const own = ownValue(column, type);
  return `CASE WHEN ${test} THEN coalesce(${fillValue(column, type, fill)}, ${own}) ELSE ${own} END`;
}

/**
 * Missing cells, and NaN in columns of numbers, become one constant. A column of which nothing was learned (`value` null)
 * stays as it is. Constants: `type`, the kind of its fills, `value`, `indicator`, and for numbers the range `min` to `max`.
 */
export const impute: TransformMethod = {
  types: typesOf,
  replace: (column, constants) => {
    const value = textOf(constants.value);
    const sql =
      value === null ? quoteIdentifier(column.name) : filledByConstant(column, fillTypeOf(constants), value);
    return itemsOf(column, constants, sql);
  },
};

/** The columns that groups are made of, with the types they had. */
function groupColumns({ shared = {} }: TransformValue): { name: string; types: ColumnType[] }[] {
  const types = textsOf(shared, 'groupTypes') as ColumnType[];
  return textsOf(shared, 'groupBy').map((name, i) => ({ name, types: types.slice(i, i + 1) }));
}

/** SQL of the value of a group column as the text that its group is called by. Null for missing, and for NaN. */
export function groupKey(column: Column): string {
  const value = presentValue(column);
  return column.type === 'number' ? `(${value})::DOUBLE::VARCHAR` : `(${value})::VARCHAR`;
}

/** The columns of a table that groups are made of. */
function groupsIn(columns: readonly Column[], transform: TransformValue): Column[] {
  return groupColumns(transform).flatMap(({ name }) => columns.filter((column) => column.name === name));
}

const groupLists = ({ shared = {} }: TransformValue): string[][] => {
  const keys = shared.groups;
  return Array.isArray(keys) ? keys.map((list) => list as string[]) : [];
};

/**
 * Missing cells become what was learned of the group of their row; where the group is new, or had no value, or where the row
 * has none, the overall `value`. `shared`: `groupBy`, `groupTypes`, and `groups`, the texts that the groups are called by, one
 * list a column. Constants beside those of `impute`: `fills`, one per group.
 */
export const imputeGroups: TransformMethod = {
  types: typesOf,
  reads: groupColumns,
  source: ({ table, transform, hidden }) => {
    const numbered = `(SELECT *, row_number() OVER () AS ${hidden('row')} FROM ${quoteIdentifier(table.table)})`;
    const keys = groupLists(transform);
    if ((keys[0] ?? []).length === 0) return { from: quoteIdentifier(table.table) };
    const lists = keys.map((list, i) => `unnest(${textListSql(list)}) AS ${hidden(`k${i}`)}`);
    const fills = transform.columns.flatMap(({ constants }, i) =>
      constants.value === null ? [] : [`unnest(${fillsSql(constants)}) AS ${hidden(`v${i}`)}`],
    );
    const matches = groupsIn(table.columns, transform).map(
      (column, i) => `${groupKey(column)} = ${hidden(`k${i}`)}`,
    );
    const groups = `(SELECT ${[...lists, ...fills].join(', ')})`;
    return {
      from: `${numbered} LEFT JOIN ${groups} ON ${matches.join(' AND ')}`,
      orderBy: hidden('row'),
    };
  },
  replace: (column, constants, { transform, hidden }) => {
    const type = fillTypeOf(constants);
    const value = textOf(constants.value);
    if (value === null) return itemsOf(column, constants, quoteIdentifier(column.name));
    if ((groupLists(transform)[0] ?? []).length === 0) {
      return itemsOf(column, constants, filledByConstant(column, type, value));
    }
    const place = transform.columns.findIndex(({ name }) => name === column.name);
    const overall = type === 'integer' ? value : quoteLiteral(value);
    const fill = `coalesce(${fillValue(column, type, hidden(`v${place}`))}, ${fillValue(column, type, overall)})`;
    return itemsOf(column, constants, filledBy(column, type, fill));
  },
};

/** True for an integer that 64 bits may not hold. */
const isWide = (fill: string | number | null): boolean => Math.abs(Number(fill)) >= 2 ** 63;

/** The fills of the groups as a list; integers and numbers as such, all else as texts. */
function fillsSql(constants: Constants): string {
  const fills = constants.fills as (string | number | null)[];
  switch (fillTypeOf(constants)) {
    case 'integer':
      return `${numberListSql(fills)}::${fills.some(isWide) ? 'HUGEINT' : 'BIGINT'}[]`;
    case 'number':
      return `${numberListSql(fills)}::DOUBLE[]`;
    default:
      return textsOrNullSql(fills.map((fill) => (fill === null ? null : String(fill))));
  }
}

/**
 * Missing cells become the last value before them, in the order of a column (of equal ones, and without one, of the rows),
 * within a group. Nothing is learned: each table is filled from its own rows. Rows without a group, or without a place in the
 * order, neither give nor take. `shared`: `groupBy`, `groupTypes`, `orderBy` and `orderType`, empty for the order of rows.
 */
export const imputeForward: TransformMethod = {
  types: typesOf,
  reads: (transform) => {
    const { orderBy = '', orderType } = transform.shared ?? {};
    const order = orderBy === '' ? [] : [{ name: orderBy as string, types: [orderType as ColumnType] }];
    return [...groupColumns(transform), ...order];
  },
  source: ({ table, transform, hidden }) => {
    const numbered = `(SELECT *, row_number() OVER () AS ${hidden('row')} FROM ${quoteIdentifier(table.table)})`;
    const { order, places } = placesIn(table.columns, transform);
    const parts = places.map(({ name }) => quoteIdentifier(name));
    const lacks = places.map((column) => missingTest(column)).join(' OR ');
    const partition =
      places.length === 0 ? '' : `PARTITION BY ${[...parts.slice(order ? 1 : 0), lacks].join(', ')} `;
    const by = [...(order === undefined ? [] : [quoteIdentifier(order.name)]), hidden('row')].join(', ');
    const frame = 'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW';
    return {
      from: `${numbered} WINDOW ${hidden('before')} AS (${partition}ORDER BY ${by} ${frame})`,
      orderBy: hidden('row'),
    };
  },
  replace: (column, constants, { table, transform, hidden }) => {
    const { places } = placesIn(table.columns, transform);
    const test = [missingTest(column), ...places.map((place) => `NOT ${missingTest(place)}`)].join(' AND ');
    const last = `last_value(${presentValue(column)} IGNORE NULLS) OVER ${hidden('before')}`;
    const name = quoteIdentifier(column.name);
    return itemsOf(column, constants, `CASE WHEN ${test} THEN coalesce(${last}, ${name}) ELSE ${name} END`);
  },
};

/** The column that rows are ordered by, and all that a row must have to have a place: first the order, then its groups. */
function placesIn(
  columns: readonly Column[],
  transform: TransformValue,
): { order?: Column; places: Column[] } {
  const orderBy = textOf(transform.shared?.orderBy);
  const orders = columns.filter(({ name }) => name === orderBy);
  const groups = groupsIn(columns, transform);
  const [order] = orders;
  return { ...(order === undefined ? {} : { order }), places: [...orders, ...groups] };
}

/**
 * Missing cells of number columns become the mean of their nearest neighbours among the fitted rows; what it is for the rows
 * of this table a kernel finds out, and hands over as a table of `row` (from 1) and `c0`, `c1` … in the order of the columns,
 * NaN where nothing is filled. `shared`: `k`, `measured`, the columns the distance is taken over, and `rows`, their fitted values,
 * a list a column, null for missing.
 */
export const imputeNeighbours: TransformMethod = {
  types: typesOf,
  reads: ({ shared = {} }) =>
    textsOf(shared, 'measured').map((name) => ({ name, types: typesFor('number') })),
  source: ({ table, transform, found, hidden }: Scope) => {
    if (found === null) throw new Error('Neighbours were not searched before a table is filled by them.');
    const numbered = `(SELECT *, row_number() OVER () AS ${hidden('row')} FROM ${quoteIdentifier(table.table)})`;
    // Under names that the table cannot have, since it may have any.
    const fills = transform.columns.flatMap(({ constants }, i) =>
      (constants.value ?? null) === null ? [] : [`c${i} AS ${hidden(`c${i}`)}`],
    );
    const list = [`row::BIGINT AS ${hidden('at')}`, ...fills].join(', ');
    return {
      from: `${numbered} LEFT JOIN (SELECT ${list} FROM ${quoteIdentifier(found)}) ON ${hidden('row')} = ${hidden('at')}`,
      orderBy: hidden('row'),
    };
  },
  replace: (column, constants, { transform, hidden }) => {
    if ((constants.value ?? null) === null) return itemsOf(column, constants, quoteIdentifier(column.name));
    const place = transform.columns.findIndex(({ name }) => name === column.name);
    const fill = hidden(`c${place}`);
    const known = `CASE WHEN isnan(${fill}) THEN NULL ELSE ${fill} END`;
    return itemsOf(column, constants, filledBy(column, 'number', `(${known})`));
  },
};
