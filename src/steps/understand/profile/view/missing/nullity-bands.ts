import { cellAt, type Frame } from '../../../../../core/frame';
import type { NumberFormat } from '../../../../../core/number-format';

/** Height of a column's band, and of the gap below it, in pixels. */
export const BAND = 14;
export const GAP = 3;
/** Shades that the picture tells apart; a strip that misses anything has the first at least. */
const SHADES = 8;
/** How dark the first shade is, of 1: to be seen on a light ground and on a dark one; and how wide a strip is drawn at least. */
const FAINTEST = 0.5;
const LEAST_WIDTH = 1;
const ROW_TICKS = 4;

/** A strip of rows: where it begins (from 0), how many rows it has and in how many of them the column is missing. */
export interface Strip {
  readonly first: number;
  readonly rows: number;
  readonly missing: number;
}

/** Where in the table a column is missing, strip by strip. */
export interface Band {
  readonly column: string;
  readonly strips: readonly Strip[];
}

/** The bands of the frame `nullity`, in its order. */
export function nullityBands(frame: Frame): Band[] {
  const bands = new Map<string, Strip[]>();
  for (let row = 0; row < frame.rows; row++) {
    const column = String(cellAt(frame, 'column', row));
    const number = (name: string): number => Number(cellAt(frame, name, row) ?? 0);
    const strip = { first: number('first_row'), rows: number('rows'), missing: number('missing') };
    const known = bands.get(column);
    if (known === undefined) bands.set(column, [strip]);
    else known.push(strip);
  }
  return [...bands].map(([column, strips]) => ({ column, strips }));
}

const shareOf = ({ missing, rows }: Strip): number => (rows > 0 ? missing / rows : 0);
const shadeOf = (strip: Strip): number => Math.ceil(shareOf(strip) * SHADES - 1e-9);

/** All strips of one shade as one path: where they are, in pixels, and how dark they are (0 to 1). */
export interface Shade {
  readonly opacity: number;
  readonly path: string;
}

/** The strips that miss anything, by their shade; neighbours of one shade are drawn as one. */
export function nullityShades(bands: readonly Band[], width: number): Shade[] {
  const paths = new Map<number, string[]>();
  bands.forEach(({ strips }, row) => {
    const total = rowsOf(strips);
    const x = (at: number): number => (at / total) * width;
    for (let from = 0; from < strips.length;) {
      const shade = shadeOf(strips[from]!);
      let to = from + 1;
      while (to < strips.length && shadeOf(strips[to]!) === shade) to++;
      if (shade > 0) {
        const [left, right] = [x(strips[from]!.first), x(strips[to]?.first ?? total)];
        const end = Math.min(width, Math.max(right, left + LEAST_WIDTH));
        const path = `M${left.toFixed(2)} ${row * (BAND + GAP)}H${end.toFixed(2)}v${BAND}H${left.toFixed(2)}z`;
        paths.set(shade, [...(paths.get(shade) ?? []), path]);
      }
      from = to;
    }
  });
  return [...paths]
    .sort(([a], [b]) => a - b)
    .map(([shade, parts]) => ({
      opacity: FAINTEST + ((1 - FAINTEST) * (shade - 1)) / (SHADES - 1),
      path: parts.join(''),
    }));
}

const rowsOf = (strips: readonly Strip[]): number => {
  const last = strips.at(-1);
  return last === undefined ? 0 : last.first + last.rows;
};

/** Width and height in pixels. */
interface Room {
  readonly width: number;
  readonly height: number;
}

/** Scales, ticks and a stop for every strip of every band. Rows are told from 1. */
export function nullityLayout(bands: readonly Band[], size: Room, format: NumberFormat) {
  const total = rowsOf(bands[0]?.strips ?? []);
  const x = (row: number): number => (total > 0 ? (row / total) * size.width : 0);
  const stops = bands.flatMap(({ column, strips }, row) =>
    strips.map((strip) => {
      const [left, right] = [x(strip.first), x(strip.first + strip.rows)];
      // Thousands of texts are written when they are read, not before.
      return {
        x: left,
        y: row * (BAND + GAP),
        width: right - left,
        height: BAND,
        get label() {
          return `${column}, ${rowsText(strip, format)}`;
        },
        get value() {
          return `${format.count(strip.missing)} missing (${format.share(shareOf(strip))})`;
        },
      };
    }),
  );
  const xTicks = Array.from({ length: total > 0 ? ROW_TICKS + 1 : 0 }, (_, i) => {
    const row = Math.max(1, Math.round((i / ROW_TICKS) * total));
    return { at: x(i === 0 ? 0 : row), label: i === 0 ? 'row 1' : format.count(row) };
  });
  return {
    plot: { ...size, x, y: (row: number) => row * (BAND + GAP) },
    direction: 'both' as const,
    xTicks: total < ROW_TICKS ? xTicks.slice(0, 1) : xTicks,
    yTicks: [] as never[],
    stops,
  };
}

function rowsText({ first, rows }: Strip, format: NumberFormat): string {
  return rows === 1
    ? `row ${format.count(first + 1)}`
    : `rows ${format.count(first + 1)} to ${format.count(first + rows)}`;
}

/** The picture in words: how many columns, and where the most missing one misses most. */
export function nullitySummary(bands: readonly Band[], format: NumberFormat): string {
  const missing = ({ strips }: Band): number => strips.reduce((sum, strip) => sum + strip.missing, 0);
  const worst = [...bands].sort((a, b) => missing(b) - missing(a))[0];
  if (worst === undefined) return 'Nothing is missing.';
  const densest = [...worst.strips].sort((a, b) => shareOf(b) - shareOf(a))[0]!;
  const first = `“${worst.column}” misses most, ${format.share(missing(worst) / rowsOf(worst.strips))}`;
  return `${first}, and at most ${format.share(shareOf(densest))} in ${rowsText(densest, format)}. Columns with missing values: ${format.count(bands.length)}.`;
}
