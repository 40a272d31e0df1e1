import { emptyFrame, frameRows, type Cell, type FrameRow } from '../../../../../core/frame';
import type { ProfileIndex } from '../profile-index';
import { indexTarget } from '../target/target-index';

/** The target in the file of a profile. */
export interface FileTarget {
  readonly column: string;
  readonly kind: 'classes' | 'number';
  /** Rows whose target can be used, and rows without one. */
  readonly rows: number;
  readonly left_out: number;
  /** Mean of a number, or share of the class told of two; null for more. */
  readonly mean: number | null;
  /** The classes whose shares are told. */
  readonly classes: readonly string[];
  /** Why nothing is told of the columns; null where something is. */
  readonly reason: string | null;
  /** The other columns, the one that foretells best first, as in the frame `target_columns`. */
  readonly columns: readonly FrameRow[];
  /** The target by the values of each column, as in the frame `target_bins`; what is hidden is null. */
  readonly bins: readonly FrameRow[];
}

/** The target of a profile as it stands in the file; null where none was chosen. */
export function targetInFile(profile: ProfileIndex): FileTarget | null {
  const target = indexTarget(profile.frames, profile);
  if (target === null) return null;
  const isHidden = (column: Cell): boolean => {
    const place = profile.place(String(column));
    return place !== undefined && profile.isMasked(place);
  };
  const { target_columns: columns = emptyFrame, target_bins: bins = emptyFrame } = profile.frames;
  return {
    column: target.name,
    kind: target.kind,
    rows: target.rows,
    left_out: target.leftOut,
    mean: target.mean,
    classes: target.classes.map((each) => target.className(each)),
    reason: target.reason,
    columns: frameRows(columns),
    bins: frameRows(bins).map((row) => ({
      ...row,
      ...(isHidden(row.column ?? null) ? { low: null, high: null, value: null } : {}),
      class: row.class === null || row.class === undefined ? null : target.className(String(row.class)),
    })),
  };
}
