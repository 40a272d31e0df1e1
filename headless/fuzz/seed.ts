/** The readers that are fuzzed, each as often as the others. */
export const READERS = [
  'csv',
  'tsv',
  'csv-gz',
  'encodings',
  'parquet',
  'arrow-file',
  'arrow-stream',
  'json',
  'ndjson',
  'json-gz',
  'xlsx',
  'xls',
  'ods',
  'zip-member',
  'images',
] as const;

/** One of them. */
export type Reader = (typeof READERS)[number];

/** Contents by their names within a file; the only part of a file that is not packed has the name ''. */
export type Parts = Readonly<Record<string, Uint8Array>>;

/** A whole file that is loaded right, and how it is put together. */
export interface FuzzSeed {
  readonly reader: Reader;
  readonly step: string;
  readonly name: string;
  /** Paths in an archive, each loaded in its turn; none where the file is loaded as it is. */
  readonly members: readonly string[];
  readonly parts: Parts;
  /** Makes the file of its parts; undefined where it is its only part. */
  readonly pack?: (parts: Parts) => Promise<Uint8Array>;
  /** Params beside the source with which it is loaded at times. */
  readonly params: readonly object[];
}

/** The file of a seed. */
export async function fileOf({ parts, pack }: FuzzSeed, changed: Parts = parts): Promise<Uint8Array> {
  return pack === undefined ? (changed[''] ?? new Uint8Array()) : pack(changed);
}

/** A seed that is its only part. */
export function plainSeed(
  reader: Reader,
  step: string,
  name: string,
  content: string | Uint8Array,
  params: readonly object[] = [],
): FuzzSeed {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { reader, step, name, members: [], parts: { '': bytes }, params };
}
