import { cellAt, frameOfRows, type Frame } from '../../../core/frame';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { operationName } from './compose';
import { augmentTextFrames } from './frames';
import { NEW } from './judge-copies';
import type { MadeTexts } from './make-texts';

/** New rows drawn of each operation and class, and in all. */
const OF_EACH = 12;
const IN_ALL = 300;
/** Characters of the parent that are drawn, and of these before the first change. */
const DRAWN = 420;
const BEFORE = 60;

type Edit = readonly [number, number, string];

/**
 * Some new rows of every operation and class, drawn by the seed, each with the stretch of its parent in which the first changes stand
 * and these changes. In the order in which they are drawn: one of each kind, then the next of each.
 */
export async function drawExamples(
  { database }: RunContext,
  { parents, made }: MadeTexts,
  verdicts: MadeTable,
  { keep, seed, rows }: { readonly keep: boolean; readonly seed: number; readonly rows: number },
): Promise<Frame> {
  const of = (table: MadeTable): string => quoteIdentifier(table.table);
  const drawn = await database.createTable(
    `SELECT * FROM (SELECT d.n, d.row, d.place, d.operation, p.c,
        row_number() OVER (PARTITION BY d.operation, p.c ORDER BY hash(d.n, ${seed}), d.n) AS turn
      FROM ${of(verdicts)} AS d JOIN ${of(parents)} AS p ON p.row = d.row WHERE d.verdict = ${NEW})
    WHERE turn <= ${OF_EACH} ORDER BY turn, operation, c LIMIT ${IN_ALL}`,
  );
  const read = await database.query(
    `SELECT e.place + ${keep ? rows : 0} AS new_row, e.row::BIGINT + 1 AS parent_row, e.c AS class,
      ${operationName('e.operation')} AS operation, greatest(0, m.start - ${BEFORE})::BIGINT AS at, length(p.t) AS long,
      substr(p.t, greatest(0, m.start - ${BEFORE})::BIGINT + 1, ${DRAWN}) AS parent_text,
      CASE WHEN m.head = '' THEN m.parameters ELSE m.head END AS edits
    FROM ${of(drawn)} AS e JOIN ${of(made)} AS m ON m.n = e.n JOIN ${of(parents)} AS p ON p.row = e.row
    ORDER BY e.turn, e.operation, e.c`,
  );
  const values =
    (column: string): ((row: number) => number | string | null) =>
    (row) => {
      const value = cellAt(read, column, row);
      return typeof value === 'boolean' ? null : value;
    };
  const [newRow, parentRow, label, operation] = ['new_row', 'parent_row', 'class', 'operation'].map(values);
  return frameOfRows(
    Object.keys(augmentTextFrames.examples),
    Array.from({ length: read.rows }, (_, row) => {
      const at = Number(cellAt(read, 'at', row));
      return {
        ...{
          new_row: newRow!(row),
          parent_row: parentRow!(row),
          class: label!(row),
          operation: operation!(row),
        },
        parent_text: values('parent_text')(row),
        edits: JSON.stringify(within(String(cellAt(read, 'edits', row)), at)),
        is_cut_before: at > 0,
        is_cut_after: Number(cellAt(read, 'long', row)) > at + DRAWN,
      };
    }),
  );
}

/** The edits that lie within a stretch, counted from its start. */
function within(parameters: string, at: number): Edit[] {
  const { edits } = JSON.parse(parameters) as { readonly edits: readonly Edit[] };
  return edits
    .filter(([start, length]) => start + length <= at + DRAWN)
    .map(([start, length, text]) => [start - at, length, text]);
}
