import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { cellAt, emptyFrame, frameRows, type Frame, type FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { counted, firstOf, listText } from '../../../core/words';
import type { ImputeParams } from './step';

/** Columns that a sentence names before it only counts the rest. */
const NAMED = 3;

/** Says how many cells were filled in which columns and by what, and what is still missing. */
export function read({ inputs, frames, notices, format, params }: ReadingInput<ImputeParams>): Reading {
  const { summary } = frames;
  if (summary === undefined) return { text: '', suggestions: [] };
  const table = String(inputs.table);
  const columns = frameRows(frames.columns ?? emptyFrame);
  const filled = columns.filter((row) => Number(row.filled) > 0);
  const sentences = [
    filledText(
      filled,
      summary.rows === 0 ? null : { cell: (name) => cellAt(summary, name, 0), table, format },
    ),
    leftText(Number(cellAt(summary, 'left', 0)), columns, params, format),
    readyText(columns, filled, params, format),
    ...notices.map(({ text }) => text),
  ];
  return {
    text: sentences.filter((sentence) => sentence !== '').join(' '),
    suggestions: [...restSuggestion(frames.passed_over), applySuggestion(table, params)],
  };
}

interface Said {
  readonly cell: (name: string) => unknown;
  readonly table: string;
  readonly format: NumberFormat;
}

function filledText(filled: readonly FrameRow[], said: Said | null): string {
  if (said === null) return '';
  const { cell, table, format } = said;
  if (filled.length === 0) return `No cell of ${table} was filled.`;
  const [cells, changed, rows] = ['cells', 'rows_changed', 'rows'].map((name) => Number(cell(name)));
  const share = format.share(changed! / Math.max(1, rows!));
  const most = [...filled].sort((a, b) => Number(b.filled) - Number(a.filled));
  const names = most.slice(0, NAMED).map((row) => columnText(row, format));
  if (filled.length > NAMED) names.push(`${counted(filled.length - NAMED, 'more column', format)}`);
  const where = `${counted(cells!, 'cell', format)} of ${table} in ${counted(changed!, 'row', format)} (${share})`;
  return `${where} ${cells === 1 ? 'was' : 'were'} filled: ${listText(names)}.`;
}

/** “Income” 34 (0.8 %) with 1,200. */
function columnText({ column, filled, share, value, type }: FrameRow, format: NumberFormat): string {
  const what = typeof value === 'string' ? ` with ${valueText(value, String(type), format)}` : '';
  return `“${String(column)}” ${format.count(Number(filled))} (${format.share(Number(share))})${what}`;
}

const valueText = (value: string, type: string, format: NumberFormat): string =>
  type === 'integer' || type === 'number' ? format.number(Number(value)) : `“${value}”`;

function leftText(
  left: number,
  columns: readonly FrameRow[],
  { method, orderBy, groupBy }: ImputeParams,
  format: NumberFormat,
): string {
  // Columns without any value are spoken of by themselves.
  const empty = columns.filter(({ count }) => Number(count) === 0);
  const rest = left - empty.reduce((sum, row) => sum + Number(row.left), 0);
  if (rest <= 0) return '';
  const many = `${counted(rest, 'cell', format)} ${rest === 1 ? 'is' : 'are'} still missing`;
  if (method !== 'forward') return `${many}.`;
  const places = [orderBy === '' ? '' : `value of “${orderBy}”`, groupBy.length === 0 ? '' : 'group'];
  const lacks = places.filter((place) => place !== '');
  const also = lacks.length === 0 ? '' : `, or the row has no ${lacks.join(' or no ')}`;
  return `${many}: nothing stands before${also}.`;
}

/** Columns that miss nothing here and are filled elsewhere. */
function readyText(
  columns: readonly FrameRow[],
  filled: readonly FrameRow[],
  { method }: ImputeParams,
  format: NumberFormat,
): string {
  const ready = columns.filter(({ missing, count }) => missing === 0 && Number(count) > 0).length;
  if (ready === 0 || method === 'forward') return '';
  const begin = filled.length === 0 ? '' : 'Nothing is missing in ';
  return filled.length === 0
    ? `What was learned of ${counted(ready, 'column', format)} is ready for other tables.`
    : `${begin}${counted(ready, 'other column', format)}, which ${ready === 1 ? 'is' : 'are'} ready to be filled in other tables.`;
}

/** The columns that the method passed over, by what every type can take. */
function restSuggestion(passedOver: Frame | undefined): Suggestion[] {
  const columns = frameRows(passedOver ?? emptyFrame).map(({ column }) => String(column));
  if (columns.length === 0) return [];
  return [
    {
      step: 'impute',
      title: `Fill ${firstOf(
        columns.map((name) => `“${name}”`),
        NAMED,
      )} by the mode`,
      reason: 'These columns miss values too, and the most frequent one is defined for every type.',
      params: { columns, method: 'mode' },
      inputs: { table: { output: 'imputed' } },
    },
  ];
}

function applySuggestion(table: string, { method }: ImputeParams): Suggestion {
  const reason =
    method === 'forward'
      ? 'Test and new rows are filled in the same way, each table from the rows of its own that come before.'
      : `Test and new rows are filled by what was learned on ${table}, never by their own figures.`;
  return {
    step: 'apply-transform',
    title: 'Apply it to another table',
    reason,
    params: {},
    inputs: { transform: { output: 'transform' } },
  };
}
