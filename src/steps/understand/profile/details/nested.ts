import { frameRows } from '../../../../core/frame';
import type { RunContext } from '../../../../core/run-context';
import { quoteIdentifier, quoteLiteral } from '../../../../core/sql';
import type { ColumnStatistics } from '../../../../core/statistics';
import { columnTypeOf } from '../../../../core/table';
import type { ProfileTable } from '../columns';
import { decimalText, isoText } from '../value-text';
import type { ColumnDetails, DetailsByName, FieldDetails, ListDetails } from './column-details';
import { LISTED_ELEMENTS, MOST_ELEMENTS, MOST_FIELDS, MOST_NESTED_COLUMNS } from './limits';
import { nestedTypeOf } from './nested-type';

/** Lengths and elements of lists (and of the keys of maps), and the fields of structs. Two statements a column. */
export async function describeNested(
  context: RunContext,
  table: ProfileTable,
  columns: readonly ColumnStatistics[],
): Promise<DetailsByName> {
  const found = new Map<string, ColumnDetails>();
  const nested = columns.filter(({ sqlType }) => nestedTypeOf(sqlType) !== null);
  for (const [i, column] of nested.entries()) {
    const details =
      i < MOST_NESTED_COLUMNS
        ? await describeOne(context, table, column)
        : {
            notes: [
              `Not looked into: only the first ${MOST_NESTED_COLUMNS} columns of lists and structs are.`,
            ],
          };
    found.set(column.name, details);
  }
  return found;
}

async function describeOne(
  context: RunContext,
  table: ProfileTable,
  column: ColumnStatistics,
): Promise<ColumnDetails> {
  const type = nestedTypeOf(column.sqlType);
  const name = quoteIdentifier(column.name);
  const from = `(SELECT ${name} AS x FROM ${quoteIdentifier(table.table)} WHERE ${name} IS NOT NULL)`;
  switch (type?.kind) {
    case 'struct':
      return describeStruct(context, from, { count: column.count, fields: type.fields });
    case 'list':
      return describeList(context, from, {
        list: type.isArray ? `x::${type.element}[]` : 'x',
        element: type.element,
      });
    case 'map':
      return describeList(context, from, { list: 'map_keys(x)', element: type.element });
    case undefined:
      return {};
  }
}

async function describeStruct(
  { database }: RunContext,
  from: string,
  { count, fields }: { readonly count: number; readonly fields: readonly { name: string; type: string }[] },
): Promise<ColumnDetails> {
  const listed = fields.slice(0, MOST_FIELDS);
  const counts = listed.map(
    ({ name }, i) => `count(struct_extract(x, ${quoteLiteral(name)}))::DOUBLE AS f${i}`,
  );
  const [row] = frameRows(await database.query(`SELECT ${counts.join(', ')} FROM ${from}`));
  const found = listed.map(({ name, type }, i): FieldDetails => {
    return { field: name, type, missing: count - Number(row?.[`f${i}`] ?? 0) };
  });
  const notes =
    fields.length > listed.length
      ? [`Only its first ${MOST_FIELDS} of ${fields.length} fields are looked into.`]
      : [];
  return { fields: found, notes };
}

async function describeList(
  { database }: RunContext,
  from: string,
  { list, element }: { readonly list: string; readonly element: string },
): Promise<ColumnDetails> {
  const [sums] = frameRows(
    await database.query(
      `SELECT min(n)::DOUBLE AS min, avg(n) AS mean, max(n)::DOUBLE AS max, coalesce(sum(n), 0)::DOUBLE AS total,
        count_if(n = 0)::DOUBLE AS empty FROM (SELECT len(${list}) AS n FROM ${from})`,
    ),
  );
  const [min, mean, max, total, empty] = [sums?.min, sums?.mean, sums?.max, sums?.total, sums?.empty].map(
    Number,
  ) as [number, number, number, number, number];
  const lengths = { min, mean, max, total, empty };
  if (total > MOST_ELEMENTS) {
    const note = `No frequent elements: there are more than ${MOST_ELEMENTS / 1e6} million of them.`;
    return { list: { ...lengths, elements: null }, notes: [note] };
  }
  const frame = await database.query(
    `WITH g AS MATERIALIZED (SELECT e, count(*)::DOUBLE AS n FROM (SELECT unnest(${list}) AS e FROM ${from}) GROUP BY e)
     SELECT NULL AS v, coalesce(sum(n) FILTER (e IS NULL), 0) AS n, count(e)::DOUBLE AS distinct_elements FROM g UNION ALL
     (SELECT e::VARCHAR AS v, n, NULL FROM g WHERE e IS NOT NULL ORDER BY n DESC, v DESC LIMIT ${LISTED_ELEMENTS})`,
  );
  const rows = frameRows(frame);
  const whole = rows.find(({ v }) => v === null);
  const elements: ListDetails['elements'] = {
    missing: Number(whole?.n ?? 0),
    distinct: Number(whole?.distinct_elements ?? 0),
    top: rows.flatMap(({ v, n }) =>
      v === null ? [] : [{ value: writtenElement(String(v), element), count: Number(n) }],
    ),
  };
  return { list: { ...lengths, elements } };
}

function writtenElement(text: string, sqlType: string): string {
  switch (columnTypeOf(sqlType)) {
    case 'integer':
    case 'number':
      return decimalText(text);
    case 'date':
    case 'timestamp':
      return isoText(text);
    default:
      return text;
  }
}
