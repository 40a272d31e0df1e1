import { freeBuffer } from '../core/free-buffer';

/** What a message holds at most: taking one in is a task of the page's own thread, and a large image would be a long one. */
const PART = 1 << 20;

/** A part of a result's bytes; the parts come in their order, and before the result. */
export interface BytesPart {
  readonly type: 'bytes';
  readonly part: Uint8Array;
  /** The length of all parts together. */
  readonly of: number;
}

/** Sends a result, and before it the bytes it holds where they are too many for one message. */
export function postResult<Result extends object>(
  port: Pick<MessagePort, 'postMessage'>,
  result: Result,
): void {
  const bytes = 'bytes' in result && result.bytes instanceof Uint8Array ? result.bytes : new Uint8Array();
  if (bytes.length <= PART) return port.postMessage({ type: 'done', result });
  for (let at = 0; at < bytes.length; at += PART) {
    const part = bytes.slice(at, at + PART);
    port.postMessage({ type: 'bytes', part, of: bytes.length } satisfies BytesPart, [part.buffer]);
  }
  port.postMessage({ type: 'done', result: { ...result, bytes: undefined } });
}

/** The other side: puts the parts together again. */
export class ReceivedBytes {
  #bytes: Uint8Array<ArrayBuffer> | undefined;
  #length = 0;

  take({ part, of }: BytesPart): void {
    this.#bytes ??= new Uint8Array(of);
    this.#bytes.set(part, this.#length);
    this.#length += part.length;
    freeBuffer(part.buffer);
  }

  /** The result with all bytes that came before it. */
  complete<Result extends object>(result: Result): Result {
    return this.#bytes === undefined ? result : { ...result, bytes: this.#bytes };
  }
}
