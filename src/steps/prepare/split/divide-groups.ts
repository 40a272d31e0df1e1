/** Groups of rows that stay together, and the classes of their rows. */
export interface Groups {
  /** Of group g, the entries from `starts[g]` to `starts[g + 1]`; one more than there are groups. */
  readonly starts: Int32Array;
  /** Of each entry, a class (from 0) and how many rows of the group it has. */
  readonly classes: Int32Array;
  readonly counts: Float64Array;
  readonly classCount: number;
}

/** Passes over all groups, each moving what makes the parts fit better. */
const MOST_PASSES = 12;
/** Up to so many groups, pairs of them are exchanged as well. */
const MOST_EXCHANGED = 300;
/** Divisions that are tried where groups are few; groups in all of them. */
const MOST_STARTS = 60;
const MOST_STARTED = 6000;
/** An improvement below this is rounding. */
const LEAST_GAIN = 1e-12;

/**
 * Divides groups among parts so that each part has its share of the rows, and of every class, as nearly as it can be: the
 * number of its part for each group. Made small is the sum over the parts of (f - s)² / s, f the fraction of all rows that
 * a part has and s its share; with several classes plus the mean of the same over the classes. No part stays empty while
 * there are groups enough. Groups are placed one after the other where the sum grows least, then moved, and where they
 * are few exchanged, as long as it shrinks; few groups are placed in several orders, and the best division is taken. It
 * is a good division, not always the best one. Cost: groups x parts x classes of a group, some passes of it.
 */
export function divideGroups(groups: Groups, shares: readonly number[]): Uint8Array {
  const count = groups.starts.length - 1;
  const starts = Math.max(1, Math.min(MOST_STARTS, Math.floor(MOST_STARTED / Math.max(1, count))));
  let best = dividedOnce(groups, shares, 0);
  for (let start = 1; start < starts; start++) {
    const other = dividedOnce(groups, shares, start);
    if (other.misfit() < best.misfit() - LEAST_GAIN) best = other;
  }
  return best.partOf;
}

function dividedOnce(groups: Groups, shares: readonly number[], start: number): Division {
  const division = new Division(groups, shares);
  const count = groups.starts.length - 1;
  for (const group of orderOf(count, start)) division.place(group);
  division.fillEmpty();
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    let isBetter = false;
    for (let group = 0; group < count; group++) isBetter = division.move(group) || isBetter;
    for (let group = 0; count <= MOST_EXCHANGED && group < count; group++) {
      for (let other = group + 1; other < count; other++)
        isBetter = division.exchange(group, other) || isBetter;
    }
    if (!isBetter) break;
  }
  return division;
}

/** The order in which groups are placed: as they are given first, then shuffled by a fixed sequence of numbers for each start. */
function orderOf(count: number, start: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, group) => group);
  if (start === 0) return order;
  let state = start;
  for (let last = count - 1; last > 0; last--) {
    // A linear congruential generator (Numerical Recipes); its high bits are the random ones.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const place = Math.floor((state / 2 ** 32) * (last + 1));
    [order[last], order[place]] = [order[place]!, order[last]!];
  }
  return order;
}

/** A division in the making: how full each part is, of all rows (dimension 0) and of each class (1 and on). */
class Division {
  readonly partOf: Uint8Array;
  readonly #groups: Groups;
  readonly #shares: readonly number[];
  /** Fraction of a dimension that a part has over its share: 1 where it has just that. By part, then dimension. */
  readonly #load: Float64Array;
  /** 1 / rows of a dimension, and its weight in the sum. */
  readonly #each: Float64Array;
  readonly #weight: Float64Array;
  readonly #dimensions: number;
  /** Groups of each part. */
  readonly #counts: Int32Array;

  constructor(groups: Groups, shares: readonly number[]) {
    const { starts, classes, counts, classCount } = groups;
    this.#groups = groups;
    this.#shares = shares;
    this.#dimensions = classCount > 1 ? classCount + 1 : 1;
    this.partOf = new Uint8Array(starts.length - 1);
    this.#counts = new Int32Array(shares.length);
    this.#load = new Float64Array(shares.length * this.#dimensions);
    const rows = new Float64Array(this.#dimensions);
    counts.forEach((count, entry) => {
      rows[0]! += count;
      if (classCount > 1) rows[1 + classes[entry]!]! += count;
    });
    this.#each = rows.map((all) => 1 / all);
    this.#weight = rows.map((_, dimension) => (dimension === 0 ? 1 : 1 / classCount));
  }

  place(group: number): void {
    let best = 0;
    let least = Infinity;
    for (let part = 0; part < this.#shares.length; part++) {
      const cost = this.#cost(part, group, 1);
      if (cost < least) [best, least] = [part, cost];
    }
    this.#put(best, group, 1);
    this.#counts[best]! += 1;
    this.partOf[group] = best;
  }

  /** Gives every empty part the group that is missed least where it is, from parts that have several. */
  fillEmpty(): void {
    for (let part = 0; part < this.#shares.length; part++) {
      if (this.#counts[part]! > 0) continue;
      let best = -1;
      let least = Infinity;
      for (let group = 0; group < this.partOf.length; group++) {
        const from = this.partOf[group]!;
        if (this.#counts[from]! < 2) continue;
        const change = this.#cost(from, group, -1) + this.#cost(part, group, 1);
        if (change < least) [best, least] = [group, change];
      }
      if (best >= 0) this.#take(best, part);
    }
  }

  /** The sum that is made small. */
  misfit(): number {
    return this.#load.reduce((sum, load, at) => {
      const share = this.#shares[Math.floor(at / this.#dimensions)]!;
      return sum + this.#weight[at % this.#dimensions]! * share * (load - 1) ** 2;
    }, 0);
  }

  #take(group: number, part: number): void {
    const from = this.partOf[group]!;
    this.#put(from, group, -1);
    this.#put(part, group, 1);
    this.#counts[from]! -= 1;
    this.#counts[part]! += 1;
    this.partOf[group] = part;
  }

  /** Moves a group where it fits better; false where it stays, as the last one of a part does. */
  move(group: number): boolean {
    const from = this.partOf[group]!;
    if (this.#counts[from]! < 2) return false;
    const freed = this.#cost(from, group, -1);
    let best = from;
    let least = -LEAST_GAIN;
    for (let part = 0; part < this.#shares.length; part++) {
      if (part === from) continue;
      const change = freed + this.#cost(part, group, 1);
      if (change < least) [best, least] = [part, change];
    }
    if (best === from) return false;
    this.#take(group, best);
    return true;
  }

  /** Exchanges two groups of different parts where that fits better. */
  exchange(one: number, other: number): boolean {
    const [a, b] = [this.partOf[one]!, this.partOf[other]!];
    if (a === b) return false;
    let change = this.#cost(a, one, -1);
    this.#put(a, one, -1);
    change += this.#cost(b, other, -1);
    this.#put(b, other, -1);
    change += this.#cost(a, other, 1);
    this.#put(a, other, 1);
    change += this.#cost(b, one, 1);
    this.#put(b, one, 1);
    if (change < -LEAST_GAIN) {
      this.partOf[one] = b;
      this.partOf[other] = a;
      return true;
    }
    this.#put(b, one, -1);
    this.#put(a, other, -1);
    this.#put(b, other, 1);
    this.#put(a, one, 1);
    return false;
  }

  /** By how much the sum grows when a group comes to a part (sign 1) or leaves it (-1). */
  #cost(part: number, group: number, sign: number): number {
    const { starts, classes, counts } = this.#groups;
    const [first, last] = [starts[group]!, starts[group + 1]!];
    let rows = 0;
    let cost = 0;
    for (let entry = first; entry < last; entry++) {
      rows += counts[entry]!;
      if (this.#dimensions > 1) cost += this.#costAt(part, 1 + classes[entry]!, sign * counts[entry]!);
    }
    return cost + this.#costAt(part, 0, sign * rows);
  }

  #costAt(part: number, dimension: number, rows: number): number {
    const fraction = rows * this.#each[dimension]!;
    const load = this.#load[part * this.#dimensions + dimension]!;
    return this.#weight[dimension]! * fraction * (2 * load + fraction / this.#shares[part]!);
  }

  #put(part: number, group: number, sign: number): void {
    const { starts, classes, counts } = this.#groups;
    for (let entry = starts[group]!; entry < starts[group + 1]!; entry++) {
      const count = sign * counts[entry]!;
      this.#fill(part, 0, count);
      if (this.#dimensions > 1) this.#fill(part, 1 + classes[entry]!, count);
    }
  }

  #fill(part: number, dimension: number, rows: number): void {
    this.#load[part * this.#dimensions + dimension]! += (rows * this.#each[dimension]!) / this.#shares[part]!;
  }
}
