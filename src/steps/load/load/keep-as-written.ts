import { cellAt } from '../../../core/frame';
import type { OpenSource, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Dialect } from './dialect';
import { readCsv } from './read-sql';
import type { LoadParams } from './step';

/** As many rows as the sniffer looks at. */
const SAMPLE_ROWS = 20_480;

/**
 * The sniffer takes `yes`, `no`, `t`, `f`, `1` and `0` for booleans too, and what was written would be lost. Columns that
 * hold other words than true and false stay text, unless somebody asks for a boolean.
 */
export async function keepWords(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
  dialect: Dialect,
): Promise<Dialect> {
  const booleans = dialect.columns.filter(
    ({ name, type }) => type === 'BOOLEAN' && !Object.hasOwn(params.types, name),
  );
  if (booleans.length === 0) return dialect;
  const asText = dialect.columns.map(({ name }) => ({ name, type: 'VARCHAR' }));
  const plain = readCsv(source, { ...params, types: {} }, { ...dialect, columns: asText });
  const checks = booleans.map(
    ({ name }, index) => `bool_and(lower(${quoteIdentifier(name)}) IN ('true', 'false')) AS b${index}`,
  );
  const found = await context.database.query(
    `SELECT ${checks.join(', ')} FROM (SELECT * FROM ${plain} LIMIT ${SAMPLE_ROWS})`,
  );
  const words = new Set(
    booleans.filter((_, index) => cellAt(found, `b${index}`, 0) === false).map(({ name }) => name),
  );
  return {
    ...dialect,
    columns: dialect.columns.map((column) =>
      words.has(column.name) ? { ...column, type: 'VARCHAR' } : column,
    ),
  };
}
