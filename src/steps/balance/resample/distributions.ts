import { cellAt, type FrameRow } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { roleOf, sortable } from '../../../kernels/neighbour-graph/columns';
import type { Coordinates } from '../../../kernels/neighbour-graph/coordinates';
import type { Scaling } from '../../../kernels/neighbour-graph/scaling';
import type { Sample } from './sample';

/** A sample as points. */
export interface ComparedSample extends Sample {
  readonly space: Coordinates;
  readonly scalings: ReadonlyMap<string, Scaling>;
}

/** Columns whose distributions are shown, the ones that differ most. */
const SHOWN = 12;
const BINS = 12;
const CATEGORIES = 6;
/** What a number can lack, by its code. */
const LACKS = ['', 'missing', 'not a number', '∞', '−∞'];

/** A column's values as numbers or codes, with the weight of each row: the rows of the input together weigh 1, and so do the new ones. */
interface Compared {
  readonly column: Column;
  readonly distance: number;
  readonly rows: () => Promise<FrameRow[]>;
}

/**
 * Compares each feature of the new rows with that of the rows of the input of the same classes, each class weighted as it occurs among
 * the new rows, so that only differences within classes show. Rows of the frame, the column that differs most first.
 */
export async function compareColumns(
  context: RunContext,
  sample: ComparedSample,
  names: ReadonlyMap<string, string>,
): Promise<FrameRow[]> {
  const weights = weightsOf(sample);
  const { numeric, categories } = sample.space;
  const compared = [
    ...numeric.map((column, f) => compareNumbers(sample, column, f, weights)),
    ...categories.map((column, c) => compareCategories(context, sample, column, c, weights)),
  ].sort((a, b) => b.distance - a.distance);
  const rows: FrameRow[] = [];
  for (const { column, distance, rows: make } of compared.slice(0, SHOWN)) {
    const role = roleOf(column);
    const kind = role === 'float' || role === 'integer' || role === 'decimal' ? 'number' : role;
    const base = { column: names.get(column.name) ?? column.name, kind, distance };
    for (const row of await make()) rows.push({ ...base, label: null, from: null, to: null, ...row });
  }
  return rows;
}

function weightsOf({ realClasses, madeClasses }: Sample): Float64Array {
  const count = (classes: readonly number[]): Map<number, number> => {
    const counts = new Map<number, number>();
    for (const of of classes) counts.set(of, (counts.get(of) ?? 0) + 1);
    return counts;
  };
  const [real, made] = [count(realClasses), count(madeClasses)];
  const share = (of: number): number => (made.get(of) ?? 0) / madeClasses.length;
  return Float64Array.from([
    ...realClasses.map((of) => share(of) / real.get(of)!),
    ...madeClasses.map(() => 1 / madeClasses.length),
  ]);
}

function compareNumbers(
  { space, scalings, realClasses }: ComparedSample,
  column: Column,
  f: number,
  weights: Float64Array,
): Compared {
  const { points, features, codes, codeColumns, categories, lacking } = space;
  const sd = scalings.get(column.name)?.sd ?? 1;
  const gap = lacking.findIndex(({ name }) => name === column.name);
  const lackAt = (row: number): number => (gap < 0 ? 0 : codes[row * codeColumns + categories.length + gap]!);
  const values = Float64Array.from(weights, (_, row) =>
    lackAt(row) === 0 ? points[row * features + f]! * sd : NaN,
  );
  const real = realClasses.length;
  const distance = largestGap(values, weights, real);
  return { column, distance, rows: () => Promise.resolve(numberRows(values, weights, real, lackAt)) };
}

/** The largest difference of the cumulated shares, what has no value last. */
function largestGap(values: Float64Array, weights: Float64Array, real: number): number {
  const order = Array.from(values, (_, row) => row)
    .filter((row) => !Number.isNaN(values[row]!))
    .sort((a, b) => values[a]! - values[b]!);
  let most = 0;
  let gap = 0;
  order.forEach((row, at) => {
    gap += row < real ? weights[row]! : -weights[row]!;
    const next = order[at + 1];
    if (next === undefined || values[next] !== values[row]) most = Math.max(most, Math.abs(gap));
  });
  // Sums of shares differ in their last digits.
  return most < 1e-9 ? 0 : most;
}

function numberRows(
  values: Float64Array,
  weights: Float64Array,
  real: number,
  lackAt: (row: number) => number,
): FrameRow[] {
  const known = values.filter((value) => !Number.isNaN(value));
  const low = known.reduce((least, value) => Math.min(least, value), Infinity);
  const high = known.reduce((most, value) => Math.max(most, value), -Infinity);
  const count = high > low && Number.isFinite(high - low) ? BINS : 1;
  const width = (high - low) / count;
  const bins = Array.from({ length: known.length > 0 ? count : 0 }, (_, bin) => ({
    ...{ from: low + bin * width, to: bin === count - 1 ? high : low + (bin + 1) * width, real: 0, made: 0 },
  }));
  const lacks = LACKS.map((label) => ({ label, real: 0, made: 0 }));
  values.forEach((value, row) => {
    const lack = lackAt(row);
    const into =
      lack === 0
        ? bins[count === 1 ? 0 : Math.min(count - 1, Math.floor((value - low) / width))]
        : lacks[lack];
    if (into === undefined) return;
    if (row < real) into.real += weights[row]!;
    else into.made += weights[row]!;
  });
  return [...bins, ...lacks.filter(({ real: before, made }) => before + made > 0)];
}

function compareCategories(
  { database }: RunContext,
  { space, realClasses, made: table }: ComparedSample,
  column: Column,
  c: number,
  weights: Float64Array,
): Compared {
  const shares = new Map<number, { real: number; made: number }>();
  weights.forEach((weight, row) => {
    const code = space.codes[row * space.codeColumns + c]!;
    const one = shares.get(code) ?? { real: 0, made: 0 };
    if (row < realClasses.length) one.real += weight;
    else one.made += weight;
    shares.set(code, one);
  });
  const distance = [...shares.values()].reduce((sum, { real, made }) => sum + Math.abs(real - made), 0) / 2;
  const rows = async (): Promise<FrameRow[]> => {
    const ranked = [...shares].sort(([a, x], [b, y]) => y.real + y.made - (x.real + x.made) || a - b);
    const name = quoteIdentifier(column.name);
    const texts = await database.query(
      `SELECT DISTINCT code, label FROM (SELECT ${name}::VARCHAR AS label, dense_rank() OVER (ORDER BY ${sortable(column, name)})::INTEGER AS code FROM ${table.table})
      WHERE code IN (${ranked
        .slice(0, CATEGORIES)
        .map(([code]) => code)
        .join(', ')})`,
    );
    const labels = new Map(
      Array.from({ length: texts.rows }, (_, row) => [
        Number(cellAt(texts, 'code', row)),
        String(cellAt(texts, 'label', row) ?? LACKS[1]),
      ]),
    );
    const rest = ranked.slice(CATEGORIES);
    const named = ranked
      .slice(0, CATEGORIES)
      .map(([code, share]) => ({ label: labels.get(code) ?? '', ...share }));
    if (rest.length === 0) return named;
    const sum = (part: 'real' | 'made'): number => rest.reduce((total, [, share]) => total + share[part], 0);
    return [...named, { label: `${rest.length} more`, real: sum('real'), made: sum('made') }];
  };
  return { column, distance: distance < 1e-9 ? 0 : distance, rows };
}
