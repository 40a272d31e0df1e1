import { codeComparer } from './code-parts';
import { deletionIndex, isDigit } from './deletion-index';
import { codePoints, distanceRows, editDistance } from './edit-distance';

/** How close variants are. */
export interface EditOptions {
  /** Edits that a variant is away from its value at most: 1 or 2. */
  readonly distance: number;
  /** Characters that the shorter of two must have for each edit. */
  readonly minLength: number;
  /** Two neighbouring characters that changed places are one edit. */
  readonly swaps: boolean;
  /** How many times the rows of a variant its value must have; a variant of one row joins any. */
  readonly rarer: number;
  /** Values whose digits differ are never variants: years, house numbers; nor codes that differ in a part of one or two letters. */
  readonly sameDigits: boolean;
}

const VALUES_PER_REPORT = 2000;

/**
 * Stars around the commoner values: `values` come commonest first, with their rows as `counts`; each becomes a variant of the
 * nearest value before it that is itself no variant (of several as near, the first), or else stays for itself. So clusters are
 * disjoint, and none is a chain. Gives, for each value, the place of the value it is a variant of; its own where it is none.
 */
export function editClusters(
  values: readonly string[],
  counts: Float64Array,
  options: EditOptions,
  report: (fraction: number) => void,
): Int32Array {
  const texts = values.map(codePoints);
  const index = deletionIndex(texts, options);
  const rows = distanceRows(texts.reduce((most, { length }) => Math.max(most, length), 0));
  const digits = options.sameDigits ? texts.map(digitsOf) : [];
  const areOneCode = options.sameDigits ? codeComparer(values) : () => true;
  const parities = Int32Array.from(texts, parityOf);
  const centres = new Int32Array(values.length);
  const seen = new Int32Array(values.length).fill(-1);
  // The values that have variants, or may have: they stand at the front of their groups as they are found.
  const found = new Int32Array(index.memberStarts.length);
  for (let id = 0; id < values.length; id++) {
    if (id % VALUES_PER_REPORT === 0) report(id / values.length);
    const centre = nearest(id);
    centres[id] = centre;
    if (centre === id) stay(id);
  }
  return centres;

  function nearest(id: number): number {
    let [best, least] = [id, options.distance + 1];
    for (let at = index.groupStarts[id] ?? 0; at < (index.groupStarts[id + 1] ?? 0); at++) {
      const group = index.groups[at] ?? 0;
      const start = index.memberStarts[group] ?? 0;
      for (let place = start; place < start + (found[group] ?? 0); place++) {
        const other = index.members[place] ?? 0;
        if (seen[other] === id || !isRarer(id, other)) continue;
        seen[other] = id;
        const apart = distanceOf(id, other);
        if (apart < least || (apart === least && other < best)) [best, least] = [other, apart];
      }
    }
    return best;
  }

  function isRarer(id: number, other: number): boolean {
    const count = counts[id] ?? 0;
    return count <= 1 || (counts[other] ?? 0) >= options.rarer * count;
  }

  function distanceOf(id: number, other: number): number {
    const [a, b] = [texts[id] ?? rows[0], texts[other] ?? rows[0]];
    const most = Math.min(options.distance, Math.floor(Math.min(a.length, b.length) / options.minLength));
    if (most === 0 || Math.abs(a.length - b.length) > most || digits[id] !== digits[other]) return Infinity;
    if (bits((parities[id] ?? 0) ^ (parities[other] ?? 0)) > 2 * most) return Infinity;
    const apart = editDistance(a, b, most, options.swaps, rows);
    return apart > most || !areOneCode(id, other) ? Infinity : apart;
  }

  function stay(id: number): void {
    for (let at = index.groupStarts[id] ?? 0; at < (index.groupStarts[id + 1] ?? 0); at++) {
      const group = index.groups[at] ?? 0;
      index.members[(index.memberStarts[group] ?? 0) + (found[group] ?? 0)] = id;
      found[group] = (found[group] ?? 0) + 1;
    }
  }
}

/** Whether characters of 32 kinds occur an even or an odd number of times: one edit changes two of them at most. */
function parityOf(text: Int32Array): number {
  let parity = 0;
  for (const point of text) parity ^= 1 << (point & 31);
  return parity;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function digitsOf(text: Int32Array): string {
  return String.fromCodePoint(...text.filter(isDigit));
}
