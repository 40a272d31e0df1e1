import type { Kernel, KernelFile, ReadableFile } from '../../core/run-context';
import { JsonCursor } from './cursor';
import { failAt, Incomplete, JsonFault } from './fault';
import { findForm, type FoundForm } from './find-form';
import type { JsonColumn } from './plan';
import { openText, readBytes, type TextEncoding } from './read-bytes';
import { readRecords } from './read-records';

declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

const LOOK_BYTES = 1 << 20;
const LOOK_ROWS = 100;

/** What a file is opened with. */
export interface OpenJson {
  readonly file: ReadableFile;
  readonly name: string;
  /** A JSON pointer; empty where the records are to be found. */
  readonly at: string;
  /** Of lists of lists: whether the first holds names. */
  readonly header: 'auto' | 'yes' | 'no';
  readonly isFlat: boolean;
  readonly rows: number;
}

/** A file that was looked at. */
export interface OpenedJson extends FoundForm {
  /** The text as UTF-8 where the file itself is not; null where it is. */
  readonly text: KernelFile | null;
  readonly encoding: TextEncoding;
  /** Of records that are lists: the names that the first one holds; null where it holds none. */
  readonly names: readonly string[] | null;
  /** The columns of the first MiB. */
  readonly found: readonly Pick<JsonColumn, 'path' | 'kinds'>[];
}

/** Opens a JSON file: unpacks it, finds its records, and looks at the columns of the first MiB of them. */
export const openJson: Kernel<OpenJson, OpenedJson> = {
  name: 'open-json',
  async run(input, report) {
    const { file, name, at, isFlat, rows } = input;
    const { text, start, encoding, isMade } = await openText(file, name);
    report(0.5);
    const found = await findForm(text, name, start, at);
    const { names, from } = await findNames(text, input, found);
    const form = { ...found.form, start: from };
    const look = await readRecords.run(
      { file: text, name, form, from, bytes: LOOK_BYTES, rows, plan: [], isFlat, isBuilt: false },
      report,
    );
    return { ...found, form, text: isMade ? text : null, encoding, names, found: look.found };
  },
};

/** The names in the first record, where records are lists, and where the records behind it start. */
async function findNames(
  text: ReadableFile,
  { name, header }: OpenJson,
  { form }: FoundForm,
): Promise<{ readonly names: readonly string[] | null; readonly from: number }> {
  const { layout, record, start } = form;
  if (record !== 'list' || header === 'no') return { names: null, from: start };
  const bytes = await readBytes(text, name, start, LOOK_BYTES);
  const cursor = new JsonCursor(bytes, 0, start + bytes.length >= text.size);
  const lists: unknown[][] = [];
  let from = start;
  try {
    while (lists.length < LOOK_ROWS) {
      cursor.skip();
      const list = parsed(new TextDecoder().decode(bytes.subarray(cursor.start, cursor.stop)));
      if (Array.isArray(list)) lists.push(list);
      const goesOn = layout === 'lines' ? !cursor.isDone() : cursor.follows(93);
      if (lists.length === 1) from = start + cursor.at;
      if (!goesOn) break;
    }
  } catch (error) {
    if (error instanceof JsonFault) return failAt(text, name, error, start);
    if (!(error instanceof Incomplete)) throw error;
  }
  const [first = [], ...others] = lists;
  const areNames = header === 'yes' || lookLikeNames(first, others);
  if (!areNames || others.length === 0) return { names: null, from: start };
  return { names: first.map(nameOf), from };
}

/** A value that was checked, parsed; NaN and the infinities, which JSON does not have, are numbers too. */
function parsed(text: string): unknown {
  const finite = text.replace(/"(?:[^"\\]|\\.)*"|nan|inf(?:inity)?/gi, (word) =>
    word.startsWith('"') ? word : '1e999',
  );
  return JSON.parse(finite);
}

/** A value of the first list as a name; null is none, and a list or an object is written as JSON. */
function nameOf(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Distinct texts above values of which some are none. */
function lookLikeNames(first: readonly unknown[], others: readonly (readonly unknown[])[]): boolean {
  const areTexts = first.every((value) => typeof value === 'string' && value !== '');
  if (!areTexts || first.length === 0 || new Set(first).size < first.length) return false;
  return others.some((row) => row.some((value) => value !== null && typeof value !== 'string'));
}
