import { cellAt, frameRows } from '../../../../core/frame';
import type { MadeTable, OpenSource, RunContext } from '../../../../core/run-context';
import { quoteIdentifier, quoteLiteral } from '../../../../core/sql';
import type { Dialect } from '../dialect/dialect';
import type { LoadParams } from '../params';
import { selectList } from '../read-sql';
import { conversionOf } from '../values/conversion';
import { linesOfRows } from './lines-of-rows';
import { typeInWords } from './reject-reason';
import { KEPT_REJECTS, type Reject } from './rejects';

/** No column of a file is called so. */
const ORDINAL = '\u0001row';

/** Rows that were read and could not be converted. */
interface Misfits {
  readonly count: number;
  readonly rows: readonly Reject[];
}

/** What is read from, and where the engine notes what it rejects. */
interface ReadFrom {
  readonly from: string;
  readonly limit: string;
  readonly label: string;
  readonly noted: string;
}

/**
 * Reads a text whose columns we convert ourselves: first as it stands, with the number of each row; then the rows that can be
 * converted, and those that cannot.
 */
export async function takeMisfits(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
  dialect: Dialect,
  { from, limit, label, noted }: ReadFrom,
): Promise<{ readonly table: MadeTable; readonly misfits: Misfits }> {
  const { database } = context;
  const ordinal = quoteIdentifier(ORDINAL);
  const whole = await database.createTable(
    `SELECT *, row_number() OVER () AS ${ordinal} FROM ${from}${limit}`,
  );
  const staged = quoteIdentifier(whole.table);
  const conditions = dialect.columns.flatMap((column) => {
    const { misfit } = conversionOf(column, params);
    return misfit === null ? [] : [{ name: column.name, misfit }];
  });
  const misfit = conditions.map((each) => each.misfit).join(' OR ');
  const counted = await database.query(`SELECT count(*)::DOUBLE AS n FROM ${staged} WHERE ${misfit}`);
  const count = Number(cellAt(counted, 'n', 0));
  const table = await database.createTable(
    `SELECT ${selectList(dialect, params, label)} FROM ${staged} WHERE NOT (${misfit}) ORDER BY ${ordinal}`,
  );
  if (count === 0) return { table, misfits: { count, rows: [] } };
  const each = conditions.map(
    ({ name, misfit: own }) =>
      `SELECT ${ordinal}::DOUBLE AS n, ${quoteLiteral(name)} AS column_name, left(${quoteIdentifier(name)}, 400) AS value FROM ${staged} WHERE ${own}`,
  );
  const first = await database.query(
    `SELECT n, first(column_name) AS column_name, first(value) AS value FROM (${each.join(' UNION ALL ')}) GROUP BY n ORDER BY n LIMIT ${KEPT_REJECTS}`,
  );
  const rows = frameRows(first);
  const ordinals = rows.map((row) => Number(row.n));
  const lines = await linesOfRows(context, source, dialect, { rows: whole.rows, noted, ordinals });
  const types = new Map(table.columns.map(({ name, sqlType }) => [name, sqlType]));
  return {
    table,
    misfits: {
      count,
      rows: rows.map((row, index) => ({
        line: lines?.[index]?.line ?? null,
        column: String(row.column_name),
        value: String(row.value),
        reason: `“${String(row.value)}” cannot be read as ${typeInWords(types.get(String(row.column_name)) ?? 'VARCHAR')}`,
        text: lines?.[index]?.text ?? null,
      })),
    },
  };
}
