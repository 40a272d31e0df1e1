import type { TableArtifact } from '../../../core/artifact';
import type { ColumnData, RowsPiece } from '../../../core/rows';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { ValueBounds } from '../../../kernels/augment-series/augment-series';
import type { SeriesColumns } from './columns';
import type { MadeWindows } from './make';

/** The runtime's own; this world has no DOM types. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** Values that go into lists at a time: putting them in order takes some times their room. */
const PIECE_VALUES = 1_000_000;
/** Rows of provenance at a time. */
const PIECE_ROWS = 50_000;

/** What new windows are put together from. */
export interface ComposeFrom {
  readonly table: TableArtifact;
  readonly columns: SeriesColumns;
  readonly made: MadeWindows;
  readonly keep: boolean;
  /** Told in the provenance where new values were kept within them. */
  readonly within: readonly ValueBounds[] | null;
}

/** The real rows, then the new ones: what is no channel and no key is that of the parent. */
export async function composeRows({ database }: RunContext, of: ComposeFrom): Promise<MadeTable> {
  const { table, columns, made, keep } = of;
  const source = quoteIdentifier(table.table);
  if (made.parents.length === 0) return database.createTable(`FROM ${source} WHERE ${keep}`);
  const pieces = await listPieces({ database }, made);
  const parents = await database.createNumbers({
    w: Float64Array.from(made.parents, (_, w) => w),
    parent: Float64Array.from(made.parents),
  });
  const alias = table.columns.map((_, n) => `x${n}`);
  const numbered = `SELECT row_number() OVER () - 1 AS i, ${table.columns.map(({ name }, n) => `${quoteIdentifier(name)} AS x${n}`).join(', ')} FROM ${source}`;
  const values = table.columns.map((column, n) => {
    const channel = columns.channels.findIndex(({ name }) => name === column.name);
    const value =
      channel >= 0
        ? `CAST(v.c${channel} AS ${column.sqlType})`
        : column.name === columns.key?.name
          ? `NULL::${column.sqlType}`
          : `b.${alias[n]!}`;
    return `${value} AS ${quoteIdentifier(column.name)}`;
  });
  return database.createTable(
    `${keep ? `FROM ${source} UNION ALL ` : ''}(SELECT ${values.join(', ')}
    FROM (${pieces.map(({ table: piece }) => `FROM ${piece}`).join(' UNION ALL ')}) AS v
    JOIN ${parents.table} AS p ON p.w = v.w JOIN (${numbered}) AS b ON b.i = p.parent::BIGINT ORDER BY v.w)`,
  );
}

/** Tables of new windows as lists: `w` their number and `c0`… the channels; NaN becomes missing. */
async function listPieces(
  { database }: Pick<RunContext, 'database'>,
  made: MadeWindows,
): Promise<MadeTable[]> {
  const { offsets, channels, parents } = made;
  const names = channels.map((_, c) => `c${c}`);
  const lists = names.map(
    (name) => `list(CASE WHEN isnan(${name}) THEN NULL ELSE ${name} END ORDER BY i) AS ${name}`,
  );
  const pieces: MadeTable[] = [];
  for (let from = 0; from < parents.length;) {
    let to = from + 1;
    while (to < parents.length && (offsets[to + 1]! - offsets[from]!) * channels.length <= PIECE_VALUES) to++;
    const [start, end] = [offsets[from]!, offsets[to]!];
    const windows = new Float64Array(end - start);
    for (let w = from; w < to; w++) windows.fill(w, offsets[w]! - start, offsets[w + 1]! - start);
    const long = await database.createNumbers({
      w: windows,
      i: windows.map((_, place) => place),
      ...Object.fromEntries(names.map((name, c) => [name, channels[c]!.slice(start, end)])),
    });
    pieces.push(
      await database.createTable(`SELECT w, ${lists.join(', ')} FROM ${long.table} GROUP BY w ORDER BY w`),
    );
    from = to;
  }
  return pieces;
}

/** The table `provenance`: one row for each new one. */
export async function composeProvenance({ database }: RunContext, of: ComposeFrom): Promise<MadeTable> {
  const { table, columns, made, keep } = of;
  const wanted = 'new_row, parent_row, parent, operation, parameters, seed';
  if (made.parents.length === 0) {
    return database.createTable(
      `SELECT 1::BIGINT AS new_row, 1::BIGINT AS parent_row, '' AS parent, '' AS operation, '' AS parameters, 1::BIGINT AS seed WHERE false`,
    );
  }
  const rows = await database.createRows(provenancePieces(of, keep ? table.rows : 0));
  const key = columns.key === null ? 'NULL' : quoteIdentifier(columns.key.name);
  return database.createTable(
    `SELECT ${wanted} FROM ${rows.table} JOIN (
      SELECT i, coalesce(k::VARCHAR, i::VARCHAR) AS parent FROM (
        SELECT row_number() OVER () AS i, ${key} AS k FROM ${quoteIdentifier(table.table)})) AS keys
    ON keys.i = parent_row ORDER BY new_row`,
  );
}

async function* provenancePieces({ made, within }: ComposeFrom, before: number): AsyncGenerator<RowsPiece> {
  const bounds = within === null ? {} : { within: within.map(({ low, high }) => [low, high]) };
  for (let from = 0; from < made.parents.length; from += PIECE_ROWS) {
    const to = Math.min(made.parents.length, from + PIECE_ROWS);
    const drawn = made.operations.slice(from, to);
    const integers = (name: string, value: (place: number) => number): ColumnData => ({
      ...{ name, type: 'integer' as const },
      values: BigInt64Array.from({ length: to - from }, (_, n) => BigInt(value(from + n))),
    });
    yield await Promise.resolve({
      rows: to - from,
      columns: [
        integers('new_row', (place) => before + place + 1),
        integers('parent_row', (place) => made.parents[place]! + 1),
        texts(
          'operation',
          drawn.map((each) => each.map(({ operation }) => operation).join(' + ')),
        ),
        texts(
          'parameters',
          drawn.map((each) => JSON.stringify({ operations: each, ...bounds })),
        ),
        integers('seed', (place) => made.seeds[place]!),
      ],
    });
  }
}

function texts(name: string, values: readonly string[]): ColumnData {
  const encoder = new TextEncoder();
  const parts = values.map((value) => encoder.encode(value));
  const offsets = new Int32Array(values.length + 1);
  parts.forEach((part, n) => (offsets[n + 1] = offsets[n]! + part.length));
  const bytes = new Uint8Array(offsets.at(-1)!);
  parts.forEach((part, n) => bytes.set(part, offsets[n]));
  return { name, type: 'text', offsets, bytes };
}
