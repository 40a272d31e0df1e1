import { makeFailure, type Failure, type FailureExtra } from '../../src/core/failure';
import { numberFormat } from '../../src/core/number-format';

/** What is known of a want of memory, in bytes. */
export interface MemoryNumbers {
  /** What was asked for and not given. */
  readonly needed?: number | undefined;
  readonly used?: number | undefined;
  readonly limit?: number | undefined;
  /** What the tables of other cells hold. */
  readonly held?: number | undefined;
}

const format = numberFormat('en');
const UNITS: Readonly<Record<string, number>> = {
  bytes: 1,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

/** Reads the numbers of the database's message, `could not allocate block of size 256.0 KiB (3.0 GiB/3.1 GiB used)`. */
export function numbersOf(message: string): MemoryNumbers {
  const size = String.raw`([\d.]+) (bytes|KiB|MiB|GiB)`;
  const needed = new RegExp(`(?:size|pin block of size|allocate) ${size}`).exec(message);
  const state = new RegExp(String.raw`\(${size}\/${size} used\)`).exec(message);
  return {
    needed: bytesOf(needed?.[1], needed?.[2]),
    used: bytesOf(state?.[1], state?.[2]),
    limit: bytesOf(state?.[3], state?.[4]),
  };
}

function bytesOf(amount: string | undefined, unit = ''): number | undefined {
  const factor = UNITS[unit];
  return amount === undefined || factor === undefined ? undefined : Number(amount) * factor;
}

/** What is said about the disk, which a large table goes to where there is one. */
export type DiskState = 'none' | 'tried';

const DISK_WORDS: Readonly<Record<DiskState, string>> = {
  none: 'This browser gives no room on disk here; outside a private window, current ones do, and large tables go there by themselves.',
  tried: 'The table was to stand on disk, so what did not fit is the work itself.',
};

/** The failure of a want of memory, with the numbers that are known; those of an earlier one are kept where it is told anew. */
export function outOfMemory(
  numbers: MemoryNumbers,
  disk: DiskState | undefined,
  { detail, sql }: FailureExtra,
): Failure {
  const extra = { ...(detail !== undefined && { detail }), ...(sql !== undefined && { sql }) };
  const facts = { numbers: wordsOf(numbers), disk: disk === undefined ? '' : DISK_WORDS[disk] };
  const { message, hint, ...failure } = makeFailure('out-of-memory', facts, extra);
  return { ...failure, message: message.trim(), hint: hint.trim() };
}

function wordsOf({ needed, used, limit, held }: MemoryNumbers): string {
  const more = needed === undefined ? '' : `${format.bytes(needed)} more did not fit`;
  const state =
    used === undefined || limit === undefined
      ? limit === undefined
        ? ''
        : `the limit is ${format.bytes(limit)}`
      : `${format.bytes(used)} of ${format.bytes(limit)} were in use`;
  const tables = held === undefined ? '' : `tables of other cells hold ${format.bytes(held)}`;
  const parts = [more, state, tables].filter((part) => part !== '');
  if (parts.length === 0) return '';
  const words = parts.join('; ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** The failure of a disk that is full. `used` and `quota` are what the browser says of this site, where it says it. */
export function diskFull({ detail }: FailureExtra, tables: number, estimate: StorageEstimate): Failure {
  const { usage, quota } = estimate;
  const given =
    usage === undefined || quota === undefined
      ? ''
      : ` The browser counts ${format.bytes(usage)} for this site, of ${format.bytes(quota)} it may have.`;
  const numbers = `Tables hold ${format.bytes(tables)} of it.${given}`;
  return makeFailure('disk-full', { numbers }, detail === undefined ? {} : { detail });
}
