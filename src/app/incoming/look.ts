import { fileKind, formatByName, type FileKind } from '../../core/file-format';
import { startText } from '../../core/file-start';

/** So much of a file is looked at. */
const LOOKED_AT = 1 << 16;

/** What a file is, and how its text starts where it is text. */
export interface Look {
  readonly kind: FileKind;
  readonly start: string | null;
}

/** Looks at the first bytes of a file, inflated where it is gzip. A file that cannot be read is left to the step to name. */
export async function lookAt(name: string, file: File): Promise<Look> {
  try {
    const head = new Uint8Array(await file.slice(0, LOOKED_AT).arrayBuffer());
    const kind = fileKind(name, head);
    if (kind.kind !== 'gzip') return { kind, start: textOf(kind, head) };
    const inside = await inflated(head);
    const inner = fileKind(name.replace(/\.gz$/i, ''), inside);
    return { kind: inner, start: textOf(inner, inside) };
  } catch {
    const format = formatByName(name) ?? 'text';
    return { kind: { kind: 'data', format }, start: null };
  }
}

function textOf(kind: FileKind, head: Uint8Array): string | null {
  return kind.kind === 'data' && kind.format === 'text' ? startText(head) : null;
}

/** As much as the start of a gzip gives; it ends in the middle, which is no error here. */
async function inflated(head: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([head]).stream().pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  while (length < LOOKED_AT) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
    if (done || value === undefined) break;
    pieces.push(value);
    length += value.length;
  }
  await reader.cancel().catch(() => undefined);
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
