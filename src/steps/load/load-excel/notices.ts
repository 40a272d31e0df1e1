import type { Notice } from '../../../core/contract';
import { quotedNames } from '../../../core/words';
import type { ReadSheetOutput } from '../../../kernels/sheet/read-sheet';
import type { LoadExcelParams } from './step';

/** What is to be said of how a sheet was read; `file` names it where there are several. */
export function sheetNotices(
  output: ReadSheetOutput,
  { sheet }: LoadExcelParams,
  file: string | null,
): Notice[] {
  const of = file === null ? '' : ` of “${file}”`;
  const errors = Object.entries(output.errors).map(([error, count]) => `${error} ${count}`);
  const count = Object.values(output.errors).reduce((sum, one) => sum + one, 0);
  const hidden = output.sheets.filter(({ isHidden }) => isHidden).map(({ name }) => name);
  const others = output.sheets.length - 1;
  return [
    ...say(
      'sheet-chosen',
      sheet === '' && others > 0,
      `The workbook${of} has ${others === 1 ? 'another sheet' : `${others} other sheets`}; the first one with data was read${hidden.length === 0 ? '' : `, ${quotedNames(hidden)} ${hidden.length === 1 ? 'is' : 'are'} hidden`}.`,
    ),
    ...say(
      'sheet-notes',
      output.above.length > 0,
      `${rowsText(output.above)} above the table${of} ${wasOrWere(output.above)} left out.`,
    ),
    ...say(
      'sheet-notes',
      output.below.length > 0,
      `${rowsText(output.below)} below the table${of} ${wasOrWere(output.below)} left out.`,
    ),
    ...say(
      'sheet-empty-rows',
      output.emptyRows > 0,
      `${some(output.emptyRows, 'empty row')} within the table${of} ${output.emptyRows === 1 ? 'was' : 'were'} left out.`,
    ),
    ...say(
      'sheet-empty-columns',
      output.emptyColumns > 0,
      `${some(output.emptyColumns, 'empty column')} within the table${of} ${output.emptyColumns === 1 ? 'was' : 'were'} left out.`,
    ),
    ...say(
      'sheet-errors',
      count > 0,
      `${some(count, 'cell')}${of} ${count === 1 ? 'holds an error' : 'hold errors'} (${errors.join(', ')}) and ${count === 1 ? 'is' : 'are'} missing.`,
    ),
    ...say(
      'sheet-no-result',
      output.withoutResult > 0,
      `${some(output.withoutResult, 'formula')}${of} ${output.withoutResult === 1 ? 'has' : 'have'} no stored result and ${output.withoutResult === 1 ? 'is' : 'are'} missing: open the workbook in a spreadsheet program and save it.`,
    ),
    ...say(
      'sheet-merged',
      output.merged > 0,
      `${some(output.merged, 'block')} of merged cells${of}: the value stands in the first cell, the others are missing.`,
    ),
    ...say(
      'sheet-durations',
      output.durations.length > 0,
      `${quotedNames(output.durations)}${of} ${holds(output.durations)} durations, as numbers of days.`,
    ),
    ...say(
      'sheet-percents',
      output.percents.length > 0,
      `${quotedNames(output.percents)}${of} ${holds(output.percents)} percentages, as shares of 1.`,
    ),
    ...say(
      'sheet-padded',
      output.padded.length > 0,
      `${quotedNames(output.padded)}${of} ${output.padded.length === 1 ? 'is' : 'are'} kept as text: the sheet shows zeros in front.`,
    ),
  ];
}

function say(code: string, isSo: boolean, text: string): Notice[] {
  return isSo ? [{ code, text }] : [];
}

const holds = (names: readonly string[]): string => (names.length === 1 ? 'holds' : 'hold');

const wasOrWere = (rows: readonly number[]): string => (rows.length === 1 ? 'was' : 'were');

const some = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Rows as a person names them: “Lines 1 to 3”. */
function rowsText(rows: readonly number[]): string {
  const [first = 0] = rows;
  const last = rows.at(-1) ?? first;
  return first === last ? `Line ${first}` : `Lines ${first} to ${last}`;
}
