import type { Reading, ReadingInput } from '../../../core/contract';
import { cellAt, frameRows, type Cell } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { counted } from '../../../core/words';
import { conditionText } from './condition';
import type { FilterParams } from './step';

/** Says how many rows stay, how many of the others are open for want of a value, and what emptied a result without rows. */
export function read(input: ReadingInput<FilterParams>): Reading {
  const { artifacts, frames, notices, outputs, format } = input;
  const { counts } = frames;
  if (artifacts.filtered?.kind !== 'table' || counts === undefined) return { text: '', suggestions: [] };
  const [rows, kept, unknown] = ['rows', 'kept', 'unknown'].map((name) => Number(cellAt(counts, name, 0)));
  const remarks = notices.map((notice) => ` ${notice.text}`).join('');
  const text = sentence(input, Number(rows), Number(kept), Number(unknown));
  const isCut = Number(kept) > 0 && Number(kept) < Number(rows);
  return {
    text: `${text}${remarks}`,
    suggestions: isCut
      ? [
          {
            step: 'profile',
            title: `Profile ${outputs.filtered ?? 'the rows kept'}`,
            reason: `${counted(Number(kept), 'row stays', format, 'rows stay')}: see how their columns differ from before.`,
            params: {},
            inputs: { table: { output: 'filtered' } },
          },
        ]
      : [],
  };
}

function sentence(
  { params, frames, format }: ReadingInput<FilterParams>,
  rows: number,
  kept: number,
  unknown: number,
): string {
  if (rows === 0) return 'The table has no rows to keep.';
  if (kept === rows && rows === 1) return 'The one row meets the condition: nothing is dropped.';
  if (kept === rows) return `All ${counted(rows, 'row', format)} meet the condition: nothing is dropped.`;
  if (kept === 0) {
    const parts = frameRows(frames.parts ?? { rows: 0, columns: {} });
    const open =
      unknown === 0 ? '' : ` In ${counted(unknown, 'row', format)} a missing value leaves it open.`;
    return `No row is left: none of ${counted(rows, 'row', format)} meets “${conditionText(params)}”.${whyNone(parts, format)}${open}`;
  }
  const open =
    unknown === 0
      ? ''
      : `, ${format.count(unknown)} of them because a missing value leaves the condition open`;
  return `${format.count(kept)} of ${counted(rows, 'row', format)} kept (${format.share(kept / rows)}); ${format.count(rows - kept)} dropped${open}.`;
}

/** What emptied the result: a value beyond the range of the column, a part that nothing meets, or parts that never meet. */
function whyNone(parts: readonly Readonly<Record<string, Cell>>[], format: NumberFormat): string {
  const [first] = parts;
  if (first === undefined) return '';
  if (first.least !== null && first.greatest !== null) {
    return ` The column goes from ${shown(first.least, format)} to ${shown(first.greatest, format)}.`;
  }
  if (parts.length < 2) return '';
  const none = parts.filter((part) => part.rows === 0).map((part) => `“${String(part.part)}”`);
  if (none.length > 0) return ` ${none.join(' and ')} alone ${none.length === 1 ? 'is' : 'are'} met by none.`;
  const each = parts.map((part) => `“${String(part.part)}” by ${format.count(Number(part.rows))}`);
  return ` Each part is met, but never in the same row: ${each.join(', ')}.`;
}

function shown(value: Cell | undefined, format: NumberFormat): string {
  return typeof value === 'number' ? format.number(value) : String(value);
}
