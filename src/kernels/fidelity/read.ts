import type { TableArtifact } from '../../core/artifact';
import type { RunContext } from '../../core/run-context';
import { quoteIdentifier } from '../../core/sql';
import type { Column } from '../../core/table';
import { asDouble, roleOf, sortable, type SpaceRole } from '../neighbour-graph/columns';
import type { ColumnValues, JudgedKind } from './values';

/** A table as it is judged. */
export type JudgedTable = Pick<TableArtifact, 'table' | 'rows' | 'columns'>;

/** The tables that are judged, by what they are. */
export interface JudgedTables<Table = JudgedTable> {
  readonly real: Table;
  readonly synthetic: Table;
  readonly holdout: Table | null;
}

/** A column that all tables have. */
export interface JudgedColumn {
  readonly name: string;
  readonly kind: JudgedKind;
  /** True for numbers that are whole by their type. */
  readonly isWhole: boolean;
}

/** Rows of a table that are judged: a table of their own where they were drawn. */
export interface Source {
  readonly table: string;
  readonly rows: number;
  /** The place of each row in the table it was drawn from, from 1; null where all rows are judged. */
  readonly places: Float64Array | null;
}

const COLUMNS_AT_A_TIME = 16;
/** Each is a sort of its own, and all of a statement stand in memory together. */
const SORTS_AT_A_TIME = 4;

/** How a column is compared that the tables have with these types. `asCategory` names numbers that stand for categories. */
export function judgedColumn(
  name: string,
  types: readonly Pick<Column, 'type' | 'sqlType'>[],
  asCategory: boolean,
): JudgedColumn {
  const families = new Set(types.map((type) => familyOf(roleOf(type))));
  const [family = 'category'] = families;
  const kind = asCategory || families.size > 1 ? 'category' : family;
  return { name, kind, isWhole: kind === 'date' || types.every(({ type }) => type === 'integer') };
}

function familyOf(role: SpaceRole): JudgedKind {
  switch (role) {
    case 'float':
    case 'integer':
    case 'decimal':
      return 'number';
    default:
      return role;
  }
}

/** The rows of a table that are judged: all, or `most` drawn by the seed, in their order. */
export async function drawSource(
  { database }: Pick<RunContext, 'database'>,
  { table, rows }: JudgedTable,
  columns: readonly JudgedColumn[],
  most: number,
  seed: number,
): Promise<Source> {
  if (rows <= most) return { table, rows, places: null };
  const names = columns.map(({ name }) => quoteIdentifier(name));
  const place = quoteIdentifier(freeName(columns));
  const drawn = await database.createTable(
    `SELECT * FROM (
      SELECT row_number() OVER () AS ${place}, ${names.join(', ')} FROM ${quoteIdentifier(table)}
      ORDER BY hash(${place}, ${seed}) LIMIT ${most}
    ) ORDER BY ${place}`,
  );
  const [places = new Float64Array()] = await database.numbers(drawn.table, [`${place}::DOUBLE`]);
  return { table: drawn.table, rows: drawn.rows, places };
}

/** A name that none of the columns has, capitals aside. */
function freeName(columns: readonly JudgedColumn[]): string {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  let name = 'row';
  while (taken.has(name)) name += '_';
  return name;
}

/** Reads the values of columns, row by row in the order of the tables. A scan for 16 numbers, a sort for each category. */
export async function readValues(
  context: Pick<RunContext, 'database'>,
  sources: JudgedTables<Source>,
  tables: JudgedTables,
  columns: readonly JudgedColumn[],
  tell: (share: number) => void,
): Promise<ColumnValues[]> {
  const values = new Map<string, ColumnValues>();
  const numbers = columns.filter(({ kind }) => kind !== 'category');
  const categories = columns.filter(({ kind }) => kind === 'category');
  for (let start = 0; start < numbers.length; start += COLUMNS_AT_A_TIME) {
    tell(start / columns.length);
    const some = numbers.slice(start, start + COLUMNS_AT_A_TIME);
    const [real, synthetic, holdout] = await eachOf(sources, tables, (source, table) =>
      readNumbers(context, source, table, some),
    );
    some.forEach(({ name }, n) =>
      values.set(name, {
        kind: 'number',
        real: real[n]!,
        synthetic: synthetic[n]!,
        holdout: holdout?.[n] ?? null,
      }),
    );
  }
  for (let start = 0; start < categories.length; start += SORTS_AT_A_TIME) {
    tell((numbers.length + start) / columns.length);
    const some = categories.slice(start, start + SORTS_AT_A_TIME);
    const read = await readCodes(context, sources, tables, some);
    some.forEach(({ name }, n) => values.set(name, read[n]!));
  }
  return columns.map(({ name }) => values.get(name)!);
}

async function eachOf<T>(
  sources: JudgedTables<Source>,
  tables: JudgedTables,
  read: (source: Source, table: JudgedTable) => Promise<T>,
): Promise<readonly [T, T, T | null]> {
  const real = await read(sources.real, tables.real);
  const synthetic = await read(sources.synthetic, tables.synthetic);
  const holdout =
    sources.holdout === null || tables.holdout === null ? null : await read(sources.holdout, tables.holdout);
  return [real, synthetic, holdout];
}

async function readNumbers(
  { database }: Pick<RunContext, 'database'>,
  { table }: Source,
  { columns }: JudgedTable,
  some: readonly JudgedColumn[],
): Promise<Float64Array[]> {
  const expressions = some.map(({ name }) => {
    const column = columns.find((each) => each.name === name)!;
    return asDouble(roleOf(column), quoteIdentifier(name));
  });
  const read = await database.numbers(table, expressions);
  // What is not finite is no value to compute with.
  return read.map((values) => values.map((value) => (Number.isFinite(value) ? value : NaN)));
}

/** The codes of categories in all tables: their places among the different values of all, in order. */
async function readCodes(
  { database }: Pick<RunContext, 'database'>,
  sources: JudgedTables<Source>,
  tables: JudgedTables,
  some: readonly JudgedColumn[],
): Promise<ColumnValues[]> {
  const sides = (['real', 'synthetic', 'holdout'] as const).filter((side) => sources[side] !== null);
  const parts = sides.map((side, part) => {
    const values = some.map(({ name }, n) => `${keySql(name, tables)} AS c${n}`);
    return `SELECT ${part} AS part, row_number() OVER () AS i, ${values.join(', ')} FROM ${quoteIdentifier(sources[side]!.table)}`;
  });
  const codes = some.map(
    (_, n) =>
      `CASE WHEN c${n} IS NULL THEN 0 ELSE dense_rank() OVER (ORDER BY c${n} NULLS LAST) END AS x${n}`,
  );
  const names = some.map((_, n) => `x${n}`);
  const coded = await database.createTable(
    `SELECT ${names.join(', ')} FROM (SELECT part, i, ${codes.join(', ')} FROM (${parts.join(' UNION ALL ')})) ORDER BY part, i`,
  );
  const read = await database.numbers(coded.table, names);
  const [real, synthetic] = [sources.real.rows, sources.synthetic.rows];
  return read.map((all) => ({
    kind: 'category',
    levels: all.reduce((most, code) => Math.max(most, code), 0),
    real: Int32Array.from(all.subarray(0, real)),
    synthetic: Int32Array.from(all.subarray(real, real + synthetic)),
    holdout: sources.holdout === null ? null : Int32Array.from(all.subarray(real + synthetic)),
  }));
}

/** SQL by which the values of a category are compared: as they are where all tables have them of a kind, else by their text. */
export function keySql(name: string, tables: JudgedTables): string {
  const types = [tables.real, tables.synthetic, tables.holdout].flatMap(
    (table) => table?.columns.filter((column) => column.name === name) ?? [],
  );
  const sql = quoteIdentifier(name);
  const families = new Set(types.map((column) => familyOf(roleOf(column))));
  if (families.size === 1 && families.has('number')) {
    // NaN is no value, as elsewhere.
    return types.some((column) => roleOf(column) === 'float')
      ? `CASE WHEN NOT isnan(${sql}::DOUBLE) THEN ${sql}::DOUBLE END`
      : sql;
  }
  const [first] = types;
  const isSame = types.every(({ sqlType }) => sqlType === first?.sqlType);
  return isSame && first !== undefined ? sortable(first, sql) : `${sql}::VARCHAR`;
}
