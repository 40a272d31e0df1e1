import { cellAt, type FrameRow } from '../../../../core/frame';
import type { RunContext } from '../../../../core/run-context';
import { quoteIdentifier } from '../../../../core/sql';
import type { ColumnStatistics } from '../../../../core/statistics';
import { columnsPerPiece, nameOf, piecesOf, type ProfileTable } from '../columns';
import { BINS, microseconds, MISSING, planBins, type BinLabel, type BinPlan } from './bin-plan';
import { meanOf, shareOf } from './intervals';
import type { ClassTarget, NumberTarget, Target } from './target-column';

const ROWS_PER_STATEMENT = 10_000_000;
/** A statement over more columns costs more to plan than to run. */
const MOST_COLUMNS = 10;

/** The rows of one bin and one class (0 for a number), with the sums of a number as `meanOf` takes them. */
export interface BinCell {
  readonly code: number;
  readonly slot: number;
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

/** A column with what was counted in its bins. */
export interface BinnedColumn {
  readonly column: ColumnStatistics;
  readonly plan: BinPlan;
  readonly cells: readonly BinCell[];
}

/**
 * Counts the target in the bins of columns, over all rows whose target can be used: ten columns a statement, each scanned once
 * with the target, about 0.1 s a column and million rows. `done` hears how many columns were counted.
 */
export async function readBins(
  { database }: RunContext,
  table: ProfileTable,
  columns: readonly ColumnStatistics[],
  target: Target,
  done: (columns: number) => void,
): Promise<BinnedColumn[]> {
  const binned: BinnedColumn[] = [];
  const size = columnsPerPiece(table.rows, ROWS_PER_STATEMENT, MOST_COLUMNS);
  for (const piece of piecesOf(columns, size)) {
    const edges = await dateEdges({ database }, table, piece);
    const plans = piece.map((column) => planBins(column, edges.get(column.name)));
    const sql = plans.map((plan, i) => countSql(i, plan, target, table.table));
    const frame = await database.query(sql.join('\nUNION ALL\n'));
    const cells = piece.map((): BinCell[] => []);
    for (let row = 0; row < frame.rows; row++) {
      const number = (name: string): number => Number(cellAt(frame, name, row) ?? 0);
      const [code, slot, n] = [number('b'), number('k'), number('n')];
      cells[number('c')]?.push({ code, slot, n, sum: number('s'), squares: number('q') });
    }
    binned.push(...piece.map((column, i) => ({ column, plan: plans[i]!, cells: cells[i]! })));
    done(piece.length);
  }
  return binned;
}

function countSql(index: number, { value, code }: BinPlan, target: Target, table: string): string {
  const rows = `SELECT ${value} AS v, ${nameOf(target.column)} AS y FROM ${quoteIdentifier(table)}`;
  if (target.kind === 'classes') {
    return `SELECT ${index} AS c, b::DOUBLE AS b, k::DOUBLE AS k, count(*)::DOUBLE AS n, 0::DOUBLE AS s, 0::DOUBLE AS q
      FROM (SELECT ${code} AS b, ${target.sql('y')} AS k FROM (${rows})) WHERE k IS NOT NULL GROUP BY b, k`;
  }
  return `SELECT ${index} AS c, b::DOUBLE AS b, 0::DOUBLE AS k, count(*)::DOUBLE AS n, sum(z) AS s, sum(z * z) AS q
    FROM (SELECT ${code} AS b, ${target.sql('y')} AS z FROM (${rows})) WHERE z IS NOT NULL GROUP BY b`;
}

/** The deciles of dates, timestamps and times, from the least on, in microseconds; the statistics do not have them. */
async function dateEdges(
  { database }: Pick<RunContext, 'database'>,
  { table }: ProfileTable,
  columns: readonly ColumnStatistics[],
): Promise<Map<string, number[]>> {
  const dated = columns.filter(({ dates, count }) => dates !== undefined && count > 0);
  if (dated.length === 0) return new Map();
  const shares = Array.from({ length: BINS + 1 }, (_, i) => i / BINS);
  const branches = dated.map(
    (column, i) =>
      `SELECT ${i} AS c, unnest(quantile_disc(v, [${shares.join(', ')}])) AS e FROM (SELECT ${microseconds(column)} AS v FROM ${quoteIdentifier(table)}) WHERE isfinite(v)`,
  );
  const frame = await database.query(branches.join(' UNION ALL '));
  const edges = new Map(dated.map(({ name }) => [name, [] as number[]]));
  for (let row = 0; row < frame.rows; row++) {
    const edge = cellAt(frame, 'e', row);
    if (edge !== null) edges.get(dated[Number(cellAt(frame, 'c', row))]!.name)?.push(Number(edge));
  }
  for (const each of edges.values()) each.sort((a, b) => a - b);
  return edges;
}

/** The rows of the frame `target_bins` for a column: bins in order, and in each the positive class, or every class. */
export function binRows({ column, plan, cells }: BinnedColumn, target: Target): FrameRow[] {
  const codes = [...new Set(cells.map(({ code }) => code))].sort((a, b) => a - b);
  return codes.flatMap((code, bin) => {
    const own = cells.filter((cell) => cell.code === code);
    const label = plan.labelOf(code);
    return target.kind === 'number'
      ? [meanRow(column.name, bin, label, own, target)]
      : shareRows(column.name, bin, label, own, target);
  });
}

function meanRow(
  column: string,
  bin: number,
  label: BinLabel,
  [cell]: readonly BinCell[],
  target: NumberTarget,
): FrameRow {
  const { value, from, to } = meanOf(cell!, target);
  return { column, bin, ...label, class: null, rows: cell!.n, target: value, from, to };
}

function shareRows(
  column: string,
  bin: number,
  label: BinLabel,
  cells: readonly BinCell[],
  { classes, positive }: ClassTarget,
): FrameRow[] {
  const rows = cells.reduce((sum, { n }) => sum + n, 0);
  const slots = positive === null ? classes.map((_, slot) => slot) : [positive];
  return slots.map((slot) => {
    const count = cells.find((cell) => cell.slot === slot)?.n ?? 0;
    const { value, from, to } = shareOf(count, rows);
    const name = classes[slot]?.label ?? '';
    return { column, bin, ...label, class: name, rows, target: value, from, to };
  });
}

/**
 * The share of the variance of the target that being missing tells, in all rows: for a number eta², for classes Goodman and
 * Kruskal's tau. Null where fewer than five rows are missing, or fewer than five are not.
 */
export function missingPower({ cells }: BinnedColumn, slots: number): number | null {
  const total = (isGone: boolean): BinCell[] => cells.filter(({ code }) => (code === MISSING) === isGone);
  const [gone, there] = [total(true), total(false)].map((own) => explained(own, slots)) as [Sums, Sums];
  if (gone.n < LEAST_MISSING || there.n < LEAST_MISSING) return null;
  const all = explained(cells, slots);
  const spread = all.squares - all.between;
  return spread > 0 ? Math.max(0, Math.min(1, (gone.between + there.between - all.between) / spread)) : null;
}
const LEAST_MISSING = 5;

/** Rows, sum of squares, and squared sums over rows: what a mean of its own takes away. */
interface Sums {
  readonly n: number;
  readonly squares: number;
  readonly between: number;
}

function explained(cells: readonly BinCell[], slots: number): Sums {
  const n = cells.reduce((sum, cell) => sum + cell.n, 0);
  if (slots === 0) {
    const sum = cells.reduce((all, cell) => all + cell.sum, 0);
    const squares = cells.reduce((all, cell) => all + cell.squares, 0);
    return { n, squares, between: n === 0 ? 0 : (sum * sum) / n };
  }
  const counts = Array.from({ length: slots }, (_, slot) =>
    cells.filter((cell) => cell.slot === slot).reduce((sum, cell) => sum + cell.n, 0),
  );
  return { n, squares: n, between: n === 0 ? 0 : counts.reduce((sum, count) => sum + count * count, 0) / n };
}
