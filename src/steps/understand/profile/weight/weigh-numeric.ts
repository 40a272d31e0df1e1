import type { RunContext } from '../../../../core/run-context';
import { quoteIdentifier } from '../../../../core/sql';
import type { ColumnStatistics } from '../../../../core/statistics';
import { weighNumbers, type WeighedNumbers } from '../../../../kernels/weigh-numbers';
import { columnsPerPiece, piecesOf, type ProfileTable } from '../columns';
import { pipeline } from '../details/pipeline';
import type { OnWeighed, Weighing } from './weigh-groups';
import { TOP, type WeighedColumn } from './weighed';

/** Values of one statement and kernel call, and calls that wait at a time. */
const VALUES_PER_CALL = 2_000_000;
const MOST_COLUMNS = 500;
const WAITING = 3;

/** True for numbers that doubles tell apart and of which all that is NaN is missing. */
export const isForKernels = ({ numbers }: ColumnStatistics): boolean =>
  numbers !== undefined && typeof numbers.min !== 'string' && numbers.nan === 0;

/** Weighs columns of numbers in the kernels, beside the database: some 0.2 s a million rows. */
export async function weighNumericColumns(
  { database, kernels }: RunContext,
  table: ProfileTable,
  { columns, weights }: Weighing,
  onWeighed: OnWeighed,
): Promise<void> {
  if (columns.length === 0) return;
  const [usable = new Float64Array()] = await database.numbers(table.table, [weights.sql]);
  await pipeline(
    piecesOf(columns, columnsPerPiece(table.rows, VALUES_PER_CALL, MOST_COLUMNS)),
    (piece) =>
      database.numbers(
        table.table,
        piece.map(({ name }) => quoteIdentifier(name)),
      ),
    async (arrays, piece) => {
      const input = arrays.map((values, i) => ({ values, edges: piece[i]?.numbers?.histogram?.edges ?? [] }));
      const buffers = arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
      const found = await kernels.call(weighNumbers, { columns: input, weights: usable, top: TOP }, buffers);
      found.forEach((one, i) => onWeighed(piece[i]!, weighedOf(one)));
    },
    WAITING,
  );
}

function weighedOf({ deciles, bins, top, ...sums }: WeighedNumbers): WeighedColumn {
  return {
    ...sums,
    deciles: deciles ?? [],
    bins: bins.map((weight, bin) => [bin, weight] as const),
    top: top.map(({ value, weight }) => ({ value: String(value), weight })),
  };
}
