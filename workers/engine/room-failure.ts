import { FailureError } from '../../src/core/failure';
import type { EngineLimits, StoredTable } from '../../src/engine/protocol';
import type { Disk } from '../duckdb/disk';
import { diskFull, numbersOf, outOfMemory } from '../duckdb/out-of-memory';

/** What is known of the room there is when it did not do. */
export interface RoomFacts {
  readonly limits: EngineLimits;
  readonly disk: Disk | null;
  readonly tables: readonly StoredTable[];
  readonly estimate: () => Promise<StorageEstimate>;
}

/** True for a failure that room made by dropping tables may mend. */
export function isWantOfRoom(error: unknown): error is FailureError {
  return error instanceof FailureError && ['out-of-memory', 'disk-full'].includes(error.failure.code);
}

/** A want of room, told with what was needed, what there is and what other tables hold. */
export async function roomFailure(error: unknown, facts: RoomFacts): Promise<unknown> {
  if (!isWantOfRoom(error)) return error;
  const { failure } = error;
  if (failure.code === 'disk-full') {
    const onDisk = bytesOf(facts.tables.filter(({ place }) => place === 'disk'));
    return new FailureError(diskFull(failure, onDisk, await facts.estimate()), { cause: error });
  }
  const found = numbersOf(failure.detail ?? '');
  const limit = found.limit ?? facts.limits.memoryLimit;
  const held = bytesOf(facts.tables.filter(({ place }) => place !== 'disk'));
  const disk = facts.disk?.isOpen === true ? 'tried' : 'none';
  return new FailureError(outOfMemory({ ...found, limit, held }, disk, failure), { cause: error });
}

function bytesOf(tables: readonly StoredTable[]): number {
  return tables.reduce((sum, { bytes }) => sum + bytes, 0);
}
