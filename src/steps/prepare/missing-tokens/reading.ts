import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { cellAt, emptyFrame, frameRows, type FrameRow } from '../../../core/frame';
import { counted, firstOf, listText } from '../../../core/words';
import type { MissingTokensParams } from './step';

const NAMED_AT_MOST = 3;

type Input = ReadingInput<MissingTokensParams>;

/** Says how many cells became missing, where most of them stood, and which of the words were met nowhere. */
export function read(input: Input): Reading {
  const { frames, notices, format } = input;
  const summary = frames.summary ?? emptyFrame;
  if (summary.rows === 0) return { text: '', suggestions: [] };
  const [rows, cells] = [Number(cellAt(summary, 'rows', 0)), Number(cellAt(summary, 'cells', 0))];
  const columns = frameRows(frames.columns ?? emptyFrame);
  const changed = columns.filter((row) => Number(row.missing_after) > Number(row.missing_before));
  const text = [
    rows === 0
      ? 'The table has no rows.'
      : cells === 0
        ? 'Nothing was set missing: no cell holds any of it.'
        : `${counted(cells, 'cell', format)} set missing in ${counted(changed.length, 'column', format)}${shares(changed, input)}.`,
    rows === 0 || cells === 0 ? '' : unmet(input),
    ...notices.map((notice) => notice.text),
  ];
  return {
    text: text.filter((each) => each !== '').join(' '),
    suggestions: cells === 0 ? [] : suggestionsOf(input, changed, rows),
  };
}

function shares(changed: readonly FrameRow[], { format }: Input): string {
  const most = [...changed].sort((a, b) => added(b) - added(a)).slice(0, NAMED_AT_MOST);
  const named = most.map(
    (row) =>
      `“${String(row.column)}” from ${format.share(Number(row.share_before))} to ${format.share(Number(row.share_after))} missing`,
  );
  return named.length === 0 ? '' : `: ${listText(named)}`;
}

const added = (row: FrameRow): number => Number(row.missing_after) - Number(row.missing_before);

function unmet({ frames }: Input): string {
  const none = frameRows(frames.cells ?? emptyFrame).filter((row) => row.cells === 0);
  if (none.length === 0) return '';
  const named = none.map(
    ({ column, token }) => `“${String(token)}”${column === null ? '' : ` in “${String(column)}”`}`,
  );
  return `Never met: ${firstOf(named, NAMED_AT_MOST)}.`;
}

/** Text of which only numbers are left is best parsed; what is missing now may be imputed; then it is worth a look. */
function suggestionsOf({ outputs, format }: Input, changed: readonly FrameRow[], rows: number): Suggestion[] {
  const numeric = changed.filter(
    (row) => Number(row.numbers) > 0 && Number(row.numbers) === rows - Number(row.missing_after),
  );
  const inputs = { table: { output: 'marked' } };
  const names = (some: readonly FrameRow[]): string[] => some.map((row) => String(row.column));
  const name = outputs.marked ?? 'the table';
  const fillable = changed.filter((row) => Number(row.missing_after) < rows && !numeric.includes(row));
  const missing = fillable.reduce((sum, row) => sum + Number(row.missing_after), 0);
  return [
    ...(numeric.length === 0
      ? []
      : [
          {
            step: 'parse',
            title: `Parse ${firstOf(names(numeric), NAMED_AT_MOST)} as ${numeric.length === 1 ? 'a number' : 'numbers'}`,
            reason: 'All that is left there is written as a number.',
            params: { columns: names(numeric), to: 'number' },
            inputs,
          },
        ]),
    ...(fillable.length === 0
      ? []
      : [
          {
            step: 'impute',
            title: `Impute ${firstOf(names(fillable), NAMED_AT_MOST)}`,
            reason: `${counted(missing, 'cell is', format, 'cells are')} missing there now.`,
            params: { columns: names(fillable), method: 'mode' },
            inputs,
          },
        ]),
    {
      step: 'profile',
      title: `Profile ${name}`,
      reason:
        'What stood for missing no longer counts as a value: see what the columns look like without it.',
      params: {},
      inputs,
    },
  ];
}
