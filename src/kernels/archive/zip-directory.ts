import type { ReadableFile } from '../../core/run-context';
import type { ZipMember } from './zip-list';
import { FULL_32 } from './zip-records';

declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

const END = 0x06054b50;
const END_BYTES = 22;
const END_64 = 0x06064b50;
const END_64_BYTES = 56;
const LOCATOR = 0x07064b50;
const LOCATOR_BYTES = 20;
const LINE = 0x02014b50;
const LINE_BYTES = 46;
/** A comment behind the end is no longer. */
const LONGEST_COMMENT = 0xffff;
/** A larger list is not read at once. */
const LARGEST_LIST = 400e6;
const FULL_16 = 0xffff;
/** Names are UTF-8. */
const UTF_8 = 0x0800;
const ENCRYPTED = 0x0001;
const ZIP64_FIELD = 0x0001;
const UNICODE_PATH = 0x7075;
/** The attribute of DOS that marks a folder. */
const FOLDER = 0x10;

/** A member, and whether it is a folder. */
export type ListedMember = ZipMember & { readonly isFolder: boolean };

/**
 * The list at the end of a zip archive, where it is as programs mostly write it (zip64 too); null where anything is unusual: a list that
 * does not end at the archive's end, names in another encoding, several disks. The library reads those; it makes some kilobytes of
 * objects a member, this 200 bytes. About 2 µs a member.
 */
export async function readDirectory(file: ReadableFile): Promise<ListedMember[] | null> {
  const place = await placeOfList(file);
  if (place === null || place.bytes > LARGEST_LIST) return null;
  const list = await bytesAt(file, place.start, place.bytes);
  const view = new DataView(list.buffer, list.byteOffset, list.length);
  const decoder = new TextDecoder();
  const members: ListedMember[] = [];
  let at = 0;
  while (at < list.length) {
    if (at + LINE_BYTES > list.length || view.getUint32(at, true) !== LINE) return null;
    const nameEnd = at + LINE_BYTES + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const next = extraEnd + view.getUint16(at + 32, true);
    if (next > list.length) return null;
    const name = list.subarray(at + LINE_BYTES, nameEnd);
    const flags = view.getUint16(at + 8, true);
    if ((flags & UTF_8) === 0 && name.some((byte) => byte > 126 || byte < 32)) return null;
    const figures = figuresOf(view, at, nameEnd, extraEnd);
    if (figures === null) return null;
    const path = decoder.decode(name);
    members.push({
      ...{ path, ...figures, method: view.getUint16(at + 10, true) },
      isEncrypted: (flags & ENCRYPTED) !== 0,
      isFolder: path.endsWith('/') || (view.getUint8(at + 38) & FOLDER) !== 0,
    });
    at = next;
  }
  return members.length === place.members ? members : null;
}

interface ListPlace {
  readonly start: number;
  readonly bytes: number;
  readonly members: number;
}

async function placeOfList(file: ReadableFile): Promise<ListPlace | null> {
  const room = Math.min(file.size, END_BYTES + LONGEST_COMMENT + LOCATOR_BYTES + END_64_BYTES);
  const tail = await bytesAt(file, file.size - room, room);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  let end = tail.length - END_BYTES;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0 || end + END_BYTES + view.getUint16(end + 20, true) !== tail.length) return null;
  if (view.getUint32(end + 4, true) !== 0) return null;
  const [members, bytes, start] = [
    view.getUint16(end + 10, true),
    view.getUint32(end + 12, true),
    view.getUint32(end + 16, true),
  ];
  const behind = file.size - room;
  if (members < FULL_16 && bytes < FULL_32 && start < FULL_32) {
    return start + bytes === behind + end ? { start, bytes, members } : null;
  }
  const end64 = end - LOCATOR_BYTES - END_64_BYTES;
  if (end64 < 0 || view.getUint32(end64, true) !== END_64) return null;
  if (view.getUint32(end - LOCATOR_BYTES, true) !== LOCATOR) return null;
  const large = (offset: number): number => Number(view.getBigUint64(end64 + offset, true));
  const place = { members: large(32), bytes: large(40), start: large(48) };
  return place.start + place.bytes === behind + end64 ? place : null;
}

/** Sizes and offset; what does not fit into 32 bits stands in an extra field, in this order. Null where that is missing. */
function figuresOf(
  view: DataView,
  at: number,
  extra: number,
  extraEnd: number,
): Pick<ZipMember, 'bytes' | 'packed' | 'offset'> | null {
  const figures = [24, 20, 42].map((offset) => view.getUint32(at + offset, true));
  let isMissing = figures.includes(FULL_32);
  for (let field = extra; field + 4 <= extraEnd;) {
    const [kind, length] = [view.getUint16(field, true), view.getUint16(field + 2, true)];
    if (kind === UNICODE_PATH) return null;
    if (kind === ZIP64_FIELD) {
      const wanted = figures.filter((figure) => figure === FULL_32).length;
      if (length < 8 * wanted || field + 4 + length > extraEnd) return null;
      let from = field + 4;
      figures.forEach((figure, place) => {
        if (figure !== FULL_32) return;
        figures[place] = Number(view.getBigUint64(from, true));
        from += 8;
      });
      isMissing = false;
    }
    field += 4 + length;
  }
  const [bytes, packed, offset] = figures as [number, number, number];
  return isMissing ? null : { bytes, packed, offset };
}

async function bytesAt(file: ReadableFile, start: number, length: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(start, start + length).arrayBuffer());
}
