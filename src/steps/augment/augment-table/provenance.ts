import type { TableArtifact } from '../../../core/artifact';
import type { RowsPiece } from '../../../core/rows';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { ColumnWriter } from '../../../kernels/columns/writer';
import { numberedRows, type PlanColumn } from './columns';
import type { MadeRows } from './made';
import type { AugmentTableParams } from './step';

const ROWS_PER_PIECE = 20_000;

/** What provenance is written from: `kept` are the places of the new rows that stayed, `start` the rows before them. */
export interface ProvenanceOf {
  readonly made: MadeRows;
  readonly kept: Int32Array;
  readonly start: number;
  readonly params: AugmentTableParams;
}

/**
 * One row for each new row. `parameters` is JSON with all that makes the row again: the value of every column is that of the parent, but
 * - `to`: numbers that columns became (dates in days, timestamps in microseconds since 1970);
 * - `from`: the real row, from 1, that a column's value was taken from;
 * - `partner` and `weight` of a mixed row: the other row, and the weight of the parent;
 * - `donors` of a drawn row: for each column in the order of the table the real row that it was taken from, null for the key.
 */
export async function writeProvenance(
  context: RunContext,
  table: TableArtifact,
  columns: readonly PlanColumn[],
  of: ProvenanceOf,
): Promise<MadeTable> {
  const written = await context.database.createRows(
    piecesOf(columns, of, (share) => context.progress('provenance', share)),
  );
  const key = columns.find(({ part }) => part === 'key');
  if (key === undefined) {
    return context.database.createTable(
      `SELECT new_row, parent_row, parent_row::VARCHAR AS parent, operation, parameters, seed FROM ${written.table} ORDER BY new_row`,
    );
  }
  return context.database.createTable(
    `SELECT p.new_row, p.parent_row, coalesce(k.${key.alias}::VARCHAR, p.parent_row::VARCHAR) AS parent, p.operation, p.parameters, p.seed
    FROM ${written.table} AS p LEFT JOIN (${numberedRows(table.table, [key])}) AS k ON k.i = p.parent_row ORDER BY p.new_row`,
  );
}

// eslint-disable-next-line @typescript-eslint/require-await -- pieces are asked for one after the other
async function* piecesOf(
  columns: readonly PlanColumn[],
  of: ProvenanceOf,
  tell: (share: number) => void,
): AsyncGenerator<RowsPiece> {
  const write = parametersOf(columns, of.made);
  for (let start = 0; start === 0 || start < of.kept.length; start += ROWS_PER_PIECE) {
    tell(start / Math.max(1, of.kept.length));
    yield pieceOf(of, of.kept.subarray(start, start + ROWS_PER_PIECE), start, write);
  }
}

function pieceOf(
  { made, start, params }: ProvenanceOf,
  rows: Int32Array,
  before: number,
  parameters: (row: number) => string,
): RowsPiece {
  const news = new ColumnWriter('integer');
  const parents = new ColumnWriter('integer');
  const operations = new ColumnWriter('text');
  const texts = new ColumnWriter('text');
  const seeds = new ColumnWriter('integer');
  rows.forEach((row, n) => {
    news.integer(n, start + before + n + 1);
    if (made.haveParents) parents.integer(n, made.bases[row]! + 1);
    operations.text(n, params.method);
    texts.text(n, parameters(row));
    seeds.integer(n, params.seed);
  });
  return {
    rows: rows.length,
    columns: [
      news.finish('new_row', rows.length),
      parents.finish('parent_row', rows.length),
      operations.finish('operation', rows.length),
      texts.finish('parameters', rows.length),
      seeds.finish('seed', rows.length),
    ],
  };
}

/** The parameters of a new row as JSON, put together by hand: a million numbers are written in less than half the time. */
function parametersOf(columns: readonly PlanColumn[], made: MadeRows): (row: number) => string {
  const own = columns.flatMap(({ name }) => {
    const column = made.columns.get(name);
    return column === undefined ? [] : [{ head: `${JSON.stringify(name)}:`, ...column }];
  });
  const toOf = (row: number): string => {
    let text = '';
    for (const { head, values } of own) {
      const value = values?.[row] ?? NaN;
      if (!Number.isNaN(value)) text += `${text === '' ? '"to":{' : ','}${head}${JSON.stringify(value)}`;
    }
    return text === '' ? '' : `${text}}`;
  };
  const fromOf = (row: number): string => {
    let text = '';
    for (const { head, donors } of own) {
      if (donors[row]! >= 0) text += `${text === '' ? '"from":{' : ','}${head}${donors[row]! + 1}`;
    }
    return text === '' ? '' : `${text}}`;
  };
  const whole = (parts: readonly string[]): string => `{${parts.filter((part) => part !== '').join(',')}}`;
  if (!made.haveParents) {
    const donors = columns.map(({ name }) => made.columns.get(name)?.donors ?? null);
    const donorsOf = (row: number): string =>
      `"donors":[${donors.map((each) => (each === null ? 'null' : each[row]! + 1)).join(',')}]`;
    return (row) => whole([donorsOf(row), toOf(row)]);
  }
  const mixOf = (row: number): string =>
    made.partners.length === 0
      ? ''
      : `"partner":${made.partners[row]! + 1},"weight":${JSON.stringify(made.weights[row]!)}`;
  return (row) => whole([mixOf(row), toOf(row), fromOf(row)]);
}
