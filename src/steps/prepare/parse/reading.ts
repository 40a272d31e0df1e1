import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { emptyFrame, frameRows, type FrameRow } from '../../../core/frame';
import { counted, firstOf, listText } from '../../../core/words';
import { PLAIN_SHARE } from './shares';
import type { ParseParams } from './step';

const NAMED_AT_MOST = 3;

type Input = ReadingInput<ParseParams>;

/** Says how much of each column was read, in what unit, and which texts were not. */
export function read(input: Input): Reading {
  const columns = frameRows(input.frames.columns ?? emptyFrame);
  if (columns.length === 0) {
    return { text: input.notices.map((notice) => notice.text).join(' '), suggestions: [] };
  }
  const text = [
    ...columns.slice(0, NAMED_AT_MOST).map((row) => sentence(row, input)),
    columns.length > NAMED_AT_MOST
      ? `And ${counted(columns.length - NAMED_AT_MOST, 'more column', input.format)}.`
      : '',
    ...input.notices.map((notice) => notice.text),
  ];
  return { text: text.filter((each) => each !== '').join(' '), suggestions: suggestionsOf(input, columns) };
}

function sentence(row: FrameRow, input: Input): string {
  const { format, params } = input;
  const [parsed, failed] = [Number(row.parsed), Number(row.failed)];
  const name = `“${String(row.column)}”`;
  if (row.rows === 0) return `${name} is ${params.to} now; the table has no rows.`;
  if (parsed + failed === 0) return `${name} is ${params.to} now; all of it was missing before.`;
  const kept = params.failures === 'keep' ? ` in the new column “${String(row.result)}”` : '';
  const unit = unitText(row.unit);
  const all = parsed + failed;
  if (failed === 0)
    return `${name}: all ${counted(all, 'value', format)} read as ${params.to}${kept}${unit}${converted(row, input)}.`;
  const share = format.share(failed / all);
  const became = params.failures === 'keep' ? 'and are missing there' : 'and became missing';
  return `${name}: ${format.count(parsed)} of ${counted(all, 'value', format)} read as ${params.to}${kept}${unit}${converted(row, input)}; ${format.count(failed)} (${share}) could not be read ${became}: ${failing(row, input)}.`;
}

function unitText(unit: FrameRow[string] | undefined): string {
  if (unit === null || unit === undefined || unit === '') return '';
  return unit === PLAIN_SHARE.id ? ' (shares of one: 5% is 0.05)' : ` (unit: ${String(unit)})`;
}

/** ", 2 of them converted from cm". */
function converted(row: FrameRow, { frames, format }: Input): string {
  const units = frameRows(frames.units ?? emptyFrame).filter(
    ({ column, factor, unit }) =>
      column === row.column && factor !== null && unit !== row.unit && unit !== '',
  );
  if (units.length === 0) return '';
  const rows = units.reduce((sum, one) => sum + Number(one.rows), 0);
  return `, ${format.count(rows)} of them converted from ${listText(units.map(({ unit }) => String(unit)))}`;
}

function failing(row: FrameRow, { frames, format }: Input): string {
  const values = frameRows(frames.failures ?? emptyFrame)
    .filter(({ column }) => column === row.column)
    .map(
      ({ value, rows }) =>
        `“${String(value)}”${Number(rows) > 1 ? ` ${format.count(Number(rows))} times` : ''}`,
    );
  const more = Number(row.distinct_failed) - Math.min(NAMED_AT_MOST, values.length);
  const named = firstOf(values.slice(0, NAMED_AT_MOST), NAMED_AT_MOST);
  return more > 0 ? `${named} and ${format.count(more)} more` : named;
}

/** What is missing now may be imputed, by what fits the kind of column; then it is worth a look. */
function suggestionsOf({ params, outputs, format }: Input, columns: readonly FrameRow[]): Suggestion[] {
  const inputs = { table: { output: 'parsed' } };
  const missing = columns.filter(
    (row) => Number(row.missing_after) > 0 && Number(row.missing_after) < Number(row.rows),
  );
  const cells = missing.reduce((sum, row) => sum + Number(row.missing_after), 0);
  const names = missing.map(({ result }) => String(result));
  const method = params.to === 'number' || params.to === 'integer' ? 'median' : 'mode';
  const profile = {
    step: 'profile',
    title: `Profile ${outputs.parsed ?? 'the table'}`,
    reason: 'What was text has a range and a distribution now: see whether they are plausible.',
    params: {},
    inputs,
  };
  if (names.length === 0) return [profile];
  const impute = {
    step: 'impute',
    title: `Impute ${firstOf(names, NAMED_AT_MOST)}`,
    reason: `${counted(cells, 'cell is', format, 'cells are')} missing there.`,
    params: { columns: names, method },
    inputs,
  };
  return [profile, impute];
}
