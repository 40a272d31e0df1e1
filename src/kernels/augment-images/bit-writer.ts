/** Bits one behind the other, the first of a byte lowest; bytes are taken as they get full. */
export class BitWriter {
  #bytes = new Uint8Array(0);
  #length = 0;
  #held = 0;
  #bits = 0;

  /** Makes room for so many bytes. */
  open(room: number): void {
    if (this.#bytes.length < room) this.#bytes = new Uint8Array(room);
  }

  /** At most 16 bits. */
  put(value: number, bits: number): void {
    this.#held |= value << this.#bits;
    this.#bits += bits;
    if (this.#bits < 16) return;
    this.#bytes[this.#length++] = this.#held;
    this.#bytes[this.#length++] = this.#held >>> 8;
    this.#held >>>= 16;
    this.#bits -= 16;
  }

  /** The codes of some bytes; a code has its length from bit 16 on. */
  putCodes(values: Uint8Array, start: number, end: number, codes: Uint32Array): void {
    const bytes = this.#bytes;
    let [length, held, bits] = [this.#length, this.#held, this.#bits];
    for (let at = start; at < end; at++) {
      const code = codes[values[at]!]!;
      held |= (code & 0xffff) << bits;
      bits += code >>> 16;
      if (bits >= 16) {
        bytes[length++] = held;
        bytes[length++] = held >>> 8;
        held >>>= 16;
        bits -= 16;
      }
    }
    [this.#length, this.#held, this.#bits] = [length, held, bits];
  }

  /** Zeros up to the end of a byte. */
  fill(): void {
    while (this.#bits > 0) {
      this.#bytes[this.#length++] = this.#held;
      this.#held >>>= 8;
      this.#bits = Math.max(0, this.#bits - 8);
    }
  }

  /** The bytes that are full, in a buffer of their own. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }
}
