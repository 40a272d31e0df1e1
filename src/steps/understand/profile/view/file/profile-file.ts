import { cellAt, emptyFrame, frameRows, type Cell } from '../../../../../core/frame';
import { MASK_WORDS } from '../../../../../core/masking';
import type { AlertIndex } from '../alerts/alert-index';
import type { ProfileIndex } from '../profile-index';
import { alertInFile, type FileAlert } from './file-alert';
import { columnInFile, type FileColumn } from './file-column';
import { targetInFile, type FileTarget } from './file-target';

/**
 * A profile as the file that a person saves: JSON that reads without this program. Figures go by the names of the result frames
 * (`sd`, `positive_infinity`), which the step documents; what does not suit a column is left out. NaN and ±Infinity are the texts
 * "NaN", "Infinity" and "-Infinity", integers beyond 2^53 and decimals texts, dates ISO 8601. Another shape gets another version.
 */
export interface ProfileFile {
  readonly format: 'sluice-profile';
  readonly version: 1;
  /** `missing_cells`, `duplicate_rows` and so on, as in the frame `table`. */
  readonly table: { readonly name: string } & Readonly<Record<string, Cell>>;
  /** Columns whose values this file does not tell, and why; their counts, means and lengths it does. */
  readonly hidden_columns: readonly { readonly column: string; readonly reason: string }[];
  readonly columns: readonly FileColumn[];
  /** The most severe first. */
  readonly alerts: readonly FileAlert[];
  /** What foretells the target; null where none was chosen. */
  readonly target: FileTarget | null;
  /** Which columns are missing together, the pattern of most rows first; `[]` in `missing` are the rows without a gap. */
  readonly missing_patterns: readonly {
    readonly missing: readonly string[];
    readonly rows: number;
    readonly share: number;
  }[];
  /** `column`, `other`, `both` (rows that miss both) and `correlation` of being missing. */
  readonly missing_pairs: readonly Readonly<Record<string, Cell>>[];
}

/** A profile as a file, without the values of the columns that `profile` masks. Costs a pass over its frames. */
export function profileFile(name: string, profile: ProfileIndex, alerts: AlertIndex): ProfileFile {
  const { table = emptyFrame, missing_patterns: patterns = emptyFrame } = profile.frames;
  const columns = Array.from({ length: profile.columns }, (_, column) => column);
  return {
    format: 'sluice-profile',
    version: 1,
    table: { name, ...frameRows(table)[0] },
    hidden_columns: columns.flatMap((column) => {
      const reason = profile.isMasked(column) ? profile.maskReason(column) : null;
      return reason === null ? [] : [{ column: profile.name(column), reason: MASK_WORDS[reason] }];
    }),
    columns: columns.map((column) => columnInFile(profile, column)),
    alerts: Array.from({ length: alerts.total }, (_, row) => alertInFile(alerts.at(row), profile)),
    target: targetInFile(profile),
    missing_patterns: Array.from({ length: patterns.rows }, (_, row) => ({
      missing: JSON.parse(String(cellAt(patterns, 'missing', row))) as string[],
      rows: Number(cellAt(patterns, 'rows', row)),
      share: Number(cellAt(patterns, 'share', row)),
    })),
    missing_pairs: frameRows(profile.frames.missing_pairs ?? emptyFrame),
  };
}

/** The text of such a file, two spaces deep. */
export function profileText(file: ProfileFile): string {
  const written = (_: string, value: unknown): unknown =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  return `${JSON.stringify(file, written, 2)}\n`;
}
