declare const TextDecoder: new (label?: string) => { decode(bytes: Uint8Array): string };

/** True where the bytes stand at that place of a file's start. */
export function bytesAt(head: Uint8Array, at: number, bytes: ArrayLike<number>): boolean {
  if (head.length < at + bytes.length) return false;
  for (let i = 0; i < bytes.length; i++) if (head[at + i] !== bytes[i]) return false;
  return true;
}

/** True where the ASCII text stands at that place of a file's start. */
export function textAt(head: Uint8Array, at: number, text: string): boolean {
  return bytesAt(
    head,
    at,
    Array.from(text, (each) => each.charCodeAt(0)),
  );
}

/** As much of a start as is turned into text to look at it. */
const LOOKED_AT = 1 << 16;

/** The start of a text: UTF-16 where its mark says so, else as UTF-8; null where it holds zero bytes and so is no text. */
export function startText(head: Uint8Array): string | null {
  const start = head.subarray(0, LOOKED_AT);
  if (bytesAt(start, 0, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(start);
  if (bytesAt(start, 0, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(start);
  return start.includes(0) ? null : new TextDecoder().decode(start);
}

/** Bytes of a local header of a zip archive before the member's name. */
const LOCAL_HEADER = 30;

/** The paths of the members whose local headers stand in the start of a zip archive. None where it is no zip. */
export function zipNamesInHead(head: Uint8Array): string[] {
  const names: string[] = [];
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (let at = head.indexOf(0x50); at >= 0; at = head.indexOf(0x50, at + 1)) {
    if (!bytesAt(head, at, [0x50, 0x4b, 0x03, 0x04]) || at + LOCAL_HEADER > head.length) {
      if (at === 0) return [];
      continue;
    }
    const length = view.getUint16(at + 26, true);
    const start = at + LOCAL_HEADER;
    names.push(new TextDecoder().decode(head.subarray(start, start + length)));
  }
  return names;
}
