import type { TableArtifact } from '../../../core/artifact';
import { cellAt, frameOfRows, type Cell, type Frame } from '../../../core/frame';
import type { Database, RunStep } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { quoteIdentifier } from '../../../core/sql';
import { volatileParts } from '../../../core/sql-volatile';
import { columnCondition, conditionText } from './condition';
import { conjuncts, requireOneExpression } from './conjuncts';
import type { FilterParams } from './step';

/** More parts than this are not counted one by one. */
const MOST_PARTS = 20;
/** What a condition in SQL calls the table. */
const THIS = 'this';

/** Keeps the rows for which the condition is true, counts the others, and where none is left finds the part that did it. */
export const run: RunStep<FilterParams> = async (context, params, inputs) => {
  const table = tableAt(inputs);
  const rows = rowsWhere(context.database, table, params);
  context.progress('filtering');
  const made = await context.database.createTable(await rows.select('*', 'is true'));
  const dropped = table.rows - made.rows;
  const unknown = dropped === 0 ? 0 : Math.min(dropped, await rows.count('is unknown'));
  const parts = made.rows === 0 && table.rows > 0 ? await partsOf(context.database, table, params) : [];
  const drifting = volatileParts(params.condition);
  if (drifting.length > 0) {
    const text = `It keeps other rows each run: it uses ${drifting.join(', ')}.`;
    context.notice({ code: 'volatile', text });
  }
  const counts = { rows: table.rows, kept: made.rows, dropped, unknown };
  return {
    artifacts: { filtered: { kind: 'table', ...made } },
    frames: {
      counts: frameOfRows(Object.keys(counts), [counts]),
      parts: frameOfRows(['part', 'rows', 'least', 'greatest'], parts),
    },
  };
};

type Truth = 'is true' | 'is unknown';

/** The rows of a table by what a condition says of them. */
interface RowsWhere {
  /** A statement that selects what is named of the rows. */
  select(what: string, truth: Truth): Promise<string>;
  count(truth: Truth): Promise<number>;
}

function rowsWhere(database: Database, table: TableArtifact, params: FilterParams): RowsWhere {
  const select = isWritten(params) ? written(database, table, params.condition) : ofColumn(table, params);
  const count = async (truth: Truth): Promise<number> =>
    Number(cellAt(await database.query(await select('count(*)::DOUBLE AS n', truth)), 'n', 0));
  return { select, count };
}

function isWritten({ condition }: FilterParams): boolean {
  return condition.trim() !== '';
}

function ofColumn(table: TableArtifact, params: FilterParams): RowsWhere['select'] {
  const condition = columnCondition(table, params);
  return (what, truth) => {
    const where = truth === 'is true' ? condition : `(${condition}) IS NULL`;
    return Promise.resolve(`SELECT ${what} FROM ${quoteIdentifier(table.table)} WHERE ${where}`);
  };
}

function written(database: Database, table: TableArtifact, condition: string): RowsWhere['select'] {
  requireOneExpression(condition);
  return async (what, truth) => {
    const guarded = await database.guardQuery({
      before: `SELECT ${what} FROM ${THIS} WHERE (`,
      text: condition,
      after: truth === 'is true' ? '\n)' : '\n) IS NULL',
      tables: { [THIS]: table.table },
    });
    return guarded.sql;
  };
}

/** Why no row is left: how many rows each part of the condition would leave, and how far the column goes. */
async function partsOf(database: Database, table: TableArtifact, params: FilterParams) {
  if (!isWritten(params))
    return [{ part: conditionText(params), rows: 0, ...(await rangeOf(database, table, params)) }];
  const parts = conjuncts(params.condition);
  const counted: Record<string, Cell>[] = [];
  for (const part of parts.length > MOST_PARTS ? [] : parts) {
    const rows = rowsWhere(database, table, { ...params, condition: part });
    counted.push({ part, rows: await rows.count('is true'), least: null, greatest: null });
  }
  return counted;
}

async function rangeOf(
  database: Database,
  table: TableArtifact,
  { column, operator }: FilterParams,
): Promise<{ readonly least: Cell; readonly greatest: Cell }> {
  const type = table.columns.find(({ name }) => name === column)?.type;
  const isRanged = type !== undefined && ['integer', 'number', 'date', 'timestamp', 'time'].includes(type);
  if (!isRanged || !['=', '<', '≤', '>', '≥', 'is one of'].includes(operator))
    return { least: null, greatest: null };
  const name = quoteIdentifier(column);
  // NaN counts as the greatest of all numbers; the range is that of the others.
  const where = type === 'number' ? ` WHERE NOT isnan(${name})` : '';
  const range: Frame = await database.query(
    `SELECT min(${name}) AS least, max(${name}) AS greatest FROM ${quoteIdentifier(table.table)}${where}`,
  );
  return { least: cellAt(range, 'least', 0), greatest: cellAt(range, 'greatest', 0) };
}
