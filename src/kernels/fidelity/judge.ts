import type { Notice } from '../../core/contract';
import { failWith } from '../../core/failure';
import { fidelityShapes, type FidelityFrame } from '../../core/fidelity';
import { frameOfRows, type Cell, type Frame, type FrameRow } from '../../core/frame';
import type { RunContext } from '../../core/run-context';
import { quotedNames } from '../../core/words';
import { atATime } from '../neighbours/calls';
import { closestBeside } from './closest-rows';
import { judgeColumn, type ColumnFigures } from './columns';
import { detect } from './detect';
import { measureDistances } from './distances';
import { distributionOf, written } from './distributions';
import { countMatches } from './matches';
import { judgeAllPairs, type JudgedPairs } from './pair-blocks';
import { drawSource, readValues, type JudgedColumn, type JudgedTable, type Source } from './read';
import { chooseColumns, withoutIdentifiers } from './choose-columns';
import type { ColumnValues } from './values';

/** Rows of each table that are judged, where nobody says otherwise. */
export const MOST_JUDGED = 100_000;

/** Values that are judged at most: they stand in memory, and travel to the kernel workers. */
const MOST_VALUES = 12_000_000;
/** Rows of each table that are judged however many columns there are. */
const LEAST_JUDGED = 500;

/** What is judged, and how. */
export interface SyntheticInput {
  readonly real: JudgedTable;
  readonly synthetic: JudgedTable;
  /** Real rows that the synthetic ones were not made from. */
  readonly holdout?: JudgedTable | undefined;
  /** The columns compared; none: all that the tables share, without those that tell every real row apart. */
  readonly columns?: readonly string[];
  /** Columns of numbers that stand for categories. */
  readonly categories?: readonly string[];
  /** Columns by which someone may know a row; none: all that are compared. */
  readonly known?: readonly string[];
  readonly seed: number;
  /** Rows of each table that are judged at most. */
  readonly most?: number;
}

/** A judgement: the frames of `fidelityShapes`, and what must be said with them. */
export interface SyntheticJudgement {
  readonly frames: Readonly<Record<FidelityFrame, Frame>>;
  readonly notices: readonly Notice[];
}

/** What a part of the judgement works on. */
interface Ground {
  readonly columns: readonly JudgedColumn[];
  readonly values: readonly ColumnValues[];
  readonly rows: { readonly real: number; readonly synthetic: number; readonly holdout: number | null };
}

/**
 * Judges synthetic rows by real ones: how like they are, column by column and pair by pair, and what they give away, by the
 * definitions of SDMetrics 0.32 but with bin edges that both tables share. NaN and ±∞ count as missing. Figures that are undefined are
 * null. Of more than `most` rows in a table, or 12 million values in all, as many are judged, drawn by the seed; distances, detection and pairs are bounded too,
 * and the frames say of how many they are. Throws `fidelity-no-column`, `column-unknown`. 30,000 x 30,000 rows of 20 columns: some seconds.
 */
export async function judgeSynthetic(
  context: Pick<RunContext, 'database' | 'kernels' | 'progress'>,
  input: SyntheticInput,
): Promise<SyntheticJudgement> {
  const { real, synthetic, holdout, seed, most = MOST_JUDGED } = input;
  const tables = { real, synthetic, holdout: holdout ?? null };
  const asked = chooseColumns(tables, input.columns ?? [], input.categories ?? []);
  if (asked.columns.length === 0) return failWith('fidelity-no-column');
  context.progress('reading rows');
  const affordable = Math.floor(MOST_VALUES / asked.columns.length / (holdout === undefined ? 2 : 3));
  const judged = Math.min(most, Math.max(LEAST_JUDGED, affordable));
  const draw = (table: JudgedTable): Promise<Source> =>
    drawSource(context, table, asked.columns, judged, seed);
  const sources = {
    real: await draw(real),
    synthetic: await draw(synthetic),
    holdout: holdout === undefined ? null : await draw(holdout),
  };
  const read = await readValues(context, sources, tables, asked.columns, (share) =>
    context.progress('reading rows', share),
  );
  const kept = withoutIdentifiers(asked.columns, read, (input.columns ?? []).length > 0);
  if (kept.columns.length === 0) return failWith('fidelity-no-column');
  const ground: Ground = {
    columns: kept.columns,
    values: kept.values,
    rows: {
      real: sources.real.rows,
      synthetic: sources.synthetic.rows,
      holdout: sources.holdout?.rows ?? null,
    },
  };
  const figures = await judgeColumns(context, ground);
  const pairs = await judgeAllPairs(context, ground.values, seed, (share) =>
    context.progress('comparing pairs of columns', share),
  );
  const distributions: FrameRow[] = [];
  for (const [place, column] of kept.columns.entries()) {
    distributions.push(...(await distributionOf(context, sources, tables, column, kept.values[place]!)));
  }
  const privacy = await judgePrivacy(context, ground, input);
  const detection = await detect(context, ground.values, ground.rows, seed, (share) =>
    context.progress('telling synthetic rows from real ones', share),
  );
  const whole = {
    ...{ real_rows: real.rows, synthetic_rows: synthetic.rows },
    ...{ real_judged: ground.rows.real, synthetic_judged: ground.rows.synthetic },
    columns: kept.columns.length,
    ...qualityOf(figures, pairs),
    ...detection,
  };
  const beside = await closestBeside(context, sources, kept.columns, privacy.distances);
  return {
    frames: {
      fidelity: frame('fidelity', [whole]),
      fidelity_columns: frame(
        'fidelity_columns',
        kept.columns.map((column, place) => {
          const { gap_at: at, ...others } = figures[place]!;
          const { name, kind } = column;
          return { column: name, kind, ...others, gap_at: at === null ? null : written(column, at) };
        }),
      ),
      fidelity_pairs: frame('fidelity_pairs', pairRows(kept.columns, pairs)),
      fidelity_distributions: frame('fidelity_distributions', distributions),
      fidelity_privacy: frame('fidelity_privacy', [privacy.figures]),
      fidelity_distances: frame('fidelity_distances', privacy.distances.bins),
      fidelity_closest: frame('fidelity_closest', beside),
    },
    notices: [...noticesOf(sources, tables), ...columnNotices(asked.leftOut, kept.identifiers)],
  };
}

const frame = (name: FidelityFrame, rows: readonly Readonly<Record<string, Cell>>[]): Frame =>
  frameOfRows(Object.keys(fidelityShapes[name]), rows);

async function judgeColumns(
  { kernels, progress }: Pick<RunContext, 'kernels' | 'progress'>,
  { values }: Ground,
): Promise<ColumnFigures[]> {
  const figures: ColumnFigures[] = [];
  let done = 0;
  await atATime([...values.keys()], async (place) => {
    figures[place] = await kernels.call(judgeColumn, values[place]!);
    progress('comparing columns', (done += 1) / values.length);
  });
  return figures;
}

/** What synthetic rows give away: rows that stand in both tables, and how close the others come. */
async function judgePrivacy(
  context: Pick<RunContext, 'kernels' | 'progress'>,
  { columns, values, rows }: Ground,
  { known = [], seed }: SyntheticInput,
) {
  const named = known.length > 0 ? columns.filter(({ name }) => known.includes(name)) : columns;
  const places = named.map((column) => columns.indexOf(column));
  const matches = await context.kernels.call(
    countMatches,
    { columns: values, rows, known: places },
    [],
    (share) => context.progress('looking for real rows among the synthetic ones', share),
  );
  const isWhole = columns.map((column) => column.isWhole);
  const distances = await measureDistances(context, { columns: values, isWhole, rows, seed }, (share) =>
    context.progress('looking for the closest real rows', share),
  );
  const figures = {
    synthetic_judged: rows.synthetic,
    new_share: rows.synthetic > 0 ? matches.new_rows / rows.synthetic : null,
    ...matches,
    ...distances.figures,
    known_columns: named.map(({ name }) => name).join(', '),
  };
  return { figures, distances };
}

function qualityOf(figures: readonly ColumnFigures[], { pairs, of }: JudgedPairs) {
  const shapes = meanOf(figures.map(({ score }) => score));
  const trends = meanOf(pairs.map(({ score }) => score));
  return {
    quality: meanOf([shapes, trends]),
    column_shapes: shapes,
    pair_trends: trends,
    pairs: pairs.length,
    pairs_of: of,
  };
}

/** The mean of the figures that there are; null where there is none. */
function meanOf(figures: readonly (number | null)[]): number | null {
  const known = figures.filter((figure) => figure !== null);
  return known.length === 0 ? null : known.reduce((sum, figure) => sum + figure, 0) / known.length;
}

function pairRows(columns: readonly JudgedColumn[], { pairs }: JudgedPairs): FrameRow[] {
  return pairs.map(({ first, second, ...figures }) => ({
    first: columns[first]!.name,
    second: columns[second]!.name,
    ...figures,
  }));
}

function noticesOf(
  sources: Readonly<Record<'real' | 'synthetic' | 'holdout', Source | null>>,
  tables: Readonly<Record<'real' | 'synthetic' | 'holdout', JudgedTable | null>>,
): Notice[] {
  return (['real', 'synthetic', 'holdout'] as const).flatMap((side) => {
    const [source, table] = [sources[side], tables[side]];
    if (source === null || table === null || source.rows === table.rows) return [];
    const what = side === 'holdout' ? 'held-out' : side;
    const text = `Of ${table.rows.toLocaleString('en')} ${what} rows ${source.rows.toLocaleString('en')} were judged, drawn by the seed.`;
    return [{ code: `fidelity-sampled-${side}`, text }];
  });
}

function columnNotices(leftOut: readonly string[], identifiers: readonly string[]): Notice[] {
  return [
    ...(leftOut.length > 0
      ? [
          {
            code: 'fidelity-not-shared',
            text: `Not compared, as not every table has them: ${quotedNames(leftOut)}.`,
          },
        ]
      : []),
    ...(identifiers.length > 0
      ? [
          {
            code: 'fidelity-identifiers',
            text: `Not compared, as they tell every real row apart: ${quotedNames(identifiers)}. Name the columns to have them among them.`,
          },
        ]
      : []),
  ];
}
