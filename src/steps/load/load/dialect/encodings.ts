/**
 * How the bytes of a text may spell characters, as a person chooses it: the labels of `TextDecoder`, with the two names people
 * use, `utf-16` (the byte-order mark tells which; little-endian without one) and `latin-1`.
 */
export const ENCODINGS = [
  'auto',
  'utf-8',
  'utf-16',
  'latin-1',
  'windows-1252',
  'utf-16le',
  'utf-16be',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-6',
  'iso-8859-7',
  'iso-8859-8',
  'iso-8859-9',
  'iso-8859-15',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'koi8-r',
  'ibm866',
  'macintosh',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
  'euc-kr',
  'gb18030',
  'big5',
] as const;

/** How the bytes of a text spell characters. */
export type Encoding = Exclude<(typeof ENCODINGS)[number], 'auto'>;

/** Encodings that the database reads by itself; a text in another one is turned into UTF-8 first. */
export const READ_BY_DATABASE: ReadonlySet<Encoding> = new Set<Encoding>(['utf-8', 'latin-1']);

/** The encoding of a label that a detector gives; undefined where it is none of ours. ISO-8859-1 is read as browsers do. */
export function encodingOfLabel(label: string): Encoding | undefined {
  if (label === 'iso-8859-1') return 'windows-1252';
  return ENCODINGS.find((encoding): encoding is Encoding => encoding === label && encoding !== 'auto');
}
