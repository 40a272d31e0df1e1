import type { Reading, ReadingInput } from '../../../core/contract';
import { emptyFrame, frameRows } from '../../../core/frame';
import { counted, firstOf } from '../../../core/words';
import type { RenameColumnsParams } from './step';

const NAMED_AT_MOST = 6;

/** Says which columns have other names, and whether their order changed. */
export function read({ artifacts, frames, notices, format }: ReadingInput<RenameColumnsParams>): Reading {
  const columns = frameRows(frames.columns ?? emptyFrame);
  if (artifacts.renamed?.kind !== 'table' || columns.length === 0) return { text: '', suggestions: [] };
  const renamed = columns.filter(({ column, was }) => column !== was);
  const isMoved = columns.some(({ position, position_was: before }) => position !== before);
  const list = firstOf(
    renamed.map(({ column, was }) => `“${String(was)}” → “${String(column)}”`),
    NAMED_AT_MOST,
    (rest) => format.count(rest),
  );
  const of = `${format.count(renamed.length)} of ${counted(columns.length, 'column', format)} renamed`;
  const names = renamed.length === 0 ? 'No column has another name.' : `${of}: ${list}.`;
  const order = isMoved ? 'The columns stand in another order.' : '';
  const sentences = [names, order, ...notices.map(({ text }) => text)];
  return { text: sentences.filter((sentence) => sentence !== '').join(' '), suggestions: [] };
}
