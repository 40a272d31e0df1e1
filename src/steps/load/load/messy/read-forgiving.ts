import { failWith } from '../../../../core/failure';
import { cellAt, frameRows, type Frame } from '../../../../core/frame';
import type { MadeTable, OpenSource, RunContext } from '../../../../core/run-context';
import { quoteIdentifier, quoteLiteral } from '../../../../core/sql';
import type { Dialect } from '../dialect/dialect';
import type { LoadParams } from '../params';
import { readCsv, selectList } from '../read-sql';
import { conversionOf, isForced } from '../values/conversion';
import type { Kept } from '../values/keep-as-written';
import { BAD_BYTES, LONG_LINE, reasonOf, valueOf } from './reject-reason';
import { KEPT_REJECTS, type Reject, type Rejects } from './rejects';
import { takeMisfits } from './take-misfits';

/** The engine notes so many rejected values at most; each takes some 300 bytes. */
const NOTED_REJECTS = 1_000_000;
const TEXT_CHARACTERS = 400;

/** What was read, and what was left out. */
interface Forgiven extends Kept {
  readonly table: MadeTable;
  readonly rejects: Rejects;
}

/**
 * Reads a text row by row as far as rows fit: those of another number of fields, with broken quotes or bytes, or with a value that does
 * not fit a type the user has set are noted and left out. A value that does not fit a type that was found out makes its
 * column text instead. Fails where no row is left, and at the first one where the params are strict.
 */
export async function readForgiving(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
  kept: Kept,
  label: string,
): Promise<Forgiven> {
  let dialect = kept.dialect;
  for (;;) {
    const { read, notes, unfit } = await readNoting(context, source, params, dialect, label);
    if (unfit.size > 0) {
      const columns = dialect.columns.map((column) =>
        unfit.has(column.name) ? { ...column, type: 'VARCHAR' } : column,
      );
      dialect = { ...dialect, columns };
      continue;
    }
    const { table, misfits } = read;
    const rows = inOrder([...notes.rows, ...misfits.rows]);
    const rejects = { ...notes, count: notes.count + misfits.count, rows };
    failWhereAsked(rejects, table, params, source.name, dialect);
    return { ...kept, dialect, table, rejects };
  }
}

/** One reading in which the engine notes what it rejects, in two tables of its own that go afterwards. */
async function readNoting(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
  dialect: Dialect,
  label: string,
): Promise<{
  read: Awaited<ReturnType<typeof takeMisfits>>;
  notes: Rejects;
  unfit: ReadonlySet<string>;
}> {
  const id = source.path.replace(/\W+/g, '_');
  const [noted, scans] = [`rejected_${id}`, `scans_${id}`];
  const options = [
    'store_rejects = true',
    `rejects_table = ${quoteLiteral(noted)}`,
    `rejects_scan = ${quoteLiteral(scans)}`,
    `rejects_limit = ${NOTED_REJECTS}`,
  ];
  const from = readCsv(source, params, dialect, options);
  const limit = params.limit === null ? '' : ` LIMIT ${params.limit}`;
  const { database } = context;
  try {
    const converts = dialect.columns.some((column) => conversionOf(column, params).misfit !== null);
    const plain = converts
      ? null
      : await database.createTable(`SELECT ${selectList(dialect, params, label)} FROM ${from}${limit}`);
    const read =
      plain === null
        ? await takeMisfits(context, source, params, dialect, { from, limit, label, noted })
        : { table: plain, misfits: { count: 0, rows: [] } };
    const cast = await database.query(
      `SELECT DISTINCT column_name FROM ${quoteIdentifier(noted)} WHERE error_type::VARCHAR = 'CAST'`,
    );
    const names = frameRows(cast).map((row) => String(row.column_name));
    const unfit = new Set(names.filter((name) => !isForced(name, params)));
    return { read, notes: await notesOf(context, noted, source.name), unfit };
  } finally {
    await database.query(`DROP TABLE IF EXISTS ${quoteIdentifier(noted)}`);
    await database.query(`DROP TABLE IF EXISTS ${quoteIdentifier(scans)}`);
  }
}

/** What the engine has noted: how many rows, and the first of them with the first reason of each. */
async function notesOf({ database }: RunContext, noted: string, file: string): Promise<Rejects> {
  const counts = await database.query(
    `SELECT count(*)::DOUBLE AS noted, count(DISTINCT line)::DOUBLE AS count FROM ${quoteIdentifier(noted)}`,
  );
  const first = await database.query(
    `SELECT line::DOUBLE AS line, first(column_name) AS column_name, first(error_type::VARCHAR) AS error_type,
      left(first(csv_line), ${TEXT_CHARACTERS}) AS csv_line, left(first(error_message), 2000) AS error_message
      FROM ${quoteIdentifier(noted)} GROUP BY line ORDER BY line LIMIT ${KEPT_REJECTS}`,
  );
  return {
    file,
    count: Number(cellAt(counts, 'count', 0)),
    atLeast: Number(cellAt(counts, 'noted', 0)) >= NOTED_REJECTS,
    rows: rejectsIn(first),
  };
}

function rejectsIn(frame: Frame): Reject[] {
  return frameRows(frame).map((row) => {
    const kind = String(row.error_type);
    const message = String(row.error_message ?? '');
    return {
      line: Number(row.line),
      column: kind === 'CAST' && row.column_name !== null ? String(row.column_name) : null,
      value: valueOf(message),
      reason: reasonOf(kind, message),
      text: row.csv_line === null ? null : String(row.csv_line),
    };
  });
}

function inOrder(rows: readonly Reject[]): Reject[] {
  return [...rows].sort((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity) || 0).slice(0, KEPT_REJECTS);
}

function failWhereAsked(
  { rows }: Rejects,
  table: MadeTable,
  { strict }: LoadParams,
  name: string,
  { columns, encoding }: Dialect,
): void {
  const [first] = rows;
  if (first === undefined || (table.rows > 0 && !strict)) return;
  const line = first.line ?? 0;
  if (first.column !== null) {
    const type = /as (.+)$/.exec(first.reason)?.[1] ?? 'of the type asked for';
    failWith('csv-value-not-of-type', { name, line, column: first.column, value: first.value ?? '', type });
  }
  if (first.reason === BAD_BYTES) {
    failWith('csv-wrong-encoding', { name, encoding: encoding.toUpperCase() });
  }
  if (first.reason === LONG_LINE) failWith('csv-line-too-long', { name });
  const code = /^too many/.test(first.reason)
    ? 'csv-row-too-wide'
    : /^too few/.test(first.reason)
      ? 'csv-row-too-short'
      : 'csv-unclosed-quote';
  failWith(code, { name, line, columns: columns.length });
}
