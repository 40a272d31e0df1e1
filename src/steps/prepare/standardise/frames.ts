import { frameOfRows, type Cell, type Frame } from '../../../core/frame';
import type { Learned } from './fit';
import { standardise } from './step';

/** The frame `constants`: a row per column, in the order of the table or of the params. */
export function constantsFrame(learned: readonly Learned[]): Frame {
  const rows = learned.map(({ column, mean, sd, missing, numbers }) => ({
    column: column.name,
    mean,
    sd,
    count: numbers.moments.n,
    missing,
    nan: numbers.nan,
    infinite: numbers.positiveInfinity + numbers.negativeInfinity,
    min: numbers.min,
    max: numbers.max,
    is_constant: sd === 0,
  }));
  return frameOfRows(Object.keys(standardise.frames.constants!), rows);
}

/** The frame `histograms`. Scaling is linear, so a bin keeps its values: only its edges move. */
export function histogramsFrame(learned: readonly Learned[]): Frame {
  return frameOfRows(Object.keys(standardise.frames.histograms!), learned.flatMap(binRows));
}

function binRows({ column, mean, sd, numbers }: Learned): Record<string, Cell>[] {
  const { edges = [], counts = [] } = numbers.histogram ?? {};
  if (mean === null || sd === null) return [];
  const scaled = edges.map((edge) => (edge - mean) / (sd === 0 ? 1 : sd));
  return counts.map((count, bin) => ({
    column: column.name,
    bin,
    low: edges[bin]!,
    high: edges[bin + 1]!,
    scaled_low: scaled[bin]!,
    scaled_high: scaled[bin + 1]!,
    count,
  }));
}
