import type { TableArtifact } from '../../../core/artifact';
import { rowKey } from '../../../core/row-key';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';

/** With few buckets shares are taken as rounded to two decimals of a per cent: 66.67 % is two of three. */
const FEW_BUCKETS = 100;
const SHARE_TOLERANCE = 5e-5;
const EXACT_TOLERANCE = 1e-9;
/** With so many buckets every share of two decimals of a per cent is exact. */
const MOST_BUCKETS = 10_000;

/**
 * The least whole numbers of buckets in the proportions of the shares: 0.8 and 0.2 give 4 and 1, two thirds and a third
 * (0.6667 and 0.3333) give 2 and 1.
 */
export function bucketsOf(shares: readonly number[]): number[] {
  for (let total = shares.length; total < MOST_BUCKETS; total++) {
    const buckets = shares.map((share) => Math.round(share * total));
    const tolerance = total <= FEW_BUCKETS ? SHARE_TOLERANCE : EXACT_TOLERANCE;
    const isNear = shares.every((share, i) => Math.abs(share - buckets[i]! / total) <= tolerance);
    const sum = buckets.reduce((all, each) => all + each, 0);
    if (isNear && sum === total && buckets.every((each) => each > 0)) return buckets;
  }
  return shares.map((share) => Math.max(1, Math.round(share * MOST_BUCKETS)));
}

/** SELECT of `h`, for every row in order: the SHA-256 of the text of its key, in hexadecimal digits. */
export function keyHashes({ table }: TableArtifact, columns: readonly Column[]): string {
  return `SELECT sha256(${rowKey(columns)}) AS h FROM ${quoteIdentifier(table)}`;
}

/**
 * SELECT of `h`, for every row in order: the SHA-256 of a value as TFX keeps it, a `tf.train.Feature` of one value serialised
 * by Protocol Buffers. Text is a bytes_list (field 1), an integer an int64_list (field 3, packed).
 */
export function featureHashes({ table }: TableArtifact, { name, type }: Column): string {
  const value = quoteIdentifier(name);
  const isInteger = type === 'integer';
  const bytes = isInteger ? varintHex('v') : 'hex(v)';
  // A negative integer is its two's complement, and so takes ten bytes.
  const unsigned = `((${value}::HUGEINT % ${2n ** 64n} + ${2n ** 64n}) % ${2n ** 64n})::UBIGINT`;
  const values = `SELECT ${isInteger ? unsigned : `${value}::VARCHAR`} AS v FROM ${quoteIdentifier(table)}`;
  const lists = `SELECT '0A' || ${lengthHex('bytes')} || bytes AS list FROM (SELECT ${bytes} AS bytes FROM (${values}))`;
  return `SELECT sha256(unhex('${isInteger ? '1A' : '0A'}' || ${lengthHex('list')} || list)) AS h FROM (${lists})`;
}

/** SQL: how many bytes the hexadecimal digits of a column are, below 2^28, as a base-128 varint in hexadecimal digits. */
function lengthHex(column: string): string {
  const length = `(length(${column}) // 2)`;
  const group = (place: number, isLast: boolean): string =>
    `printf('%02X', (${length} >> ${7 * place}) & 127${isLast ? '' : ' | 128'})`;
  const bytes = (count: number): string =>
    Array.from({ length: count }, (_, place) => group(place, place === count - 1)).join(' || ');
  const cases = [1, 2, 3].map((count) => `WHEN ${length} < ${2 ** (7 * count)} THEN ${bytes(count)}`);
  return `(CASE ${cases.join(' ')} ELSE ${bytes(4)} END)`;
}

/** SQL: an unsigned integer of 64 bits as a varint, in hexadecimal digits. */
function varintHex(value: string): string {
  const bytes = Array.from({ length: 10 }, (_, place) => {
    const rest = `(${value} >> ${7 * place})`;
    const byte = `printf('%02X', (${rest} & 127) + CASE WHEN ${rest} >= 128 THEN 128 ELSE 0 END)`;
    return place === 0 ? byte : `CASE WHEN ${rest} > 0 THEN ${byte} ELSE '' END`;
  });
  return `(${bytes.join(' || ')})`;
}

/** Hexadecimal digits that are taken together: of 44 bits, which times a remainder below 10,000 stay below 2^58. */
const DIGITS = 11;

/**
 * SQL: what a SHA-256, taken as a number of 256 bits, leaves divided by the number of all buckets, at most 10,000. The digits go in
 * groups, each times what its place in the number leaves.
 */
export function bucketOf(hash: string, buckets: number): string {
  const groups: string[] = [];
  for (let end = 64; end > 0; end -= DIGITS) {
    const start = Math.max(0, end - DIGITS);
    const weight = (1n << BigInt(4 * (64 - end))) % BigInt(buckets);
    groups.push(`('0x' || substr(${hash}, ${start + 1}, ${end - start}))::BIGINT * ${weight}`);
  }
  return `((${groups.join(' + ')}) % ${buckets})`;
}
