import type { Suggestion } from '../../../../core/contract';
import { emptyFrame, frameRows, type Frame, type FrameRow } from '../../../../core/frame';
import type { NumberFormat } from '../../../../core/number-format';
import { columnsOf, overlapText } from '../../../../core/overlap-text';
import { counted, firstOf, listText, quotedNames } from '../../../../core/words';
import type { Alert } from './alert';
import { inputsOf, sharedRowsCell, type TableNames } from './follow';

/** Overlaps that a sentence tells before it only counts the rest, and tables and keys that it names. */
const TOLD = 3;

const overlapsIn = (alerts: readonly Alert[]): Alert[] => alerts.filter(({ alert }) => alert === 'overlap');

/** What stands in the tables beside too, in whole sentences; a leak, and so the first to be read. Empty where nothing does. */
export function foundText(alerts: readonly Alert[], names: TableNames, format: NumberFormat): string {
  const overlaps = overlapsIn(alerts);
  const texts = overlaps.slice(0, TOLD).map(({ numbers }) => {
    const row = {
      ...{ kind: String(numbers.kind), columns: JSON.stringify(numbers.columns) },
      ...{ shared: Number(numbers.shared), rows: Number(numbers.rows), share: Number(numbers.share) },
      ...{ rows_beside: Number(numbers.rowsBeside), share_beside: Number(numbers.shareBeside) },
    };
    const other = names.beside[Number(numbers.beside) - 1] ?? 'the table beside it';
    return overlapText(row, [names.table, other], format);
  });
  const rest = overlaps.length - TOLD;
  return [...texts, ...(rest > 0 ? [`${counted(rest, 'more overlap', format)} among the alerts.`] : [])].join(
    ' ',
  );
}

/** With which tables beside it nothing is shared, and which have no column in common with it. */
export function apartText(frame: Frame | undefined, { table, beside }: TableNames): string {
  const rows = frameRows(frame ?? emptyFrame);
  const of = (place: number): FrameRow[] => rows.filter((row) => row.beside === place + 1);
  const isEmpty = ({ share, share_beside: other }: FrameRow): boolean => share === null || other === null;
  const apart = beside.filter((_, place) => {
    const own = of(place);
    return own.length > 0 && own.every((row) => row.shared === 0 && !isEmpty(row));
  });
  const strangers = beside.filter((_, place) => of(place).length === 0);
  const keys = new Set(rows.filter(({ kind }) => kind === 'key').flatMap(columnsOf));
  const ofKeys = keys.size === 0 ? '' : `, and no value of ${quotedNames([...keys], TOLD)}`;
  const sentences = [
    apart.length === 0 ? '' : `No row of ${table} stands in ${listText(apart)} too${ofKeys}.`,
    strangers.length === 0
      ? ''
      : `No column in common with ${firstOf(strangers, TOLD)}: what stands in both cannot be told.`,
  ];
  return frame === undefined ? '' : sentences.filter((sentence) => sentence !== '').join(' ');
}

/** The cell that deals with the first overlap of each kind, then the one that keeps the rows of the first. */
export function overlapSuggestions(alerts: readonly Alert[], names: TableNames): Suggestion[] {
  const overlaps = overlapsIn(alerts);
  const cells = overlaps.flatMap(({ text, suggestion }): Suggestion[] =>
    suggestion === null ? [] : [{ ...suggestion, reason: text, inputs: inputsOf(suggestion, names) }],
  );
  const [first] = overlaps;
  const kept = first === undefined ? null : sharedRowsCell(first, names);
  return [
    ...cells.filter(({ step }, place) => cells.findIndex((other) => other.step === step) === place),
    ...(kept === null ? [] : [kept]),
  ];
}
