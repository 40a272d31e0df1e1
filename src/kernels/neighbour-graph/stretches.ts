import { atATime, sharesOf, VALUES_PER_CALL } from '../neighbours/calls';
import type { CountedRows } from './exact';

/** Rows that follow one another, copied for a worker. */
export interface Stretch {
  readonly rows: CountedRows;
  /** The number of the first of them. */
  readonly start: number;
  /** What may move to the worker. */
  readonly buffers: readonly ArrayBuffer[];
  /** True where it is all there are. */
  readonly isAll: boolean;
  readonly onReport: (share: number) => void;
}

/** Some work for all rows, stretch by stretch and several at a time; tells the share that is done. */
export async function overStretches(
  { rows, points, codes, features, codeColumns, mismatch }: CountedRows,
  onShare: (share: number) => void,
  work: (stretch: Stretch) => Promise<void>,
): Promise<void> {
  const size = Math.ceil(VALUES_PER_CALL / (features + codeColumns));
  const calls = Array.from({ length: Math.ceil(rows / size) }, (_, i) => {
    const end = Math.min(rows, (i + 1) * size);
    return { start: i * size, end, work: end - i * size };
  });
  const onDone = sharesOf(calls, onShare);
  await atATime(calls, async (call) => {
    const { start, end } = call;
    const some = {
      ...{ features, codeColumns, mismatch, rows: end - start },
      points: points.slice(start * features, end * features),
      codes: codes.slice(start * codeColumns, end * codeColumns),
    };
    const buffers = [some.points.buffer, some.codes.buffer];
    const onReport = (share: number): void => onDone(call, share);
    await work({ rows: some, start, buffers, isAll: calls.length === 1, onReport });
    onDone(call, 1);
  });
}
