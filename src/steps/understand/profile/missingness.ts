import { frameOfRows, frameRows, type Frame, type FrameRow, type FrameShape } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { ColumnStatistics, Statistics } from '../../../core/statistics';
import { nameOf, type ProfileTable } from './columns';

/** Columns whose missing values are held against each other: those that miss most. */
const MOST_COLUMNS = 30;
/** Patterns that are listed, and that are fetched; where there are more, the pairs are not known. */
const LISTED = 20;
const MOST_PATTERNS = 5000;

/** The columns of the frame `missing_patterns`. */
export const patternFrame: FrameShape = {
  rank: { type: 'integer', meaning: 'From 1; the pattern of most rows first' },
  missing: {
    type: 'text',
    meaning: 'The columns that are missing, as a JSON list; [] for rows without a gap',
  },
  rows: {
    type: 'integer',
    meaning: 'Rows in which these columns are missing, and no other of those looked at',
  },
  share: { type: 'number', meaning: 'Share of all rows' },
};

/** The columns of the frame `missing_pairs`. */
export const pairFrame: FrameShape = {
  column: { type: 'text', meaning: 'A column with missing values' },
  other: { type: 'text', meaning: 'Another one, further right' },
  both: { type: 'integer', meaning: 'Rows in which both are missing' },
  correlation: {
    type: 'number',
    meaning: 'Pearson’s r of being missing: 1 where both always are together, -1 where always just one is',
  },
};

interface Pattern {
  /** Bit i is set where the i-th of the columns is missing. */
  readonly bits: number;
  readonly rows: number;
}

/**
 * Which columns are missing together: the commonest patterns, and the correlation of every two. Of the 30 columns that miss most
 * (empty ones left out); none where fewer than two miss anything. One statement, some 10 ms a column and million rows.
 */
export async function missingness(
  { database }: RunContext,
  { table }: ProfileTable,
  statistics: Statistics,
): Promise<{ missing_patterns: Frame; missing_pairs: Frame }> {
  const columns = gappyColumns(statistics.columns);
  const isAsked = columns.length > 1;
  const patterns = isAsked ? await readPatterns(database, table, columns) : [];
  const isWhole = patterns.length <= MOST_PATTERNS;
  return {
    missing_patterns: frameOfRows(
      Object.keys(patternFrame),
      listedPatterns(patterns, columns, statistics.rows),
    ),
    missing_pairs: frameOfRows(
      Object.keys(pairFrame),
      isAsked && isWhole ? pairsOf(patterns, columns, statistics.rows) : [],
    ),
  };
}

/** In the order of the table. */
function gappyColumns(columns: readonly ColumnStatistics[]): ColumnStatistics[] {
  const gappy = columns.filter(({ missing, count }) => missing > 0 && count > 0);
  const most = new Set([...gappy].sort((a, b) => b.missing - a.missing).slice(0, MOST_COLUMNS));
  return gappy.filter((column) => most.has(column));
}

async function readPatterns(
  database: RunContext['database'],
  table: string,
  columns: readonly ColumnStatistics[],
): Promise<Pattern[]> {
  const bits = columns.map((column, i) => `(${nameOf(column)} IS NULL)::BIGINT * ${2 ** i}`).join(' + ');
  const frame = await database.query(
    `SELECT (${bits})::DOUBLE AS bits, count(*)::DOUBLE AS n FROM ${quoteIdentifier(table)} GROUP BY 1 ORDER BY n DESC, bits LIMIT ${MOST_PATTERNS + 1}`,
  );
  return frameRows(frame).map((row) => ({ bits: Number(row.bits), rows: Number(row.n) }));
}

const isMissing = ({ bits }: Pattern, column: number): boolean => Math.floor(bits / 2 ** column) % 2 === 1;

function listedPatterns(
  patterns: readonly Pattern[],
  columns: readonly ColumnStatistics[],
  all: number,
): FrameRow[] {
  return patterns.slice(0, LISTED).map((pattern, i) => ({
    rank: i + 1,
    missing: JSON.stringify(columns.filter((_, place) => isMissing(pattern, place)).map(({ name }) => name)),
    rows: pattern.rows,
    share: pattern.rows / all,
  }));
}

function pairsOf(
  patterns: readonly Pattern[],
  columns: readonly ColumnStatistics[],
  all: number,
): FrameRow[] {
  return columns.flatMap((one, i) =>
    columns.slice(i + 1).map((other, j) => {
      const both = patterns
        .filter((pattern) => isMissing(pattern, i) && isMissing(pattern, i + 1 + j))
        .reduce((sum, { rows }) => sum + rows, 0);
      const [p, q] = [one.missing / all, other.missing / all];
      const correlation = (both / all - p * q) / Math.sqrt(p * (1 - p) * q * (1 - q));
      return {
        column: one.name,
        other: other.name,
        both,
        correlation: Math.max(-1, Math.min(1, correlation)),
      };
    }),
  );
}
