declare const WritableStream: new (sink: {
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
  abort(reason: unknown): Promise<void>;
}) => Sink;

/** What all worlds have as a `WritableStream` of bytes. */
export interface Sink {
  getWriter(): {
    write(bytes: Uint8Array): Promise<void>;
    close(): Promise<void>;
    abort(reason: unknown): Promise<void>;
  };
}

/** Takes no more bytes than an archive states of a member, and knows when there were fewer. Both fail the write. */
export function boundedSink(target: Sink, stated: number): Sink {
  const writer = target.getWriter();
  let written = 0;
  return new WritableStream({
    async write(bytes) {
      written += bytes.length;
      if (written > stated) throw new Error(`more than the ${stated} bytes that are stated`);
      await writer.write(bytes);
    },
    async close() {
      if (written !== stated) throw new Error(`${written} bytes instead of ${stated}`);
      await writer.close();
    },
    abort: (reason) => writer.abort(reason),
  });
}

/** Keeps what is written, in order. */
export function collectingSink(parts: Uint8Array[]): Sink {
  const done = (): Promise<void> => Promise.resolve();
  return new WritableStream({
    write: (bytes) => Promise.resolve(void parts.push(bytes)),
    close: done,
    abort: done,
  });
}
