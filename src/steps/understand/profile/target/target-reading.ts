import { cellAt, type Frame } from '../../../../core/frame';
import type { NumberFormat } from '../../../../core/number-format';
import { listText } from '../../../../core/words';

/** Columns that the sentence names, and the power below which it says that none tells much. */
const NAMED = 3;
const LITTLE = 0.01;

/** Which columns foretell the target best, in a sentence; empty where no target was chosen or nothing can be told. */
export function targetText(frames: Readonly<Record<string, Frame>>, format: NumberFormat): string {
  const { target, target_columns: columns, alerts } = frames;
  if (target === undefined || columns === undefined || target.rows === 0) return '';
  const powerAt = (row: number): number => Number(cellAt(columns, 'power', row) ?? 0);
  const name = `“${String(cellAt(target, 'column', 0))}”`;
  const rows = Array.from({ length: columns.rows }, (_, row) => row);
  const reason = rows.map((row) => cellAt(columns, 'reason', row)).find((cell) => cell !== null);
  if (reason !== undefined) return `No column’s power over ${name} is known: ${String(reason)}.`;
  if (rows.length === 0) return '';
  const telling = rows.filter((row) => powerAt(row) >= LITTLE).slice(0, NAMED);
  const best = telling.map(
    (row) => `“${String(cellAt(columns, 'column', row))}” (${format.number(round(powerAt(row)))})`,
  );
  const text =
    best.length === 0
      ? `No column alone says much about ${name}.`
      : `${listText(best)} ${best.length === 1 ? 'foretells' : 'foretell'} ${name} best${best.length === 1 ? '' : ', each'} taken alone (predictive power from 0 to 1).`;
  const suspects = suspectsIn(alerts);
  return suspects.length === 0 ? text : `${text} Given away, it seems, by ${suspectText(suspects, format)}.`;
}

const round = (power: number): number => Math.round(power * 100) / 100;

function suspectsIn(alerts: Frame | undefined): string[] {
  return Array.from({ length: alerts?.rows ?? 0 }, (_, row) => row).flatMap((row) =>
    alerts?.columns.alert?.[row] === 'leak' ? [`“${String(alerts.columns.column?.[row])}”`] : [],
  );
}

function suspectText(suspects: readonly string[], format: NumberFormat): string {
  const rest = suspects.length - NAMED;
  return listText([...suspects.slice(0, NAMED), ...(rest > 0 ? [`${format.count(rest)} more`] : [])]);
}
