import { FailureError, makeFailure } from '../../src/core/failure';
import { inflateGzip } from '../../src/kernels/archive/gzip';

/** A text as UTF-8, and how many of its characters could not be read: each stands there as U+FFFD. */
export interface Transcoded {
  readonly blob: Blob;
  readonly unreadable: number;
}

/**
 * Turns a text of any encoding that `TextDecoder` knows into UTF-8, without a byte-order mark, inflating it first where it is
 * gzip. Read as a stream: memory holds one piece at a time, and the result as far as the world's blobs do. About
 * 100 MB/s. Throws `cancelled`, and what inflating throws where a gzip file is damaged.
 */
export async function transcode(
  blob: Blob,
  { encoding, isGzip, signal }: { encoding: string; isGzip: boolean; signal: AbortSignal },
): Promise<Transcoded> {
  let unreadable = 0;
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  const pass = (text: string, controller: TransformStreamDefaultController<Uint8Array>): void => {
    if (signal.aborted) throw new FailureError(makeFailure('cancelled'));
    if (text === '') return;
    unreadable += text.split('\ufffd').length - 1;
    controller.enqueue(encoder.encode(text));
  };
  const toUtf8 = new TransformStream<Uint8Array, Uint8Array>({
    transform: (bytes, controller) => pass(decoder.decode(bytes, { stream: true }), controller),
    flush: (controller) => pass(decoder.decode(), controller),
  });
  const bytes = isGzip ? streamOf(inflateGzip(blob)) : blob.stream();
  const text = await new Response(bytes.pipeThrough(toUtf8)).blob();
  return { blob: text, unreadable };
}

/** Not every browser makes a stream of a generator by itself. */
function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const piece: IteratorResult<Uint8Array, unknown> = await pieces.next();
      if (piece.done === true) controller.close();
      else controller.enqueue(piece.value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
