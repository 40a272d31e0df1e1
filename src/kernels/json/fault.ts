import { failWith } from '../../core/failure';
import type { ReadableFile } from '../../core/run-context';

/** What is used of the decoder that browsers, workers and Node all have. */
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

const NEAR_BYTES = 40;
const PIECE = 4 << 20;

/** What a text can be at fault with, as far as it is not the value of a column. */
export type FaultCode =
  | 'json-truncated'
  | 'json-trailing-comma'
  | 'json-two-roots'
  | 'json-comma-lines'
  | 'json-syntax'
  | 'json-encoding'
  | 'json-too-deep'
  | 'json-record-kinds'
  | 'json-too-many-columns'
  | 'json-uneven-columns'
  | 'json-value-not-of-type';

/** A fault at a place of the bytes that are being read. */
export class JsonFault extends Error {
  readonly code: FaultCode;
  readonly at: number;
  readonly facts: Readonly<Record<string, string | number>>;
  constructor(code: FaultCode, at: number, facts: JsonFault['facts'] = {}) {
    super(code);
    this.code = code;
    this.at = at;
    this.facts = facts;
  }
}

/** Thrown where the bytes at hand end within a value, and the file does not. */
export class Incomplete extends Error {}

/**
 * Throws a fault as the failure that it is, with its line and the text near it. `base` is where the bytes it was found in stand
 * in the file. Cost: the file is read up to the fault, to count its lines.
 */
export async function failAt(
  file: ReadableFile,
  name: string,
  fault: JsonFault,
  base: number,
): Promise<never> {
  const offset = base + fault.at;
  const line = await lineAt(file, offset);
  const from = Math.max(0, offset - NEAR_BYTES);
  const around = new Uint8Array(await file.slice(from, offset + NEAR_BYTES).arrayBuffer());
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const before = decode(around.subarray(0, offset - from));
  const after = decode(around.subarray(offset - from));
  const near = (after.split('\n', 1)[0] ?? '').trim() || (before.split('\n').at(-1) ?? '').trim();
  return failWith(
    fault.code,
    { name, line, near: near.slice(0, NEAR_BYTES), ...fault.facts },
    { detail: `Byte ${offset} of the text: ${before}⟨here⟩${after}` },
  );
}

/** The line, from 1, that a byte of a file stands in. */
async function lineAt(file: ReadableFile, offset: number): Promise<number> {
  let line = 1;
  for (let start = 0; start < offset; start += PIECE) {
    const bytes = new Uint8Array(await file.slice(start, Math.min(start + PIECE, offset)).arrayBuffer());
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) line += 1;
  }
  return line;
}
