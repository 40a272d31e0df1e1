import { cellAt, type Cell, type Frame } from '../../../core/frame';
import type { ViewResult } from '../../../core/view';
import { factsOf, type Facts } from './facts';
import type { Series } from './series';

/** The series of a picture, each named as its legend says it. */
export interface NamedSeries extends Omit<Series, 'label'> {
  readonly label: string;
}

/** The frames of a chart, ready to be drawn. */
export interface Picture {
  readonly facts: Facts;
  readonly series: readonly NamedSeries[];
}

/** Reads the facts and the names of the series; undefined for a result that is none of a chart. */
export function pictureOf({ frames }: Pick<ViewResult, 'frames'>): Picture | undefined {
  const facts = factsOf(frames.facts);
  return facts === undefined ? undefined : { facts, series: seriesOf(frames.series) };
}

function seriesOf(frame: Frame | undefined): NamedSeries[] {
  return rowsOf(frame, (at) => {
    const kind = at('kind') as Series['kind'];
    const label = at('label');
    const name = kind === 'value' ? String(label) : kind === 'all' ? '' : `(${kind})`;
    return { kind, label: name === '' && kind === 'value' ? '(empty)' : name, rows: Number(at('rows')) };
  });
}

function rowsOf<Row>(frame: Frame | undefined, read: (at: (name: string) => Cell) => Row): Row[] {
  if (frame === undefined) return [];
  return Array.from({ length: frame.rows }, (_, row) => read((name) => cellAt(frame, name, row)));
}

const numberOrNull = (cell: Cell): number | null => (cell === null ? null : Number(cell));

/** The groups of bars, in the order drawn. */
export function barGroups(frame: Frame | undefined): {
  label: string;
  values: { series: number; value: number | null }[];
}[] {
  const groups: { label: string; values: { series: number; value: number | null }[] }[] = [];
  for (const { bar, label, series, value } of rowsOf(frame, (at) => ({
    bar: Number(at('bar')),
    label: at('x'),
    series: Number(at('series')),
    value: numberOrNull(at('value')),
  }))) {
    const group = (groups[bar] ??= { label: label === null ? '(other)' : String(label), values: [] });
    group.values.push({ series, value });
  }
  return groups;
}

/** A bin as its frame states it, with a count per series. */
export interface CountedBin {
  readonly low: Cell;
  readonly high: Cell;
  readonly counts: readonly number[];
}

/** The bins in order; their rows stand bin by bin, a row per series. */
export function countedBins(frame: Frame | undefined, series: number): CountedBin[] {
  const rows = rowsOf(frame, (at) => ({ low: at('low'), high: at('high'), count: Number(at('count')) }));
  return Array.from({ length: rows.length / series }, (_, bin) => ({
    low: rows[bin * series]?.low ?? null,
    high: rows[bin * series]?.high ?? null,
    counts: rows.slice(bin * series, (bin + 1) * series).map(({ count }) => count),
  }));
}

/** The points of each line; x as its frame states it. */
export function linePoints(frame: Frame | undefined, series: number): { x: Cell; y: number | null }[][] {
  const lines: { x: Cell; y: number | null }[][] = Array.from({ length: series }, () => []);
  for (const { x, place, y } of rowsOf(frame, (at) => ({
    x: at('x'),
    place: Number(at('series')),
    y: numberOrNull(at('value')),
  }))) {
    lines[place]?.push({ x, y });
  }
  return lines;
}

/** The dots of a scatter, in the order in which they were drawn lots. */
export function dotsOf(frame: Frame | undefined): { x: number; y: number; series: number }[] {
  return rowsOf(frame, (at) => ({ x: Number(at('x')), y: Number(at('y')), series: Number(at('series')) }));
}

/** True where stacked bars can be read as parts of a whole: counts, and sums of which none is negative. */
export function isWhole(aggregate: string, groups: ReturnType<typeof barGroups>): boolean {
  if (aggregate === 'count') return true;
  return aggregate === 'sum' && groups.every(({ values }) => values.every(({ value }) => (value ?? 0) >= 0));
}
