import { failWith } from '../../core/failure';
import type { ReadableFile } from '../../core/run-context';
import { HEADER, readDictionary, readHead, readLayout } from './arrow-message';
import { readSchema, UnsupportedArrow, type ArrowField } from './arrow-schema';
import { decodeText, rootTable, table, vector } from './flat-reader';
import { bytesOf } from './parquet-footer';

/** Where a message lies in the file: its start, the bytes of its metadata with what stands in front, the bytes of its body. */
export interface Block {
  readonly start: number;
  readonly metadata: number;
  readonly body: number;
}

/** A record batch and the dictionary batches that hold when it is read. */
export interface BatchBlock extends Block {
  readonly rows: number;
  readonly dictionaries: readonly (Block & { readonly id: number })[];
}

/** An Arrow file or stream before its values are read. */
export interface OpenArrow {
  readonly format: 'Arrow file' | 'Arrow stream';
  readonly fields: readonly ArrowField[];
  readonly batches: readonly BatchBlock[];
  readonly codecs: readonly string[];
}

const MAGIC = 'ARROW1';
const WINDOW = 1 << 16;

/**
 * Finds every message of a file, or of a stream, by its metadata; bodies are passed over. Throws `columnar-not`,
 * `columnar-truncated`, `columnar-damaged` and `columnar-unsupported`.
 */
export async function openArrow(file: ReadableFile, name: string): Promise<OpenArrow> {
  try {
    const start = decodeText(await bytesOf(file, 0, 6));
    if (start.startsWith('FEA1')) {
      return failWith('columnar-unsupported', { name, thing: 'a table in the first version of Feather' });
    }
    return start === MAGIC ? await openFile(file, name) : await openStream(file, name);
  } catch (error) {
    if (error instanceof UnsupportedArrow) {
      return failWith('columnar-unsupported', { name, thing: error.message });
    }
    if (!(error instanceof RangeError)) throw error;
    return failWith('columnar-damaged', { name, part: 'its structure' }, { detail: error.message });
  }
}

/** Reads metadata through a window, so that many small messages cost few reads. */
function windowed(file: ReadableFile): (start: number, length: number) => Promise<Uint8Array> {
  let from = 0;
  let held = new Uint8Array();
  return async (start, length) => {
    if (length < 0 || start + length > file.size) throw new EndOfFile('The file ends within a message.');
    if (start < from || start + length > from + held.length) {
      from = start;
      held = new Uint8Array(
        await bytesOf(file, start, Math.min(file.size, start + Math.max(length, WINDOW))),
      );
    }
    return held.subarray(start - from, start - from + length);
  };
}

class EndOfFile extends RangeError {}

type Read = ReturnType<typeof windowed>;

/** The message at a place; null at the end of a stream. Before 2019 there was no mark in front of the length. */
async function messageAt(
  read: Read,
  start: number,
  size: number,
): Promise<{ readonly block: Block; readonly metadata: Uint8Array } | null> {
  if (start + 4 > size) return null;
  const first = await read(start, Math.min(8, size - start));
  const view = new DataView(first.buffer, first.byteOffset, first.length);
  const hasMark = view.getInt32(0, true) === -1;
  if (hasMark && first.length < 8) throw new EndOfFile('The file ends within a message.');
  const length = hasMark ? view.getInt32(4, true) : view.getInt32(0, true);
  const prefix = hasMark ? 8 : 4;
  if (length === 0) return null;
  if (length < 0) throw new RangeError('A message has metadata of less than nothing.');
  const metadata = await read(start + prefix, length);
  const { bodyBytes } = readHead(metadata);
  return { block: { start, metadata: prefix + length, body: bodyBytes }, metadata };
}

async function openStream(file: ReadableFile, name: string): Promise<OpenArrow> {
  const read = windowed(file);
  const first = await messageAt(read, 0, file.size).catch(() => null);
  if (first === null || readHead(first.metadata).kind !== HEADER.schema) {
    return failWith('columnar-not', { name });
  }
  const fields = readSchema(readHead(first.metadata).header);
  const blocks: Block[] = [];
  let at = first.block.metadata;
  try {
    for (;;) {
      const message = await messageAt(read, at, file.size);
      if (message === null) break;
      const end = at + message.block.metadata + message.block.body;
      if (end > file.size) throw new EndOfFile('The file ends within a message.');
      blocks.push(message.block);
      at = end;
    }
  } catch (error) {
    if (error instanceof EndOfFile) return failWith('columnar-truncated', { name, format: 'Arrow' });
    throw error;
  }
  return { format: 'Arrow stream', fields, ...(await batchesOf(read, blocks, file.size)) };
}

async function openFile(file: ReadableFile, name: string): Promise<OpenArrow> {
  const tail = await bytesOf(file, Math.max(0, file.size - 10), file.size);
  if (tail.length < 10 || decodeText(tail.subarray(4)) !== MAGIC) {
    return failWith('columnar-truncated', { name, format: 'Arrow' });
  }
  const length = new DataView(tail.buffer, tail.byteOffset).getInt32(0, true);
  if (length <= 0 || length > file.size - 10) throw new RangeError('The footer has no length.');
  const footer = rootTable(await bytesOf(file, file.size - 10 - length, file.size - 10));
  const schema = table(footer, 1);
  if (schema === null) throw new RangeError('The footer has no schema.');
  const blocks = [...blocksOf(footer, 2), ...blocksOf(footer, 3)];
  return {
    format: 'Arrow file',
    fields: readSchema(schema),
    ...(await batchesOf(windowed(file), blocks, file.size)),
  };
}

function blocksOf(footer: ReturnType<typeof rootTable>, slot: number): Block[] {
  const { start, length } = vector(footer, slot);
  return Array.from({ length }, (_, index) => {
    const at = start + 24 * index;
    return {
      start: Number(footer.view.getBigInt64(at, true)),
      metadata: footer.view.getInt32(at + 8, true),
      body: Number(footer.view.getBigInt64(at + 16, true)),
    };
  });
}

/** The record batches among the messages, each with its dictionaries: the last whole one of each id and what was added since. */
async function batchesOf(
  read: Read,
  blocks: readonly Block[],
  size: number,
): Promise<Pick<OpenArrow, 'batches' | 'codecs'>> {
  let dictionaries: readonly (Block & { readonly id: number })[] = [];
  const batches: BatchBlock[] = [];
  const codecs = new Set<string>();
  for (const block of blocks) {
    if (block.start < 0 || block.body < 0 || block.start + block.metadata + block.body > size) {
      throw new RangeError('A message lies outside the file.');
    }
    const message = await messageAt(read, block.start, size);
    if (message === null || message.block.metadata > block.metadata) {
      throw new RangeError('A message is not where the footer says.');
    }
    const { kind, header } = readHead(message.metadata);
    if (kind === HEADER.dictionary) {
      const { id, isDelta } = readDictionary(header);
      const others = isDelta ? dictionaries : dictionaries.filter((one) => one.id !== id);
      dictionaries = [...others, { ...message.block, id }];
    } else if (kind === HEADER.batch) {
      const { rows, compression } = readLayout(header);
      if (rows < 0) throw new RangeError('A record batch has less than no rows.');
      codecs.add(compression ?? 'none');
      batches.push({ ...message.block, rows, dictionaries });
    }
  }
  return { batches, codecs: [...codecs] };
}
