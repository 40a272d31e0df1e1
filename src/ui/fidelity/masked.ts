import { cellAt, emptyFrame, frameRows, type FrameRow } from '../../core/frame';
import { maskReason } from '../../core/masking';
import type { Frames } from './picture';

const MISSING = '(missing)';

/**
 * The columns whose values are hidden until somebody asks for them, as the profile hides them: those that may name persons or things.
 * Told by what the frames say of the rows that were judged; `others` were not compared, as no value of theirs occurs twice, and are
 * judged as identifiers.
 */
export function maskedColumns(frames: Frames, others: readonly string[] = []): Set<string> {
  const { fidelity = emptyFrame, fidelity_columns: figures = emptyFrame } = frames;
  const rows = Number(cellAt(fidelity, 'real_judged', 0) ?? 0);
  const values = valuesOf(frames);
  const isHidden = (row: FrameRow): boolean => {
    const name = String(row.column);
    const count = Math.round(rows * (1 - Number(row.real_missing ?? 0)));
    const distinct = typeof row.real_levels === 'number' ? row.real_levels : null;
    const type = row.kind === 'category' ? 'text' : String(row.kind);
    const known = { name, type, rows, count, distinct, values: values.get(name) ?? [] };
    return maskReason({ ...known, isIdentifier: false }) !== null;
  };
  const compared = frameRows(figures);
  const names = compared.filter(isHidden).map(({ column }) => String(column));
  const known = new Set(compared.map(({ column }) => String(column)));
  return new Set([...names, ...(known.size === 0 ? [] : others.filter((name) => !known.has(name)))]);
}

/** The most frequent real categories of each column. */
function valuesOf({ fidelity_distributions: frame = emptyFrame }: Frames): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const { column, label, real } of frameRows(frame)) {
    if (typeof label !== 'string' || label === MISSING || Number(real) === 0 || /^\d+ more$/.test(label))
      continue;
    values.set(String(column), [...(values.get(String(column)) ?? []), label]);
  }
  return values;
}
