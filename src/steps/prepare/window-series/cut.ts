import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier, quoteLiteral } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { spanOf } from '../../../kernels/windows/count';
import type { WindowColumns, WindowNames } from './columns';
import type { WindowParams } from './step';

/** Rows of a block at least: small blocks would be many. */
const LEAST_BLOCK = 64;

/** What windows are cut from. */
export interface CutFrom {
  readonly series: MadeTable;
  readonly columns: WindowColumns;
  readonly names: WindowNames;
  readonly params: WindowParams;
  readonly hasTimes: boolean;
}

/**
 * The windows that are left, one row each, in order: `w` (from 1), `seg`, `s` the place of the first sample, where its values stand
 * (`r` the remainder by the stride, `b` the block, `o` the place in it), its first and last time, and all that is not a list.
 */
export async function placeWindows(
  { database }: Pick<RunContext, 'database'>,
  plan: MadeTable,
  { series, columns, params }: CutFrom,
): Promise<MadeTable> {
  const { stride, shift, horizon, missing } = params;
  const span = spanOf(params);
  const block = blockOf(params);
  const has = 'g.cm - f.cm + f.m::BIGINT > 0';
  const entity = columns.entity.map((_, n) => `f.e${n}, `).join('');
  const target =
    horizon > 0 ? `JOIN ${series.table} AS h ON h.seg = s.seg AND h.p = s.s + ${span - 1 + horizon}` : '';
  return database.createTable(
    `WITH planned AS (SELECT seg::BIGINT AS seg, windows::BIGINT AS n FROM ${plan.table} WHERE windows > 0),
    starts AS (SELECT seg, unnest(range(0, n * ${shift}, ${shift})) AS s FROM planned)
    SELECT row_number() OVER (ORDER BY s.seg, s.s) AS w, s.seg, s.s, f.e, s.s % ${stride} AS r,
      (s.s // ${stride}) // ${block} AS b, (s.s // ${stride}) % ${block} AS o, ${entity}
      f.stamp AS first_at, g.stamp AS last_at, f.t AS t0, f.pt, g.l AS last_label, ${has} AS has_missing,
      ${horizon > 0 ? 'h.y' : 'NULL'} AS y
    FROM starts AS s JOIN ${series.table} AS f ON f.seg = s.seg AND f.p = s.s
    JOIN ${series.table} AS g ON g.seg = s.seg AND g.p = s.s + ${span - 1} ${target}
    ${missing === 'keep' ? '' : `WHERE NOT (${has})`} ORDER BY w`,
  );
}

/**
 * The table of windows. Each list is a slice of a block: the values of a stretch of rows, of one remainder by the stride, long enough
 * for every window that starts in it. A slice of the whole series would copy that series for each window.
 */
export async function cutWindows(
  { database }: Pick<RunContext, 'database'>,
  placed: MadeTable,
  from: CutFrom,
): Promise<MadeTable> {
  const { series, columns, names, params, hasTimes } = from;
  const { size, stride, layout } = params;
  const block = blockOf(params);
  const lists = columns.values.map((_, n) => `v${n}`);
  const needsCodes = columns.label !== null && params.labelBy !== 'last';
  const wanted = [...lists, ...(needsCodes ? ['lc'] : []), ...(hasTimes ? ['t'] : [])];
  const rows = (of: string, where: string) =>
    `SELECT seg, p % ${stride} AS r, p // ${stride} AS q, ${of} AS b, ${wanted.join(', ')} FROM ${series.table} ${where}`;
  const blocks = await database.createTable(
    `SELECT seg, r, b, ${wanted.map((name) => `list(${name} ORDER BY q) AS ${name}`).join(', ')} FROM (
      ${rows(`(p // ${stride}) // ${block}`, '')} UNION ALL
      ${rows(`(p // ${stride}) // ${block} - 1`, `WHERE p // ${stride} >= ${block} AND (p // ${stride}) % ${block} < ${size - 1}`)}
    ) GROUP BY seg, r, b`,
  );
  const slice = (name: string) => `list_slice(b.${name}, w.o + 1, w.o + ${size})`;
  const label = needsCodes ? `, ${labelCode(params, series, slice('lc'))} AS code` : '';
  const times = hasTimes
    ? `, list_transform(${slice('t')}, x -> (x - w.t0) / ${unitOf(columns.time)}) AS ts`
    : '';
  const cut = `SELECT w.*, ${lists.map((name) => `${slice(name)} AS ${name}`).join(', ')}${label}${times}
    FROM ${placed.table} AS w JOIN ${blocks.table} AS b ON b.seg = w.seg AND b.r = w.r AND b.b = w.b`;
  const shown =
    layout === 'lists' ? lists.map((name, n) => as(name, names.values[n]![0]!)) : wide(lists, names);
  const select = [
    as('c.w', names.window),
    ...columns.entity.map(({ name }, n) => as(`c.e${n}`, name)),
    as('first_at', names.first),
    as('last_at', names.last),
    ...(columns.part === null ? [] : [as('c.pt', columns.part.name)]),
    ...(hasTimes ? [as('ts', names.times)] : []),
    ...shown,
    ...(columns.label === null ? [] : [as(needsCodes ? 'k.l' : 'last_label', columns.label.name)]),
    ...(columns.target === null ? [] : [as('c.y', names.target)]),
  ];
  const codes = needsCodes
    ? `LEFT JOIN (SELECT lc, any_value(l) AS l FROM ${series.table} WHERE lc IS NOT NULL GROUP BY lc) AS k ON k.lc = c.code`
    : '';
  return database.createTable(`SELECT ${select.join(', ')} FROM (${cut}) AS c ${codes} ORDER BY c.w`);
}

const blockOf = ({ size }: WindowParams): number => Math.max(size, LEAST_BLOCK);

const as = (value: string, name: string): string => `${value} AS ${quoteIdentifier(name)}`;

const wide = (lists: readonly string[], names: WindowNames): string[] =>
  lists.flatMap((list, n) => names.values[n]!.map((name, place) => as(`${list}[${place + 1}]`, name)));

/** Times within a window are told in seconds for instants, in days for dates, else in the unit of the column. */
const unitOf = (time: Column | null): string => (time?.type === 'timestamp' ? '1e6' : '1');

/** SQL: the code of a window's label. Of equally many samples `mode` takes the label that comes first. */
function labelCode({ labelBy, anyClass }: WindowParams, series: MadeTable, slice: string): string {
  const mode = `list_aggregate(${slice}, 'mode')`;
  if (labelBy !== 'any') return mode;
  const code = `(SELECT any_value(lc) FROM ${series.table} WHERE l::VARCHAR = ${quoteLiteral(anyClass)})`;
  return `CASE WHEN list_contains(${slice}, ${code}) THEN ${code} ELSE ${mode} END`;
}
