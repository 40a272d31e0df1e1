import type { ReadableFile } from '../../core/run-context';
import { Window } from './window';

/** A file in a tar archive; its content stands in the archive as it is. */
export interface TarMember {
  readonly path: string;
  readonly bytes: number;
  /** Where its content starts. */
  readonly offset: number;
}

/** A tar is made of blocks of this many bytes. */
const BLOCK = 512;
/** The longest path that one header holds. */
const PATH_BYTES = 100;

declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

/**
 * What stands in a tar before the content of a file (POSIX.1-1988 ustar; a path too long for it in a GNU long-name
 * header before). Owner and times are zero, so that the same files make the same archive.
 */
export function tarHeader(path: string, bytes: number): Uint8Array {
  const name = new TextEncoder().encode(path);
  if (name.length <= PATH_BYTES) return header(name, bytes, '0');
  const long = new Uint8Array(BLOCK + padded(name.length + 1) + BLOCK);
  long.set(header(new TextEncoder().encode('././@LongLink'), name.length + 1, 'L'));
  long.set(name, BLOCK);
  long.set(header(name.subarray(0, PATH_BYTES), bytes, '0'), BLOCK + padded(name.length + 1));
  return long;
}

/** The bytes that fill the last block of a content. */
export function tarPadding(bytes: number): Uint8Array {
  return new Uint8Array(padded(bytes) - bytes);
}

/** What ends a tar. */
export const TAR_END = new Uint8Array(2 * BLOCK);

/** The files of a tar, in order. Reads through the archive; what is too large to stand between headers is skipped over. */
export async function listTar(file: ReadableFile): Promise<TarMember[]> {
  const window = new Window(file);
  try {
    return await membersIn(window, file.size);
  } finally {
    window.close();
  }
}

async function membersIn(window: Window, size: number): Promise<TarMember[]> {
  const members: TarMember[] = [];
  let longName: string | null = null;
  for (let at = 0; at + BLOCK <= size;) {
    const block = await window.read(at, BLOCK);
    if (block.every((byte) => byte === 0)) break;
    const bytes = sizeIn(block);
    const type = String.fromCharCode(block[156] ?? 0);
    at += BLOCK;
    if (type === 'L') longName = textIn(await window.read(at, bytes));
    else {
      if (type === '0' || type === '\0') {
        members.push({ path: longName ?? textIn(block.subarray(0, PATH_BYTES)), bytes, offset: at });
      }
      longName = null;
    }
    at += padded(bytes);
  }
  return members;
}

const padded = (bytes: number): number => Math.ceil(bytes / BLOCK) * BLOCK;

function header(name: Uint8Array, bytes: number, type: string): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const put = (text: string, at: number): void => block.set(new TextEncoder().encode(text), at);
  block.set(name);
  put('0000644\0', 100);
  put('0000000\0', 108);
  put('0000000\0', 116);
  // Sizes of 8 GiB and more do not fit eleven octal digits: the GNU way is base 256 with the top bit set.
  if (bytes < 8 ** 11) put(`${bytes.toString(8).padStart(11, '0')}\0`, 124);
  else {
    block[124] = 0x80;
    new DataView(block.buffer).setBigUint64(128, BigInt(bytes));
  }
  put('00000000000\0', 136);
  put('        ', 148);
  put(type, 156);
  put('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function sizeIn(block: Uint8Array): number {
  const field = block.subarray(124, 136);
  if (((field[0] ?? 0) & 0x80) === 0) return Number.parseInt(textIn(field).trim() || '0', 8);
  return Number(new DataView(block.buffer, block.byteOffset + 128, 8).getBigUint64(0));
}

function textIn(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}
