declare const TextEncoder: new () => {
  encodeInto(text: string, into: Uint8Array): { readonly written: number };
};

/** Texts in UTF-8, one behind the other; text i is `bytes[offsets[i]]` to `bytes[offsets[i + 1]]`. */
export interface TextValues {
  readonly offsets: Int32Array;
  readonly bytes: Uint8Array;
}

/** Gathers texts as a column of UTF-8. */
export class TextColumn {
  readonly #encoder = new TextEncoder();
  #bytes = new Uint8Array(1 << 16);
  #used = 0;
  readonly #ends: number[] = [0];

  add(text: string): void {
    if (text === '') {
      this.#ends.push(this.#used);
      return;
    }
    // A unit of UTF-16 takes three bytes at most.
    const needed = this.#used + 3 * text.length;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
      larger.set(this.#bytes.subarray(0, this.#used));
      this.#bytes = larger;
    }
    this.#used += this.#encoder.encodeInto(text, this.#bytes.subarray(this.#used)).written;
    this.#ends.push(this.#used);
  }

  values(): TextValues {
    return { offsets: Int32Array.from(this.#ends), bytes: this.#bytes.slice(0, this.#used) };
  }
}
