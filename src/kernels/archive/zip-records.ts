/** A number that does not fit into its field stands there as all ones, and in a field of 64 bits elsewhere (zip64). */
export const FULL_32 = 0xffff_ffff;
const FULL_16 = 0xffff;
/** The versions of the format that a reader must know: folders and deflate, and zip64. */
const PLAIN = 20;
const ZIP64 = 45;
/** 1980-01-01, the first day the format knows: the same content is the same archive. */
const DATE = 0x0021;

/** What the records of a member say of it. */
export interface Member {
  readonly name: Uint8Array;
  readonly flags: number;
  /** 0 is stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly bytes: number;
  /** Where its head begins. */
  readonly offset: number;
}

/** The record before a member's content, and its name. Sizes have 32 bits. */
export function memberHead({ name, flags, method, crc, packed, bytes }: Omit<Member, 'offset'>): Uint8Array {
  return record(30 + name.length)
    .four(0x04034b50)
    .two(PLAIN, flags, method, 0, DATE)
    .four(crc, packed, bytes)
    .two(name.length, 0)
    .all(name).bytes;
}

/** The record behind the content of a member whose sizes were not known before it. */
export function memberEnd({ crc, packed, bytes }: Pick<Member, 'crc' | 'packed' | 'bytes'>): Uint8Array {
  return record(16).four(0x08074b50, crc, packed, bytes).bytes;
}

/** A member in the list at the archive's end; where it begins beyond 4 GB, that has 64 bits. */
export function memberLine({ name, flags, method, crc, packed, bytes, offset }: Member): Uint8Array {
  const isFar = offset >= FULL_32;
  const version = isFar ? ZIP64 : PLAIN;
  const line = record(46 + name.length + (isFar ? 12 : 0))
    .four(0x02014b50)
    .two(version, version, flags, method, 0, DATE)
    .four(crc, packed, bytes)
    .two(name.length, isFar ? 12 : 0, 0, 0, 0)
    .four(0, Math.min(offset, FULL_32))
    .all(name);
  return isFar ? line.two(1, 8).eight(offset).bytes : line.bytes;
}

/** The end of an archive of so many members, whose list of so many bytes begins there. */
export function zipEnd(members: number, listBytes: number, listAt: number): Uint8Array {
  const isLarge = members >= FULL_16 || listBytes >= FULL_32 || listAt >= FULL_32;
  const end = record(22 + (isLarge ? 76 : 0));
  if (isLarge) {
    end.four(0x06064b50).eight(44).two(ZIP64, ZIP64).four(0, 0);
    end.eight(members, members, listBytes, listAt);
    end
      .four(0x07064b50, 0)
      .eight(listAt + listBytes)
      .four(1);
  }
  const counted = Math.min(members, FULL_16);
  return end
    .four(0x06054b50)
    .two(0, 0, counted, counted)
    .four(Math.min(listBytes, FULL_32), Math.min(listAt, FULL_32))
    .two(0).bytes;
}

/** Numbers of 16, 32 and 64 bits, little end first, one behind the other. */
interface Record {
  readonly bytes: Uint8Array;
  two(...numbers: readonly number[]): Record;
  four(...numbers: readonly number[]): Record;
  eight(...numbers: readonly number[]): Record;
  all(bytes: Uint8Array): Record;
}

function record(length: number): Record {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const put =
    (size: number, write: (at: number, number: number) => void) =>
    (...numbers: readonly number[]): Record => {
      for (const number of numbers) {
        write(at, number);
        at += size;
      }
      return one;
    };
  const one: Record = {
    bytes,
    two: put(2, (to, number) => view.setUint16(to, number, true)),
    four: put(4, (to, number) => view.setUint32(to, number, true)),
    eight: put(8, (to, number) => view.setBigUint64(to, BigInt(number), true)),
    all: (some) => {
      bytes.set(some, at);
      at += some.length;
      return one;
    },
  };
  return one;
}
