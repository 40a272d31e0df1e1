import type { Reading, ReadingInput } from '../../../core/contract';
import { frameRows } from '../../../core/frame';
import { counted } from '../../../core/words';
import { readableNames } from './readable-names';
import type { SqlParams } from './step';

/** Says how large the result is, of how many rows it was made, and what is to be said about it. */
export function read(input: ReadingInput<SqlParams>): Reading {
  const { outputs, artifacts, frames, notices, format } = input;
  const table = artifacts.result;
  if (table?.kind !== 'table') return { text: '', suggestions: [] };
  const size = `${counted(table.rows, 'row', format)} and ${counted(table.columns.length, 'column', format)}`;
  const names = readableNames(input.params.text).map((slot) => input.inputs[slot] ?? slot);
  const sources = frameRows(frames.inputs ?? { rows: 0, columns: {} }).map(
    ({ place, rows }) => `${String(names[Number(place) - 1])} (${counted(Number(rows), 'row', format)})`,
  );
  const from = sources.length === 0 ? '' : `, from ${sources.join(', ')}`;
  const empty =
    table.rows === 0
      ? ' No row meets the conditions of the query: take them away one by one to see which.'
      : '';
  const remarks = notices.map((notice) => ` ${notice.text}`).join('');
  return {
    text: `${size}${from}.${empty}${remarks}`,
    suggestions:
      table.rows === 0
        ? []
        : [
            {
              step: 'profile',
              title: `Profile ${outputs.result ?? 'the result'}`,
              reason: 'See whether the query gave what was meant.',
              params: {},
              inputs: { table: { output: 'result' } },
            },
          ],
  };
}
