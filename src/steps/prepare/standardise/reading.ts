import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { frameRows, type FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { counted, listText } from '../../../core/words';
import type { StandardiseParams } from './step';

/** Columns that a sentence names before it only counts the rest. */
const NAMED = 3;

/** Says what was learned, and of which columns nothing or little could be. */
export function read({ inputs, frames, notices, format }: ReadingInput<StandardiseParams>): Reading {
  const rows = frameRows(frames.constants ?? { rows: 0, columns: {} });
  if (rows.length === 0) return { text: '', suggestions: [] };
  const scaled = rows.filter((row) => row.sd !== null && row.is_constant === false);
  const constant = rows.filter((row) => row.is_constant === true);
  const nothing = rows.filter((row) => row.mean === null);
  const sentences = [
    scaledText(scaled, String(inputs.table), format),
    constant.length === 0
      ? ''
      : `${named(constant)} ${constant.length === 1 ? 'is' : 'are'} constant: only the mean is taken off.`,
    nothing.length === 0
      ? ''
      : `Nothing could be learned of ${named(nothing)}, without a finite value: left unchanged.`,
    keptText(rows, format),
    ...notices.map((notice) => notice.text),
  ];
  return {
    text: sentences.filter((sentence) => sentence !== '').join(' '),
    suggestions: scaled.length === 0 ? [] : [applySuggestion(String(inputs.table))],
  };
}

function scaledText(scaled: readonly FrameRow[], table: string, format: NumberFormat): string {
  if (scaled.length === 0) return 'No column has a spread to scale by.';
  const remark = ({ mean, sd }: FrameRow): string =>
    `mean ${format.number(Number(mean))}, sd ${format.number(Number(sd))}`;
  const columns = counted(scaled.length, 'column has', format, 'columns have');
  return `${columns} mean 0 and standard deviation 1 on ${table}: ${named(scaled, remark)}.`;
}

/** What stays what it was: missing cells, NaN and infinities. */
function keptText(rows: readonly FrameRow[], format: NumberFormat): string {
  const sum = (name: string): number => rows.reduce((total, row) => total + Number(row[name]), 0);
  const counts = [
    [sum('missing'), 'missing'],
    [sum('nan'), 'NaN'],
    [sum('infinite'), 'infinite'],
  ] as const;
  const texts = counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${format.count(count)} ${what}`);
  return texts.length === 0 ? '' : `Left out of means and deviations, and unchanged: ${texts.join(', ')}.`;
}

function named(rows: readonly FrameRow[], remark?: (row: FrameRow) => string): string {
  const names = rows
    .slice(0, NAMED)
    .map((row) => `“${String(row.column)}”${remark === undefined ? '' : ` (${remark(row)})`}`);
  if (rows.length > NAMED) names.push(`${rows.length - NAMED} more`);
  return listText(names);
}

function applySuggestion(table: string): Suggestion {
  return {
    step: 'apply-transform',
    title: 'Apply it to another table',
    reason: `Test and new rows are scaled by what was learned on ${table}, never by their own figures.`,
    params: {},
    inputs: { transform: { output: 'transform' } },
  };
}
