import type { ReadableFile } from '../../core/run-context';
import { freeBuffer } from '../../core/free-buffer';

const WIDTH = 4 << 20;

/** How a window reads ahead: in pieces of `width` bytes, and nothing from `end` on that is not asked for. */
interface WindowOptions {
  readonly width?: number;
  readonly end?: number;
}

/** Reads a file from front to back in pieces of 4 MiB: many small reads that follow each other cost one large one. */
export class Window {
  readonly #file: ReadableFile;
  #start = 0;
  readonly #width: number;
  readonly #end: number;
  #bytes = new Uint8Array();

  constructor(file: ReadableFile, { width = WIDTH, end = file.size }: WindowOptions = {}) {
    this.#file = file;
    this.#width = width;
    this.#end = end;
  }

  /**
   * The bytes at a place; fewer where the file ends before. They are valid until the next read. Read along is what follows them up to
   * `until`, but no more than the width.
   */
  async read(at: number, length: number, until = this.#end): Promise<Uint8Array> {
    const end = Math.min(at + length, this.#file.size);
    if (at < this.#start || end > this.#start + this.#bytes.length) {
      const ahead = Math.max(end, Math.min(at + this.#width, this.#end, until));
      this.close();
      this.#bytes = new Uint8Array(await this.#file.slice(at, ahead).arrayBuffer());
      this.#start = at;
    }
    return this.#bytes.subarray(at - this.#start, end - this.#start);
  }

  /** Lets go of what was read. */
  close(): void {
    freeBuffer(this.#bytes.buffer);
    this.#bytes = new Uint8Array();
  }
}
