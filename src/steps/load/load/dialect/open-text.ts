import type { Notice } from '../../../../core/contract';
import type { OpenSource, ReadableFile, RunContext } from '../../../../core/run-context';
import { detectEncoding, type DetectedEncoding } from '../../../../kernels/detect-encoding';
import type { LoadParams } from '../params';
import { encodingOfLabel, READ_BY_DATABASE, type Encoding } from './encodings';
import { checkText } from './text-check';

/** A source whose text the database can read. */
export interface OpenText {
  readonly source: OpenSource;
  /** How the file is written. */
  readonly encoding: Encoding;
  /** How what `source` registers is written: UTF-8 where it was turned into that. */
  readonly readAs: Encoding;
  readonly notices: readonly Notice[];
}

/** Finds how a text is written, and turns it into UTF-8 where the database cannot read it as it is. */
export async function openText(
  context: RunContext,
  source: OpenSource,
  asked: LoadParams['encoding'],
): Promise<OpenText> {
  const encoding = checkText(source, asked);
  if (encoding !== null) return inEncoding(context, source, encoding, markNotices(source));
  const found = likeliest(await context.kernels.call(detectEncoding, { bytes: source.head }));
  return inEncoding(context, source, found, guessNotices(source, found));
}

/**
 * For a text that begins as UTF-8 and does not go on so: the whole file is looked at. Null where it is UTF-8 but for a few bytes,
 * or cannot be looked at as it lies.
 */
export async function reopenText(context: RunContext, source: OpenSource): Promise<OpenText | null> {
  if (source.path.endsWith('.gz')) return null;
  context.progress('finding the encoding');
  const file = source.file as ReadableFile;
  const found = likeliest(await context.kernels.call(detectEncoding, { file }));
  return found === 'utf-8' ? null : inEncoding(context, source, found, guessNotices(source, found));
}

/** Fewer characters than these tell one alphabet from another by chance only. */
const LEAST_CHARACTERS = 4;

/**
 * The first guess that we can read; Windows-1252, in which nearly every byte is a character, where there is none or hardly anything to
 * judge by.
 */
function likeliest({ encodings, wellFormed, illFormed }: DetectedEncoding): Encoding {
  if (illFormed < LEAST_CHARACTERS && wellFormed === 0) return 'windows-1252';
  for (const label of encodings) {
    const encoding = encodingOfLabel(label);
    if (encoding !== undefined) return encoding;
  }
  return 'windows-1252';
}

async function inEncoding(
  context: RunContext,
  source: OpenSource,
  encoding: Encoding,
  notices: readonly Notice[],
): Promise<OpenText> {
  if (READ_BY_DATABASE.has(encoding)) return { source, encoding, readAs: encoding, notices };
  context.progress(`turning ${encoding} into UTF-8`);
  const { source: own, unreadable } = await context.inUtf8(source, labelOf(encoding, source.head));
  const lost = unreadable === 0 ? [] : [unreadableNotice(source.name, encoding, unreadable)];
  return { source: own, encoding, readAs: 'utf-8', notices: [...notices, ...lost] };
}

function labelOf(encoding: Encoding, head: Uint8Array): string {
  if (encoding !== 'utf-16') return encoding;
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-16le';
}

function guessNotices({ name }: OpenSource, encoding: Encoding): Notice[] {
  if (encoding === 'utf-8') return [];
  const text = `“${name}” is not UTF-8; by its bytes it is read as ${encoding}. Look at a value with an accent.`;
  return [{ code: 'encoding-guessed', text }];
}

/** Files put one behind the other bring their byte-order marks: invisible characters before a value. */
function markNotices({ name, head }: OpenSource): Notice[] {
  const at = head.findIndex(
    (byte, index) => byte === 0xef && index > 0 && head[index + 1] === 0xbb && head[index + 2] === 0xbf,
  );
  if (at < 0) return [];
  const line = 1 + head.subarray(0, at).filter((byte) => byte === 0x0a).length;
  const text = `Line ${line} of “${name}” holds a byte-order mark, an invisible character, as where files were put one behind the other: the value there is not what it looks like. Load the files one by one, or remove it.`;
  return [{ code: 'mark-within', text }];
}

function unreadableNotice(name: string, encoding: Encoding, count: number): Notice {
  const characters = count === 1 ? '1 character' : `${count} characters`;
  const stand = count === 1 ? 'stands' : 'stand';
  const text = `${characters} of “${name}” cannot be read as ${encoding} and ${stand} there as “\ufffd”.`;
  return { code: 'characters-unreadable', text };
}
