import { HEAD_FRAME } from '../core/column-head';
import { frameOfRows, type Frame, type FrameRow } from '../core/frame';

const ROWS = 4454;

function headOf(
  column: string,
  kind: string,
  missing: number,
  distinct: number,
  bars: FrameRow[],
): FrameRow[] {
  return bars.map((bar) => ({ column, kind, present: ROWS - missing, missing, distinct, ...bar }));
}

const values = (counts: Readonly<Record<string, number>>): FrameRow[] =>
  Object.entries(counts).map(([value, count]) => ({ value, count }));

/** Bars of equal width, as many as there are counts. */
const ranges = (low: number, width: number, counts: readonly number[], gap = 0): FrameRow[] =>
  counts.map((count, bin) => ({ low: low + bin * width, high: low + (bin + 1) * width - gap, count }));

const DAY_MS = 86_400_000;

const HEADS: Readonly<Record<string, FrameRow[]>> = {
  Status: headOf('Status', 'values', 0, 2, values({ good: 3200, bad: 1254 })),
  Seniority: headOf(
    'Seniority',
    'numbers',
    0,
    47,
    ranges(0, 3, [1680, 720, 430, 520, 300, 250, 180, 110, 90, 70, 50, 30, 14, 6, 3, 1], 1),
  ),
  Home: headOf(
    'Home',
    'values',
    6,
    6,
    values({ owner: 2107, rent: 973, parents: 783, other: 319, priv: 246, ignore: 20 }),
  ),
  Income: headOf(
    'Income',
    'numbers',
    381,
    353,
    ranges(6, 60, [690, 1630, 1040, 430, 160, 70, 30, 10, 6, 3, 1, 1, 1, 0, 0, 1], 1),
  ),
  Amount: headOf(
    'Amount',
    'numbers',
    0,
    285,
    ranges(100, 306.25, [180, 640, 1090, 1120, 640, 350, 190, 110, 50, 40, 20, 10, 6, 4, 2, 2]),
  ),
  Opened: headOf(
    'Opened',
    'days',
    0,
    900,
    ranges(
      Date.UTC(2019, 2, 14),
      60 * DAY_MS,
      [210, 320, 260, 310, 290, 280, 300, 330, 290, 310, 280, 300, 270, 310, 290, 104],
      DAY_MS,
    ),
  ),
  Größe_1: headOf('Größe_1', 'numbers', 0, 3, ranges(1, 1, [3100, 1100, 254], 1)),
  Remark: headOf(
    'Remark',
    'values',
    4449,
    4,
    values({ '': 2, 'paid early': 1, 'Called twice': 1, '🎈 first loan': 1 }),
  ),
};

/** What the heads of the named columns of the loans table tell. */
export function previewHeads(columns: readonly string[]): Frame {
  const rows = columns.flatMap((name) => HEADS[name] ?? []);
  return frameOfRows(HEAD_FRAME, rows);
}

/** What is told of a column of the loans table on request. */
export function previewFacts(column: string): Frame {
  const { rows, columns } = previewHeads([column]);
  const [present, missing, distinct] = ['present', 'missing', 'distinct'].map((name) => columns[name]?.[0]);
  const isText = columns.kind?.[0] === 'values';
  const spread = isText ? { empty: 2 } : { low: '0', high: '959', median: '120', mean: 130.5684 };
  const facts = { present, missing, distinct, ...spread };
  const top = Array.from({ length: rows }, (_, row) => ({
    ...facts,
    value: String(columns.value?.[row] ?? row * 12),
    count: columns.count?.[row] ?? 0,
  }));
  return frameOfRows([...Object.keys({ ...facts, value: '', count: 0 })], top);
}
