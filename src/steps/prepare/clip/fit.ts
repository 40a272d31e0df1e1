import type { TableArtifact } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import { cellAt } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { columnsThatFit, unmetText } from '../../../core/unmet';
import { isFloating } from '../../../core/transforms/cells';
import { boundFor } from '../../../core/transforms/clip';
import { NUMERIC, type ClipParams } from './step';

/** Rows from which an integer column without a repeat is taken for an identifier. */
const ROWS_OF_IDENTIFIER = 20;
const COLUMNS_PER_STATEMENT = 100;

/** What was learned of a column: its bounds, null for an open side, and the range of its finite values. */
export interface Learned {
  readonly column: Column;
  readonly low: number | null;
  readonly high: number | null;
  readonly count: number;
  readonly missing: number;
  readonly nan: number;
  readonly infinite: number;
  readonly min: number | null;
  readonly max: number | null;
  /** What a column is taken for that is left out where none is named. */
  readonly looksLike: 'identifier' | 'flag' | null;
  /** True where no value of an integer column lies between the bounds: they are then both left open. */
  readonly isNarrow: boolean;
}

/**
 * The columns that the params name, or all of numbers, and what else they name. Throws `columns-none` where there is none,
 * `nothing-fits` where none of those named can be clipped.
 */
export function columnsToClip(
  table: TableArtifact,
  names: readonly string[],
): ReturnType<typeof columnsThatFit> {
  if (names.length > 0) {
    const asked = columnsThatFit(table, names, NUMERIC);
    return asked.columns.length > 0 ? asked : failWith('nothing-fits', { unmet: unmetText(asked.unmet) });
  }
  const columns = table.columns.filter(({ type }) => type === 'integer' || type === 'number');
  return columns.length > 0 ? { columns, unmet: [] } : failWith('columns-none', { verb: 'clip' });
}

/** Throws `clip-bounds` where the bounds bound nothing, or are no shares of rows where they must be. */
export function checkBounds({ method, low, high }: ClipParams): void {
  if (low === null && high === null)
    failWith('clip-bounds', { reason: 'neither a low nor a high bound is given' });
  if (low !== null && high !== null && low > high) {
    failWith('clip-bounds', { reason: `the low bound ${low} is above the high one, ${high}` });
  }
  const shares = [low, high].filter((bound) => bound !== null);
  if (method === 'quantiles' && shares.some((share) => share < 0 || share > 1)) {
    failWith('clip-bounds', { reason: 'a quantile is a share from 0 to 1' });
  }
}

/**
 * Learns the bounds of columns: quantiles by linear interpolation between the values next to them, as numpy does by default
 * (method 7 of Hyndman and Fan), of finite values. About 0.1 s per million values.
 */
export async function learnBounds(
  context: RunContext,
  table: TableArtifact,
  columns: readonly Column[],
  params: ClipParams,
): Promise<Learned[]> {
  const learned: Learned[] = [];
  for (let start = 0; start < columns.length; start += COLUMNS_PER_STATEMENT) {
    const piece = columns.slice(start, start + COLUMNS_PER_STATEMENT);
    learned.push(...(await learnPiece(context, table, piece, params)));
    context.progress('learning', learned.length / columns.length);
  }
  return learned;
}

async function learnPiece(
  { database }: RunContext,
  { table, rows }: TableArtifact,
  columns: readonly Column[],
  params: ClipParams,
): Promise<Learned[]> {
  const mayBeIdentifier = params.columns.length === 0 && rows >= ROWS_OF_IDENTIFIER;
  const parts = columns.flatMap((column, i) => {
    const quoted = quoteIdentifier(column.name);
    const value = `${quoted}::DOUBLE`;
    const finite = `FILTER (WHERE isfinite(${value}))`;
    const all = [
      `count(${quoted})::DOUBLE AS c${i}`,
      `min(${value}) ${finite} AS a${i}`,
      `max(${value}) ${finite} AS b${i}`,
    ];
    if (isFloating(column)) {
      all.push(`count(*) FILTER (WHERE isnan(${quoted}))::DOUBLE AS n${i}`);
      all.push(`count(*) FILTER (WHERE isinf(${quoted}))::DOUBLE AS i${i}`);
    }
    if (mayBeIdentifier && column.type === 'integer') all.push(`count(DISTINCT ${quoted})::DOUBLE AS d${i}`);
    if (params.method === 'quantiles') {
      for (const side of ['low', 'high'] as const) {
        const share = params[side];
        if (share !== null) all.push(`quantile_cont(${value}, ${share}) ${finite} AS ${side}${i}`);
      }
    }
    return all;
  });
  const frame = await database.query(`SELECT ${parts.join(', ')} FROM ${quoteIdentifier(table)}`);
  return columns.map((column, i) => {
    const at = (name: string): number | null => {
      const value = cellAt(frame, `${name}${i}`, 0);
      return typeof value === 'number' && Number.isFinite(value) ? value : null;
    };
    const [present, nan, distinct] = [at('c') ?? 0, at('n') ?? 0, at('d')];
    const [min, max] = [at('a'), at('b')];
    const isFlag = column.type === 'integer' && min === 0 && max === 1;
    return {
      column,
      ...boundsOf(column, params, { low: at('low'), high: at('high') }),
      count: present - nan,
      missing: rows - present,
      nan,
      infinite: at('i') ?? 0,
      min,
      max,
      looksLike: distinct === rows ? 'identifier' : isFlag ? 'flag' : null,
    };
  });
}

type Bounds = Pick<Learned, 'low' | 'high'>;

/** The bounds as values of the column: given, or its quantiles; null where nothing was learned. */
function boundsOf(
  column: Column,
  { method, low, high }: ClipParams,
  quantiles: Bounds,
): Pick<Learned, 'low' | 'high' | 'isNarrow'> {
  const asked = method === 'range' ? { low, high } : quantiles;
  const fitted = {
    low: asked.low === null ? null : boundFor(column, asked.low, 'low'),
    high: asked.high === null ? null : boundFor(column, asked.high, 'high'),
  };
  const isNarrow = fitted.low !== null && fitted.high !== null && fitted.low > fitted.high;
  if (!isNarrow) return { ...fitted, isNarrow };
  if (method === 'range') {
    failWith('clip-bounds', { reason: `no value of “${column.name}” lies from ${low} to ${high}` });
  }
  return { low: null, high: null, isNarrow };
}
