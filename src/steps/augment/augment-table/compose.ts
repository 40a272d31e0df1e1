import type { TableArtifact } from '../../../core/artifact';
import type { MadeTable, RunContext } from '../../../core/run-context';
import type { MadeColumn } from '../../../kernels/augment-rows/make-cell';
import { numberedRows, type PlanColumn } from './columns';
import type { MadeRows } from './made';

/** Columns put together in one statement: each may be a join. */
const COLUMNS_AT_A_TIME = 32;

/** Some columns of the real rows, numbered from 1 as `i`. */
interface Source {
  readonly columns: readonly PlanColumn[];
  readonly table: string;
}

/** The real rows under working names, as `composeRows` takes from them: some columns a table. */
export async function openSources(
  { database, progress }: Pick<RunContext, 'database' | 'progress'>,
  { table }: TableArtifact,
  columns: readonly PlanColumn[],
): Promise<Source[]> {
  const sources: Source[] = [];
  for (let start = 0; start < columns.length; start += COLUMNS_AT_A_TIME) {
    progress('numbering rows', start / columns.length);
    const some = columns.slice(start, start + COLUMNS_AT_A_TIME);
    const made = await database.createTable(numberedRows(table, some));
    sources.push({ columns: some, table: made.table });
  }
  return sources;
}

/**
 * Puts new rows together inside the database, under working names, with their number from `first` as `row`: values that are taken over
 * come from the real row itself, in their own type and to the last digit; numbers that were made are cast to the type of their column.
 */
export async function composeRows(
  context: Pick<RunContext, 'database' | 'progress'>,
  sources: readonly Source[],
  made: MadeRows,
  first: number,
): Promise<MadeTable> {
  const parts: MadeTable[] = [];
  for (const source of sources) {
    context.progress('putting rows together', parts.length / sources.length);
    parts.push(await composeSome(context, source, made, first));
  }
  const [start, ...others] = parts as [MadeTable, ...MadeTable[]];
  if (others.length === 0) return start;
  const values = sources.flatMap(({ columns }, n) => columns.map(({ alias }) => `w${n}.${alias}`));
  const joins = others.map(({ table: other }, n) => `JOIN ${other} AS w${n + 1} ON w${n + 1}.row = w0.row`);
  return context.database.createTable(
    `SELECT w0.row, ${values.join(', ')} FROM ${start.table} AS w0 ${joins.join(' ')}`,
  );
}

async function composeSome(
  { database }: Pick<RunContext, 'database'>,
  { columns, table }: Source,
  made: MadeRows,
  first: number,
): Promise<MadeTable> {
  const numbers: Record<string, Float64Array> = {
    row: Float64Array.from({ length: made.rows }, (_, n) => first + n),
    base: Float64Array.from(made.bases, (row) => row + 1),
  };
  const joins: string[] = [];
  const values = columns.map((column, n) => {
    if (column.part === 'key') return `NULL::${column.sqlType} AS ${column.alias}`;
    const own = made.columns.get(column.name);
    let donor = 'a';
    if (own !== undefined && own.donors.some((row) => row >= 0)) {
      donor = `k${n}`;
      numbers[`d${n}`] = donorsOf(own, made);
      joins.push(`JOIN ${table} AS k${n} ON k${n}.i = s.d${n}::BIGINT`);
    }
    const taken = `${donor}.${column.alias}`;
    if (own?.values === undefined || own.values === null) return `${taken} AS ${column.alias}`;
    numbers[`x${n}`] = own.values;
    const cast = typed(column, `s.x${n}`);
    return `CASE WHEN isnan(s.x${n}) THEN ${taken} ELSE coalesce(${cast}, ${taken}) END AS ${column.alias}`;
  });
  const drawn = await database.createNumbers(numbers);
  return database.createTable(
    `SELECT ${['s.row', ...values].join(', ')} FROM ${drawn.table} AS s
    JOIN ${table} AS a ON a.i = s.base::BIGINT ${joins.join(' ')}`,
  );
}

/** The row, from 1, that each cell's value is taken from. */
function donorsOf({ donors }: MadeColumn, { bases }: MadeRows): Float64Array {
  return Float64Array.from(donors, (row, n) => (row < 0 ? bases[n]! : row) + 1);
}

/** SQL of a double in the type of its column; null where the type cannot hold it. */
function typed({ role, sqlType }: PlanColumn, value: string): string {
  switch (role) {
    case 'date':
      return `DATE '1970-01-01' + TRY_CAST(${value} AS INTEGER)`;
    case 'timestamp':
      return `make_timestamp(TRY_CAST(${value} AS BIGINT))`;
    default:
      return `TRY_CAST(${value} AS ${sqlType})`;
  }
}
