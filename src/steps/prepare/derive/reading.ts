import type { Reading, ReadingInput } from '../../../core/contract';
import { cellAt, emptyFrame, frameRows } from '../../../core/frame';
import { counted, firstOf } from '../../../core/words';
import type { DeriveParams } from './step';

const NAMED_AT_MOST = 6;

/** Says what was added and what replaced, and where values are missing. */
export function read({ artifacts, frames, notices, outputs, format }: ReadingInput<DeriveParams>): Reading {
  const columns = frameRows(frames.columns ?? emptyFrame);
  if (artifacts.derived?.kind !== 'table' || columns.length === 0) return { text: '', suggestions: [] };
  const rows = Number(cellAt(frames.summary ?? emptyFrame, 'rows', 0));
  const list = (texts: readonly string[]) => firstOf(texts, NAMED_AT_MOST, (rest) => format.count(rest));
  const added = columns.filter(({ replaced }) => replaced !== true);
  const replaced = columns.filter((column) => column.replaced === true);
  const gaps = columns.filter(({ missing }) => Number(missing) > 0);
  const sentences = [
    ...(added.length === 0 ? [] : [`Added ${list(added.map(({ column }) => `“${String(column)}”`))}.`]),
    ...replaced.map(
      ({ column, changed }) =>
        `“${String(column)}” is replaced; ${counted(Number(changed), 'value', format)} changed.`,
    ),
    ...(gaps.length === 0
      ? []
      : [
          `Missing: ${list(gaps.map(({ column, missing }) => `${format.count(Number(missing))} of ${format.count(rows)} in “${String(column)}”`))}.`,
        ]),
    ...notices.map(({ text }) => text),
  ];
  return {
    text: sentences.join(' '),
    suggestions: [
      {
        step: 'profile',
        title: `Profile ${outputs.derived ?? 'the result'}`,
        reason: 'See how the new columns are distributed.',
        params: {},
        inputs: { table: { output: 'derived' } },
      },
    ],
  };
}
