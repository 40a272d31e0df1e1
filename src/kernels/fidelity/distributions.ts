import type { Cell, FrameRow } from '../../core/frame';
import { frameRows } from '../../core/frame';
import type { RunContext } from '../../core/run-context';
import { quoteIdentifier } from '../../core/sql';
import { countsOf } from './columns';
import { keySql, type JudgedColumn, type JudgedTables, type Source } from './read';
import { BINNED_LEVELS, BINS, codesOf, sharedEdges, type ColumnValues, type NumberValues } from './values';

/** Categories that are told apart, the most frequent. */
const SHOWN = 12;
const MISSING = '(missing)';
const DAY = 86_400_000;

/** The rows of the frame `fidelity_distributions` of one column: shares of the real and the synthetic rows. */
export async function distributionOf(
  context: Pick<RunContext, 'database'>,
  sources: JudgedTables<Source>,
  tables: JudgedTables,
  column: JudgedColumn,
  values: ColumnValues,
): Promise<FrameRow[]> {
  const base = { column: column.name, kind: column.kind, label: null, from: null, to: null };
  const found =
    values.kind === 'number'
      ? numberRows(column, values)
      : await categoryRows(context, sources, tables, column);
  return found.map((row) => ({ ...base, ...row }));
}

function numberRows(column: JudgedColumn, values: NumberValues): FrameRow[] {
  const edges = sharedEdges(values.real);
  const coded = codesOf(values);
  const [real, synthetic] = [coded.real, coded.synthetic].map((codes) => {
    const counts = countsOf(codes, BINNED_LEVELS);
    return counts.map((count) => (codes.length > 0 ? count / codes.length : 0));
  }) as [Float64Array, Float64Array];
  const write = (edge: number | undefined): Cell => (edge === undefined ? null : written(column, edge));
  const shares = (code: number) => ({ real: real[code]!, synthetic: synthetic[code]! });
  const hasAny = (code: number): boolean => real[code]! + synthetic[code]! > 0;
  const rows: FrameRow[] = [];
  if (hasAny(1)) rows.push({ from: null, to: write(edges?.[0]), ...shares(1) });
  const isConstant = edges !== null && edges[0] === edges[BINS];
  for (let bin = 0; bin < (edges === null ? 0 : isConstant ? 1 : BINS); bin++) {
    rows.push({ from: write(edges?.[bin]), to: write(edges?.[bin + 1]), ...shares(bin + 2) });
  }
  // Without a real value there is no range, and nothing to cut by.
  if (edges === null && hasAny(2)) rows.push({ label: '(any value)', ...shares(2) });
  if (hasAny(BINNED_LEVELS)) rows.push({ from: write(edges?.[BINS]), to: null, ...shares(BINNED_LEVELS) });
  if (hasAny(0)) rows.push({ label: MISSING, ...shares(0) });
  return rows;
}

/** An edge as people know it. */
/** A value of a column as people read it: dates and timestamps as ISO 8601. */
export function written({ kind }: JudgedColumn, edge: number): Cell {
  const time = kind === 'date' ? Math.round(edge) * DAY : edge / 1000;
  if (kind === 'number' || Math.abs(time) > 8.64e15) return edge;
  const text = new Date(time).toISOString();
  return kind === 'date' ? text.slice(0, 10) : text.slice(0, 19);
}

async function categoryRows(
  { database }: Pick<RunContext, 'database'>,
  { real, synthetic }: JudgedTables<Source>,
  tables: JudgedTables,
  { name }: JudgedColumn,
): Promise<FrameRow[]> {
  const sides = [real, synthetic].map(
    ({ table }, part) =>
      `SELECT ${part} AS part, ${keySql(name, tables)} AS k, ${quoteIdentifier(name)}::VARCHAR AS label FROM ${quoteIdentifier(table)}`,
  );
  const [n, m] = [Math.max(1, real.rows), Math.max(1, synthetic.rows)];
  const frame = await database.query(
    `SELECT label, r, s, others::DOUBLE AS others FROM (
      SELECT k, label, r, s, count(*) OVER () AS others FROM (
        SELECT k, min(label) AS label, count(*) FILTER (part = 0) / ${n} AS r, count(*) FILTER (part = 1) / ${m} AS s
        FROM (${sides.join(' UNION ALL ')}) GROUP BY k
      )
    ) ORDER BY k IS NULL, r + s DESC, k LIMIT ${SHOWN + 1}`,
  );
  const gaps = await database.query(
    `SELECT count(*) FILTER (part = 0) / ${n} AS r, count(*) FILTER (part = 1) / ${m} AS s FROM (${sides.join(' UNION ALL ')}) WHERE k IS NULL`,
  );
  const [missing] = frameRows(gaps).map(({ r, s }) => ({
    label: MISSING,
    real: Number(r),
    synthetic: Number(s),
  }));
  const hasMissing = missing !== undefined && missing.real + missing.synthetic > 0;
  const all = frameRows(frame);
  const levels = Number(all[0]?.others ?? 0) - (hasMissing ? 1 : 0);
  const shown = all
    .slice(0, Math.min(SHOWN, levels))
    .map(({ label, r, s }) => ({ label: label ?? MISSING, real: Number(r), synthetic: Number(s) }));
  const rest = (side: 'real' | 'synthetic'): number =>
    Math.max(0, 1 - shown.reduce((sum, row) => sum + row[side], hasMissing ? missing[side] : 0));
  return [
    ...shown,
    ...(levels > SHOWN
      ? [{ label: `${levels - SHOWN} more`, real: rest('real'), synthetic: rest('synthetic') }]
      : []),
    ...(hasMissing ? [missing] : []),
  ];
}
