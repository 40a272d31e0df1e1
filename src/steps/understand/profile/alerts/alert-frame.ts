import { cellAt, frameOfRows, type Frame, type FrameShape } from '../../../../core/frame';
import type { RowCondition } from '../../../../core/row-view';
import type { Alert, AlertId, AlertNumbers, AlertSuggestion, Severity } from './alert';

/** The columns of the frame `alerts`. */
export const alertFrame: FrameShape = {
  alert: { type: 'text', meaning: 'What kind of alert it is, such as missing or impossible-zeros' },
  column: { type: 'text', meaning: 'The column it is about, the first of several; null for the table' },
  severity: { type: 'text', meaning: 'severe, warning or note; the most severe come first' },
  text: { type: 'text', meaning: 'What was found and by which rule, with its threshold' },
  numbers: { type: 'text', meaning: 'What was counted, as JSON' },
  suggestion: {
    type: 'text',
    meaning: 'The cell that deals with it, as JSON: step, title, params; null where there is none',
  },
  where: {
    type: 'text',
    meaning: 'The rows it is about, as JSON: conditions that all hold; null where none can say it',
  },
};

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** Alerts as a frame. */
export function framesOfAlerts(alerts: readonly Alert[]): Frame {
  return frameOfRows(
    Object.keys(alertFrame),
    alerts.map(({ alert, column, severity, text, numbers, suggestion, where }) => ({
      alert,
      column,
      severity,
      text,
      numbers: JSON.stringify(numbers),
      suggestion: json(suggestion),
      where: json(where),
    })),
  );
}

/** The alert that stands in a row of the frame. */
export function alertAt(frame: Frame, row: number): Alert {
  const text = (column: string): string | null => {
    const cell = cellAt(frame, column, row);
    return cell === null ? null : String(cell);
  };
  const parsed = (column: string): unknown => JSON.parse(text(column) ?? 'null');
  return {
    alert: text('alert') as AlertId,
    column: text('column'),
    severity: text('severity') as Severity,
    text: text('text') ?? '',
    numbers: (parsed('numbers') ?? {}) as AlertNumbers,
    suggestion: parsed('suggestion') as AlertSuggestion | null,
    where: parsed('where') as readonly RowCondition[] | null,
  };
}
