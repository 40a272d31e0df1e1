import { END_OF_STREAM, HEADER, joinBytes, messagesOf, readHead } from './arrow-message';
import { readSchema, schemaFields, type ArrowField } from './arrow-schema';
import { writeFlat, type FlatFields } from './flat-writer';

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** What each message has in front of its metadata: the mark of a continuation, and their length. */
const PREFIX = 8;
/** Blocks of a file's footer: where a message begins, the length of its metadata, that of its body. */
type Block = readonly [offset: number, metadata: number, body: number];

/**
 * Puts Arrow IPC streams of the same columns together as one stream, or as a file, written as they come. The streams hold no
 * dictionaries.
 */
export class ArrowFile {
  readonly #isFile: boolean;
  #at = 0;
  #fields: readonly ArrowField[] | null = null;
  readonly #blocks: Block[] = [];

  constructor(form: 'file' | 'stream') {
    this.#isFile = form === 'file';
  }

  /** What one more stream adds to the whole. */
  add(stream: Uint8Array): Uint8Array {
    const parts: Uint8Array[] = [];
    if (this.#fields === null && this.#isFile) parts.push(START);
    let at = this.#at + (parts[0]?.length ?? 0);
    for (const { metadata, body } of messagesOf(stream)) {
      const { kind, header } = readHead(metadata);
      const isSchema = kind === HEADER.schema;
      if (isSchema && this.#fields !== null) continue;
      if (isSchema) this.#fields = readSchema(header);
      else this.#blocks.push([at, PREFIX + metadata.length, body.length]);
      const message = new Uint8Array(
        stream.buffer,
        metadata.byteOffset - PREFIX,
        PREFIX + metadata.length + body.length,
      );
      parts.push(message);
      at += message.length;
    }
    this.#at = at;
    return joinBytes(parts);
  }

  /** What stands at the end. At least one stream must have been added. */
  end(): Uint8Array {
    if (this.#fields === null) throw new Error('An Arrow file needs at least its columns.');
    if (!this.#isFile) return END_OF_STREAM;
    const footer = writeFlat(footerFields(this.#fields, this.#blocks));
    const length = new Uint8Array(4);
    new DataView(length.buffer).setInt32(0, footer.length, true);
    return joinBytes([END_OF_STREAM, footer, length, MAGIC]);
  }
}

const MAGIC = new TextEncoder().encode('ARROW1');
const START = joinBytes([MAGIC, new Uint8Array(2)]);

function footerFields(fields: readonly ArrowField[], blocks: readonly Block[]): FlatFields {
  return [
    { kind: 'int16', value: 4 },
    { kind: 'table', fields: schemaFields(fields) },
    { kind: 'numbers', bytes: 8, values: [], count: 0 },
    { kind: 'numbers', bytes: 8, values: blocks.flat(), count: blocks.length },
  ];
}
