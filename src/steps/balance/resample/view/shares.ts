import { visibleText } from '../../../../charts/categories';
import { cutLabel, numberLabels } from '../../../../charts/labels';
import type { Layout, Plot, Size, Tick } from '../../../../charts/plot';
import { cellAt, type Frame } from '../../../../core/frame';
import type { NumberFormat } from '../../../../core/number-format';

/** A stretch of numbers, or a category, with its shares: of rows of the input (null where there are none to compare) and of new rows. */
export interface ShareBin {
  readonly label: string | null;
  readonly from: number;
  readonly to: number;
  readonly real: number | null;
  readonly made: number;
}

/** The shares of one column. */
export interface ColumnShares {
  readonly column: string;
  readonly kind: string;
  readonly distance: number;
  readonly bins: readonly ShareBin[];
}

/** The columns of the frame `distributions`, in its order. */
export function columnShares(frame: Frame): ColumnShares[] {
  const columns = new Map<string, { kind: string; distance: number; bins: ShareBin[] }>();
  for (let row = 0; row < frame.rows; row++) {
    const name = String(cellAt(frame, 'column', row));
    const one = columns.get(name) ?? {
      kind: String(cellAt(frame, 'kind', row)),
      distance: Number(cellAt(frame, 'distance', row)),
      bins: [],
    };
    one.bins.push(binAt(frame, row));
    columns.set(name, one);
  }
  return [...columns].map(([column, one]) => ({ column, ...one }));
}

/** The bins of the frame `nearness`. */
export function nearnessBins(frame: Frame): ShareBin[] {
  return Array.from({ length: frame.rows }, (_, row) => binAt(frame, row));
}

function binAt(frame: Frame, row: number): ShareBin {
  const label = cellAt(frame, 'label', row);
  const real = cellAt(frame, 'real', row);
  return {
    label: label === null ? null : String(label),
    ...{ from: Number(cellAt(frame, 'from', row)), to: Number(cellAt(frame, 'to', row)) },
    ...{ real: real === null ? null : Number(real), made: Number(cellAt(frame, 'made', row)) },
  };
}

const DAY = 86_400_000;

/** The edges of a stretch in words; dates come in days, timestamps in microseconds since 1970. */
export function edgeLabels(values: readonly number[], kind: string, format: NumberFormat): string[] {
  if (kind !== 'date' && kind !== 'timestamp') return numberLabels(values, format);
  return values.map((value) => {
    const instant = new Date(kind === 'date' ? value * DAY : value / 1000);
    if (Number.isNaN(instant.getTime())) return format.number(value);
    return instant
      .toISOString()
      .slice(0, kind === 'date' ? 10 : 16)
      .replace('T', ' ');
  });
}

/** What a bin stands for, in words. */
export function binLabel({ label, from, to }: ShareBin, kind: string, format: NumberFormat): string {
  if (label !== null) return visibleText(label);
  const [low = '', high = ''] = edgeLabels([from, to], kind, format);
  return from === to ? low : `${low} to ${high}`;
}

/** Everything a frame needs to draw the bins side by side, all equally wide: a stop for each, and labels where there is room. */
export function shareLayout(
  bins: readonly ShareBin[],
  size: Size,
  { kind, format }: { readonly kind: string; readonly format: NumberFormat },
): Layout {
  const most = bins.reduce((highest, { real, made }) => Math.max(highest, real ?? 0, made), 0) || 1;
  const plot: Plot = {
    ...size,
    x: (place) => (size.width * place) / Math.max(1, bins.length),
    y: (share) => size.height * (1 - share / most),
  };
  const shares = ({ real, made }: ShareBin): string =>
    `${real === null ? '' : `input ${format.share(real)} · `}new ${format.share(made)}`;
  return {
    plot,
    direction: 'x',
    xTicks: ticksOf(bins, plot, kind, format),
    yTicks: [],
    stops: bins.map((bin, place) => ({
      ...{ x: plot.x(place), y: 0, width: plot.x(1) - plot.x(0), height: size.height },
      get label() {
        return binLabel(bin, kind, format);
      },
      get value() {
        return shares(bin);
      },
    })),
  };
}

/** Letters of a category below its bar; the axis leaves out those that have no room. */
const LETTERS = 12;

/** Numbers are labelled at their two ends, what is none in the middle of its bar. */
function ticksOf(bins: readonly ShareBin[], plot: Plot, kind: string, format: NumberFormat): Tick[] {
  const stretches = bins.filter(({ label }) => label === null);
  const [first, last] = [stretches[0], stretches.at(-1)];
  const [low = '', high = ''] =
    first === undefined || last === undefined ? [] : edgeLabels([first.from, last.to], kind, format);
  const ends =
    stretches.length === 0
      ? []
      : [
          { at: plot.x(0), label: low },
          { at: plot.x(stretches.length), label: high },
        ];
  const named = bins.flatMap(({ label }, place) =>
    label === null ? [] : [{ at: plot.x(place + 0.5), label: cutLabel(visibleText(label), LETTERS) }],
  );
  return first?.from === last?.to ? [...ends.slice(0, 1), ...named] : [...ends, ...named];
}
