import { failWith, makeFailure, type Failure } from './failure';
import { NOT_READ, type NotRead } from './file-format-not-read';
import { bytesAt, startText, textAt, zipNamesInHead } from './file-start';

/** What the loading steps read. */
export type DataFormat =
  'text' | 'parquet' | 'arrow' | 'arrow-stream' | 'json' | 'ndjson' | 'xlsx' | 'xls' | 'ods' | 'image';

/** The steps that read files. */
export type LoadStep = 'load' | 'load-columnar' | 'load-json' | 'load-excel' | 'load-images';

/** What a file is, as far as its name and its first bytes tell. */
export type FileKind =
  | { readonly kind: 'data'; readonly format: DataFormat }
  /** Compressed: look again at what is inside, under the name without its ending. */
  | { readonly kind: 'gzip' }
  /** Of things that are no spreadsheet. */
  | { readonly kind: 'zip' }
  | { readonly kind: 'workbench' }
  | { readonly kind: 'empty' }
  | ({ readonly kind: 'not-read' } & NotRead);

/** What stands on a file of each format, and the step that reads it. */
const FORMATS: Readonly<Record<DataFormat, { readonly looks: string; readonly step: LoadStep }>> = {
  text: { looks: 'text', step: 'load' },
  parquet: { looks: 'a Parquet file', step: 'load-columnar' },
  arrow: { looks: 'an Arrow file', step: 'load-columnar' },
  'arrow-stream': { looks: 'an Arrow stream', step: 'load-columnar' },
  json: { looks: 'JSON', step: 'load-json' },
  ndjson: { looks: 'JSON, one value a line', step: 'load-json' },
  xlsx: { looks: 'an Excel workbook', step: 'load-excel' },
  xls: { looks: 'an old Excel workbook', step: 'load-excel' },
  ods: { looks: 'an OpenDocument spreadsheet', step: 'load-excel' },
  image: { looks: 'an image', step: 'load-images' },
};

/** The titles of the loading steps, for messages: a step's own contract is not known here. */
const STEP_TITLES: Readonly<Record<LoadStep, string>> = {
  load: 'Load',
  'load-columnar': 'Load Parquet or Arrow',
  'load-json': 'Load JSON',
  'load-excel': 'Load Excel',
  'load-images': 'Load images',
};

/** The step that reads a format. */
export function stepForFormat(format: DataFormat): LoadStep {
  return FORMATS[format].step;
}

/** What a file of a kind is called in a sentence: "a Parquet file". */
export function looksLike(kind: FileKind): string {
  switch (kind.kind) {
    case 'data':
      return FORMATS[kind.format].looks;
    case 'gzip':
      return 'a gzip archive';
    case 'zip':
      return 'a zip archive';
    case 'workbench':
      return 'a workbench of Sluice';
    case 'empty':
      return 'empty';
    case 'not-read':
      return kind.looks;
    default:
      return kind satisfies never;
  }
}

/**
 * What a file is. First bytes decide before the name; the name decides among kinds of text, and where there are no bytes to
 * see. `head` is the start of the file (64 KiB are plenty); `members` are the paths in a zip archive, where they are known.
 */
export function fileKind(name: string, head: Uint8Array, members = zipNamesInHead(head)): FileKind {
  const ending = endingOf(name);
  if (head.length === 0) return { kind: 'empty' };
  if (bytesAt(head, 0, [0x1f, 0x8b])) return { kind: 'gzip' };
  if (isZip(head)) return zipKind(ending, members);
  const format = signedFormat(head, ending);
  if (format !== undefined) return data(format);
  const notRead = NOT_READ.find(
    ({ signature, endings }) =>
      (signature !== undefined && bytesAt(head, signature.at ?? 0, signature.bytes)) ||
      (endings?.includes(ending) ?? false),
  );
  if (notRead !== undefined) return { kind: 'not-read', looks: notRead.looks, instead: notRead.instead };
  return textKind(ending, head);
}

/** What a file is by its name alone, for lists of many; null where the name does not tell. */
export function formatByName(name: string): DataFormat | null {
  const ending = endingOf(name);
  const found = Object.entries(ENDINGS).find(([, endings]) => endings.includes(ending));
  return found === undefined ? null : (found[0] as DataFormat);
}

/** The failure of a file that no step reads; null where one does, or a look inside is needed. */
export function notReadFailure(name: string, kind: FileKind): Failure | null {
  if (kind.kind === 'empty') return makeFailure('file-empty', { name });
  if (kind.kind !== 'not-read') return null;
  return makeFailure('file-format-not-read', { name, looks: kind.looks, instead: kind.instead });
}

/**
 * Refuses a file that belongs to another step, or to none. For the start of a loading step; `head` as `openSource` gives it.
 * Fails with `file-of-other-step`, `file-format-not-read` or `file-empty`.
 */
export function requireStepFor(
  step: LoadStep,
  { name, head }: { readonly name: string; readonly head: Uint8Array },
): void {
  const kind = fileKind(name, head);
  if (kind.kind === 'data') {
    const right = stepForFormat(kind.format);
    if (right === step) return;
    failWith('file-of-other-step', { name, looks: looksLike(kind), step: STEP_TITLES[right] });
  }
  if (kind.kind === 'empty') failWith('file-empty', { name });
  const { looks, instead } =
    kind.kind === 'not-read'
      ? kind
      : { looks: looksLike(kind), instead: 'Drop it on the page: what is in it is offered there.' };
  failWith('file-format-not-read', { name, looks, instead });
}

const data = (format: DataFormat): FileKind => ({ kind: 'data', format });

const ENDINGS: Readonly<Record<DataFormat, readonly string[]>> = {
  text: ['csv', 'tsv', 'tab', 'txt', 'data', 'dat', 'psv'],
  parquet: ['parquet', 'parq', 'pq'],
  arrow: ['arrow', 'feather', 'ipc'],
  'arrow-stream': ['arrows'],
  json: ['json', 'geojson'],
  ndjson: ['ndjson', 'jsonl'],
  xlsx: ['xlsx', 'xlsm', 'xlsb', 'xltx'],
  xls: ['xls', 'xlt'],
  ods: ['ods', 'fods'],
  image: ['png', 'jpg', 'jpeg', 'gif', 'bmp', 'webp', 'avif', 'heic', 'heif', 'tif', 'tiff', 'ico', 'svg'],
};

/** The ending of a name in lower case, without the dot and without `.gz`; empty where there is none. */
export function endingOf(name: string): string {
  const bare = name.toLowerCase().replace(/\.gz$/, '');
  return /\.([^./\\]+)$/.exec(bare)?.[1] ?? '';
}

const ISO_IMAGES = ['avif', 'avis', 'heic', 'heix', 'mif1', 'msf1', 'jxl '];

/** Formats whose first bytes are theirs alone. */
function signedFormat(head: Uint8Array, ending: string): DataFormat | undefined {
  const is = (text: string, at = 0) => textAt(head, at, text);
  if (is('PAR1') || is('PARE')) return 'parquet';
  if (is('ARROW1')) return 'arrow';
  // A stream begins with a message: a continuation mark and a length, then a flatbuffer of 8-byte alignment.
  if (bytesAt(head, 0, [0xff, 0xff, 0xff, 0xff]) && head.length >= 8) return 'arrow-stream';
  if (bytesAt(head, 0, [0xd0, 0xcf, 0x11, 0xe0])) return OLE_OTHERS.has(ending) ? undefined : 'xls';
  const isImage =
    bytesAt(head, 0, [0x89, 0x50, 0x4e, 0x47]) ||
    bytesAt(head, 0, [0xff, 0xd8, 0xff]) ||
    is('GIF8') ||
    (is('BM') && head.includes(0)) ||
    (is('RIFF') && is('WEBP', 8)) ||
    bytesAt(head, 0, [0x49, 0x49, 0x2a, 0x00]) ||
    bytesAt(head, 0, [0x4d, 0x4d, 0x00, 0x2a]) ||
    bytesAt(head, 0, [0x00, 0x00, 0x01, 0x00]) ||
    (is('ftyp', 4) && ISO_IMAGES.some((brand) => is(brand, 8)));
  return isImage ? 'image' : undefined;
}

/** Documents that share the first bytes of an old Excel workbook. */
const OLE_OTHERS: ReadonlySet<string> = new Set(['doc', 'ppt', 'msg', 'msi', 'mdb', 'vsd']);

function isZip(head: Uint8Array): boolean {
  return (
    bytesAt(head, 0, [0x50, 0x4b, 0x03, 0x04]) ||
    bytesAt(head, 0, [0x50, 0x4b, 0x05, 0x06]) ||
    bytesAt(head, 0, [0x50, 0x4b, 0x07, 0x08])
  );
}

const ZIPPED_DOCUMENTS: readonly (readonly [string, string])[] = [
  ['docx', 'a Word document'],
  ['pptx', 'a PowerPoint file'],
  ['odt', 'a text document'],
  ['odp', 'a presentation'],
  ['epub', 'a book'],
  ['jar', 'a Java archive'],
  ['npz', 'a NumPy archive'],
  ['kmz', 'a map'],
  ['pt', 'a PyTorch file'],
  ['pth', 'a PyTorch file'],
];

/** Spreadsheets are zips too: their members tell them. */
function zipKind(ending: string, members: readonly string[]): FileKind {
  const has = (start: string) => members.some((path) => path.startsWith(start));
  const named = formatByName(`x.${ending}`);
  if (has('xl/') || named === 'xlsx') return data('xlsx');
  if (named === 'ods') return data('ods');
  const document =
    ZIPPED_DOCUMENTS.find(([each]) => each === ending)?.[1] ??
    (has('word/') ? 'a Word document' : has('ppt/') ? 'a PowerPoint file' : undefined);
  if (document !== undefined) {
    return { kind: 'not-read', looks: document, instead: 'Save its table as CSV and open that file.' };
  }
  const isOds = has('mimetype') && has('content.xml') && has('META-INF/manifest.xml') && has('settings.xml');
  return isOds ? data('ods') : { kind: 'zip' };
}

const TEXT_ENDINGS = ENDINGS.text;

function textKind(ending: string, head: Uint8Array): FileKind {
  const text = startText(head);
  const named = formatByName(`x.${ending}`);
  if (text === null) {
    // Text without a mark may still be UTF-16: a file that calls itself text is left to the step that reads text.
    if (TEXT_ENDINGS.includes(ending)) return data('text');
    return {
      kind: 'not-read',
      looks: 'binary data',
      instead: 'Save its table as CSV or Parquet and open that file.',
    };
  }
  if (named === 'image') return data('image');
  if (named === 'text') return data('text');
  const start = text.trimStart();
  if (start.startsWith('{') && /"format"\s*:\s*"sluice"/.test(start.slice(0, 4096))) {
    return { kind: 'workbench' };
  }
  if (/^<svg[\s>]/i.test(start) || /^<\?xml[^]{0,500}<svg[\s>]/i.test(start)) return data('image');
  if (named === 'ods' && start.startsWith('<')) return data('ods');
  if (/^<(!doctype html|html|table)\b/i.test(start)) {
    return {
      kind: 'not-read',
      looks: 'a web page',
      instead: 'Open it in a spreadsheet program, save it as CSV and open that file.',
    };
  }
  if (start.startsWith('<?xml')) {
    return { kind: 'not-read', looks: 'XML', instead: 'Save its table as CSV or JSON and open that file.' };
  }
  if (named === 'ndjson') return data('ndjson');
  if (named === 'json') return data(isOneALine(start) ? 'ndjson' : 'json');
  if (/^\{\s*("|\}\s*$)/.test(start)) return data(isOneALine(start) ? 'ndjson' : 'json');
  if (/^\[\s*([[{"]|\]\s*$)/.test(start)) return data('json');
  return data('text');
}

/** One JSON value a line: the first line is an object or a list by itself, and another follows it. */
function isOneALine(text: string): boolean {
  const end = text.indexOf('\n');
  if (end < 0) return false;
  try {
    JSON.parse(text.slice(0, end));
  } catch {
    return false;
  }
  return /^\s*[[{]/.test(text.slice(end + 1)) && /[\]}]\s*$/.test(text.slice(0, end));
}
