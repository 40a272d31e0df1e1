import { cellAt, type Frame } from '../../../core/frame';

/** Classes that are drawn; the others are summed into one bar. */
const DRAWN = 30;

/** A bar: a class, or the sum of those without a bar of their own. */
interface ClassBar {
  readonly label: string;
  readonly count: number;
  readonly share: number;
}

/** What the picture shows: a bar per class, and what is left out of the bars. */
export interface ClassBars {
  readonly categories: readonly ClassBar[];
  /** Classes in the last bar, where not all have a bar of their own. */
  readonly summed: number;
  readonly missing: number;
  readonly rows: number;
}

/** The bars of the picture from the frames of the step. Rows without a class get no bar: they count in no share. */
export function classBars(classes: Frame | undefined, summary: Frame | undefined): ClassBars {
  if (classes === undefined || summary === undefined)
    return { categories: [], summed: 0, missing: 0, rows: 0 };
  const total = Number(cellAt(summary, 'classes', 0));
  const labelled = Number(cellAt(summary, 'labelled', 0));
  const drawn = total > DRAWN + 1 ? DRAWN : total;
  const own = Array.from({ length: drawn }, (_, row) => ({
    label: String(cellAt(classes, 'class', row)),
    count: Number(cellAt(classes, 'count', row)),
    share: Number(cellAt(classes, 'share', row)),
  }));
  const rest = labelled - own.reduce((sum, { count }) => sum + count, 0);
  const summed = total - drawn;
  const last = summed > 0 ? [{ label: `${summed} others`, count: rest, share: rest / labelled }] : [];
  return {
    categories: [...own, ...last],
    summed,
    missing: Number(cellAt(summary, 'missing', 0)),
    rows: Number(cellAt(summary, 'rows', 0)),
  };
}
