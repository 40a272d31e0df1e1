/**
 * Counts texts that are given as UTF-16 code units, without making a string of each: an open hash table over a store of units.
 * Memory: the units of the distinct texts, twice, and 20 bytes for each of them.
 */
export class CodeCounts {
  #units = new Uint16Array(1 << 12);
  #used = 0;
  #starts = new Uint32Array(1 << 8);
  #hashes = new Int32Array(1 << 8);
  #counts = new Float64Array(1 << 8);
  #slots = new Int32Array(1 << 10).fill(-1);
  #size = 0;

  /** Distinct texts. */
  get size(): number {
    return this.#size;
  }

  /** Counts the text in the first `length` units `weight` times. `hash` must follow from the units alone. */
  add(units: Uint16Array, length: number, hash: number, weight: number): void {
    const mask = this.#slots.length - 1;
    // The low bits of a product know little of the high ones of its factors.
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let entry = this.#slots[slot]!; entry >= 0; entry = this.#slots[slot]!) {
      if (this.#hashes[entry] === hash && this.#isEqual(entry, units, length)) {
        this.#counts[entry]! += weight;
        return;
      }
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = this.#append(units, length, hash, weight);
    if (this.#size * 2 > this.#slots.length) this.#rehash();
  }

  /** Every text with its count, in the order of their first occurrence. */
  *entries(): Generator<[text: string, count: number]> {
    for (let entry = 0; entry < this.#size; entry++) {
      const units = this.#units.subarray(this.#starts[entry], this.#endOf(entry));
      yield [textOf(units), this.#counts[entry]!];
    }
  }

  #endOf(entry: number): number {
    return entry + 1 < this.#size ? this.#starts[entry + 1]! : this.#used;
  }

  #isEqual(entry: number, units: Uint16Array, length: number): boolean {
    const start = this.#starts[entry]!;
    if (this.#endOf(entry) - start !== length) return false;
    for (let i = 0; i < length; i++) if (this.#units[start + i] !== units[i]) return false;
    return true;
  }

  #append(units: Uint16Array, length: number, hash: number, weight: number): number {
    if (this.#used + length > this.#units.length) {
      this.#units = grown(this.#units, Math.max(this.#units.length * 2, this.#used + length));
    }
    if (this.#size === this.#starts.length) {
      this.#starts = grown(this.#starts, this.#size * 2);
      this.#hashes = grown(this.#hashes, this.#size * 2);
      this.#counts = grown(this.#counts, this.#size * 2);
    }
    this.#units.set(units.subarray(0, length), this.#used);
    this.#starts[this.#size] = this.#used;
    this.#hashes[this.#size] = hash;
    this.#counts[this.#size] = weight;
    this.#used += length;
    return this.#size++;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 4).fill(-1);
    const mask = slots.length - 1;
    for (let entry = 0; entry < this.#size; entry++) {
      const hash = this.#hashes[entry]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = entry;
    }
    this.#slots = slots;
  }
}

/** Adds a unit to a hash (FNV-1a over units); a hash begins with `HASH_START`. */
export const hashed = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);
export const HASH_START = 0x811c9dc5 | 0;

type Growing =
  Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

function grown<Values extends Growing>(values: Values, length: number): Values {
  const larger = new (values.constructor as new (length: number) => Values)(length);
  larger.set(values);
  return larger;
}

const PIECE = 1 << 13;

function textOf(units: Uint16Array): string {
  let text = '';
  for (let i = 0; i < units.length; i += PIECE) text += String.fromCharCode(...units.subarray(i, i + PIECE));
  return text;
}
