import type { Suggestion } from '../../../../../core/contract';
import { cellAt, type Frame } from '../../../../../core/frame';
import { fits, whereSql } from '../../../../../core/row-view-sql';
import type { Column } from '../../../../../core/table';
import { ALERTS, SEVERITIES, type Alert, type Severity } from '../../alerts/alert';
import { alertAt } from '../../alerts/alert-frame';
import { inputsOf, sharedRowsCell } from '../../alerts/follow';

/** What can be done about an alert from where it is shown; left out where it cannot. */
export interface AlertDeeds {
  readonly follow: ((alert: Alert) => void) | undefined;
  /** Whether the cell that an alert suggests can be made, or is there already; left out where that is not known. */
  readonly standing?: (alert: Alert) => 'open' | 'done' | 'impossible';
  readonly showRows: ((alert: Alert) => void) | undefined;
  /** Inserts a cell that keeps the rows the alert is about. */
  readonly keepRows?: ((alert: Alert) => void) | undefined;
  /** The alert as it may be shown now: of a masked column without its values. */
  readonly shown?: (alert: Alert) => Alert;
}

/** The alerts about one column, or about the table where `column` is null, by their rows in the frame. */
export interface AlertGroup {
  readonly column: string | null;
  readonly severity: Severity;
  readonly rows: readonly number[];
}

/** The alerts of a profile: read when they are asked for, since a wide table may have thousands. */
export interface AlertIndex {
  readonly total: number;
  /** How many there are of each severity. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** Column by column, the one with the most severe alert first. */
  readonly groups: readonly AlertGroup[];
  at(row: number): Alert;
  ofColumn(column: string): readonly Alert[];
}

/** Makes an index of the frame `alerts`; an empty one where there is no frame. */
export function indexAlerts(frame: Frame = { rows: 0, columns: {} }): AlertIndex {
  const groups = new Map<string | null, { severity: Severity; rows: number[] }>();
  const counts = { severe: 0, warning: 0, note: 0 };
  for (let row = 0; row < frame.rows; row++) {
    const cell = cellAt(frame, 'column', row);
    const column = cell === null ? null : String(cell);
    const severity = toSeverity(cellAt(frame, 'severity', row));
    counts[severity]++;
    const group = groups.get(column);
    if (group === undefined) groups.set(column, { severity, rows: [row] });
    else group.rows.push(row);
  }
  return {
    total: frame.rows,
    counts,
    groups: [...groups].map(([column, group]) => ({ column, ...group })),
    at: (row) => alertAt(frame, row),
    ofColumn: (column) => (groups.get(column)?.rows ?? []).map((row) => alertAt(frame, row)),
  };
}

const toSeverity = (cell: unknown): Severity => SEVERITIES.find((each) => each === cell) ?? 'note';

/** The suggestion of an alert as a cell on the table that was profiled, by its name. */
export function suggestionOf(
  { alert, text, suggestion }: Alert,
  table: string,
  beside: readonly string[] = [],
): Suggestion {
  if (suggestion === null) throw new Error(`The alert ${alert} suggests nothing.`);
  return { ...suggestion, reason: text, inputs: inputsOf(suggestion, { table, beside }) };
}

/** True for alerts whose rows a cell can keep. */
export const canKeepRows = ({ alert, where }: Alert): boolean => where !== null || alert === 'overlap';

/**
 * The cell that keeps just the rows of an alert, by a condition in SQL, or by a query over the table in which they stand as well; null
 * where neither says them.
 */
export function rowsSuggestion(
  alert: Alert,
  table: string,
  columnOf: (name: string) => Column | undefined,
  beside: readonly string[] = [],
): Suggestion | null {
  const { text, where } = alert;
  if (where === null) return sharedRowsCell(alert, { table, beside });
  const columns = where.flatMap(({ column }) => columnOf(column) ?? []);
  if (!where.every((condition) => fits(columns, condition))) return null;
  return {
    step: 'filter',
    title: 'Keep only these rows',
    reason: text,
    params: { condition: whereSql(columns, where) },
    inputs: { table: { name: table } },
  };
}

/** What the severities are called, of one and of several alerts. */
export const SEVERITY_WORDS: Readonly<Record<Severity, readonly [one: string, several: string]>> = {
  severe: ['severe', 'severe'],
  warning: ['warning', 'warnings'],
  note: ['note', 'notes'],
};

/** The words that an alert goes by. */
export const labelOf = ({ alert }: Alert): string => ALERTS[alert];
