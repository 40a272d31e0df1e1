import { frameOfRows } from '../../../core/frame';
import type { RunStep } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { quoteIdentifier } from '../../../core/sql';
import { unmetFrame } from '../../../core/unmet';
import { newNames } from './new-names';
import type { RenameColumnsParams } from './step';

/** Makes the same table under the new names; rows keep their order. */
export const run: RunStep<RenameColumnsParams> = async (context, params, inputs) => {
  const table = tableAt(inputs);
  const { renamed, unmet } = newNames(table, params);
  context.progress('copying columns');
  const list = renamed.map(({ from, to }) => `${quoteIdentifier(from.name)} AS ${quoteIdentifier(to)}`);
  const made = await context.database.createTable(
    `SELECT ${list.join(', ')} FROM ${quoteIdentifier(table.table)}`,
  );
  const rows = renamed.map(({ from, to }, index) => ({
    column: to,
    was: from.name,
    type: from.type,
    position: index + 1,
    position_was: table.columns.indexOf(from) + 1,
  }));
  return {
    artifacts: { renamed: { kind: 'table', ...made } },
    frames: {
      columns: frameOfRows(['column', 'was', 'type', 'position', 'position_was'], rows),
      unmet: unmetFrame(context, unmet),
    },
  };
};
