import { failWith } from '../../core/failure';
import type { ReadableFile } from '../../core/run-context';
import { JsonCursor } from './cursor';
import { failAt, Incomplete, JsonFault } from './fault';
import type { JsonForm } from './plan';
import { readBytes } from './read-bytes';
import { recordKindOf, surveyObject, type Member, type Survey } from './survey';

const FIRST_LOOK = 1 << 20;
/** So much of a text is looked at, at most, to find its records, and so long may one record be. */
export const MOST_BYTES = 1 << 28;
/** Objects within objects are searched for a list of records down to here. */
const SEARCHED_LEVELS = 5;
const PATH_LEVELS = 32;
const NAMED_AT_MOST = 8;

/** How a text holds its records, and how that was found. */
export interface FoundForm {
  readonly form: JsonForm;
  /** True where a list within an object was chosen because it is the only one. */
  readonly isFound: boolean;
  /** Names beside that list, which are not read. */
  readonly leftOut: readonly string[];
}

const COMMA = 44;

/** Thrown where more of the text must be seen. */
class NeedsMore extends Error {}

/**
 * Finds the records of a text: at `path` (a JSON pointer), or where that is empty, the whole text or the one list of records
 * in it. Reads 1 MiB of it, and more, up to 256 MiB, where those do not show them.
 */
export async function findForm(
  text: ReadableFile,
  name: string,
  start: number,
  path: string,
): Promise<FoundForm> {
  for (let size = FIRST_LOOK; ; size *= 4) {
    const bytes = await readBytes(text, name, start, Math.min(size, MOST_BYTES));
    const cursor = new JsonCursor(bytes, 0, start + bytes.length >= text.size);
    try {
      const found = formIn(cursor, name, pathOf(path));
      return { ...found, form: { ...found.form, start: found.form.start + start } };
    } catch (error) {
      if (error instanceof JsonFault) return failAt(text, name, error, start);
      if (!(error instanceof NeedsMore) && !(error instanceof Incomplete)) throw error;
      if (size >= MOST_BYTES)
        failWith('json-too-large', { name, what: 'before its records', limit: '256 MB' });
    }
  }
}

/** The names of a JSON pointer (RFC 6901); a slash in front may be left out. */
function pathOf(pointer: string): string[] | null {
  if (pointer === '') return null;
  if (pointer === '/') return [];
  const parts = (pointer.startsWith('/') ? pointer.slice(1) : pointer).split('/');
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Names as a JSON pointer. */
function pointerOf(path: readonly string[]): string {
  return path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function formIn(cursor: JsonCursor, name: string, path: string[] | null): FoundForm {
  if (cursor.isDone()) failWith('file-empty', { name });
  const byte = cursor.next();
  const start = cursor.at;
  const roots = path === null ? countRoots(cursor) : 'one';
  if (roots === 'many') {
    const second = cursor.at;
    if (byte === 91 && holdsRecords(cursor, start)) throw new JsonFault('json-two-roots', second);
    const record = recordKindOf(byte) ?? 'value';
    return whole({ layout: 'lines', record, start, depth: 0, at: '' });
  }
  cursor.at = start;
  if (byte === 91 && (path === null || path.length === 0)) return whole(listForm(cursor, name, '', 0));
  if (byte !== 123) return failWith('json-no-table', { name });
  const survey = surveyObject(cursor, path === null ? SEARCHED_LEVELS : PATH_LEVELS);
  return path === null ? searched(survey, cursor, name, start) : atPath(survey, cursor, name, path, start);
}

const whole = (form: JsonForm): FoundForm => ({ form, isFound: false, leftOut: [] });

/** Whether one value is the whole text. Where the bytes end before it does, it is taken to be. */
function countRoots(cursor: JsonCursor): 'one' | 'many' {
  try {
    cursor.skip();
    const end = cursor.at;
    if (cursor.isDone()) return 'one';
    const gap = cursor.bytes.subarray(end, cursor.at);
    if (cursor.bytes[cursor.at] === COMMA) throw new JsonFault('json-comma-lines', cursor.at);
    if (!gap.includes(10) && !gap.includes(13)) throw new JsonFault('json-two-roots', cursor.at);
    return 'many';
  } catch (error) {
    if (error instanceof Incomplete) return 'one';
    throw error;
  }
}

/** Whether the list that starts there holds objects or lists: such a text stands alone, and is no line of one. */
function holdsRecords(cursor: JsonCursor, start: number): boolean {
  cursor.at = start + 1;
  const first = recordKindOf(cursor.next());
  return first === 'object' || first === 'list';
}

/** The form of the list that starts here; its first elements that are null say nothing of what it holds. */
function listForm(cursor: JsonCursor, name: string, at: string, depth: number): JsonForm {
  cursor.next();
  cursor.at += 1;
  const start = cursor.at;
  if (cursor.next() === 93) failWith('json-no-rows', { name });
  let record = recordKindOf(cursor.next());
  while (record === null) {
    cursor.skip();
    if (!cursor.follows(93)) break;
    record = recordKindOf(cursor.next());
  }
  return { layout: 'list', record: record ?? 'value', start, depth, at };
}

const isTable = ({ what, first }: Member): boolean =>
  what === 'list' && (first === 'object' || first === 'list');

/** The one list of records in an object, or the object as columns, or as a single record. */
function searched({ members, isWhole }: Survey, cursor: JsonCursor, name: string, start: number): FoundForm {
  const tables = members.filter(isTable);
  const [table] = tables;
  if (tables.length > 1) {
    const named = tables.slice(0, NAMED_AT_MOST).map(({ path }) => pointerOf(path));
    failWith('json-several-tables', { name, paths: named.join(', '), first: named[0] ?? '' });
  }
  if (!isWhole && (table === undefined || table !== members.at(-1))) throw new NeedsMore();
  if (table === undefined) return whole(objectForm(members, name, [], start));
  cursor.at = table.start;
  const leftOut = members.filter(({ path }) => path.length === 1 && path[0] !== table.path[0]);
  return {
    form: listForm(cursor, name, pointerOf(table.path), table.path.length),
    isFound: true,
    leftOut: leftOut.map(({ path }) => path[0] ?? ''),
  };
}

/** What stands at a path: a list of records, or an object. */
function atPath(
  { members, isWhole }: Survey,
  cursor: JsonCursor,
  name: string,
  path: readonly string[],
  start: number,
): FoundForm {
  const at = pointerOf(path);
  const isAt = (member: Member): boolean => pointerOf(member.path) === at;
  const target = members.find(isAt);
  if (target?.what === 'list') {
    cursor.at = target.start;
    return whole(listForm(cursor, name, at, path.length));
  }
  if (!isWhole) throw new NeedsMore();
  if (path.length === 0) return whole(objectForm(members, name, path, start));
  if (target?.what === 'object') {
    return whole(
      objectForm(
        members.filter((member) => pointerOf(member.path).startsWith(`${at}/`)),
        name,
        path,
        target.start,
      ),
    );
  }
  const known = members.filter(({ what }) => what !== 'value').slice(0, NAMED_AT_MOST);
  const paths = known.map((member) => pointerOf(member.path)).join(', ');
  return failWith('json-path-unknown', { name, path: at, paths: paths === '' ? 'none' : paths });
}

/** Lists of single values, all of one length, are columns; any other object is a record. */
function objectForm(
  members: readonly Member[],
  name: string,
  path: readonly string[],
  start: number,
): JsonForm {
  const own = members.filter((member) => member.path.length === path.length + 1);
  if (own.length === 0) failWith('json-no-rows', { name });
  const count = own[0]?.count ?? 0;
  const areColumns = own.every(
    (member) => member.what === 'list' && !isTable(member) && member.count === count,
  );
  if (areColumns && count === 0) failWith('json-no-rows', { name });
  const layout = areColumns ? 'columns' : 'single';
  return { layout, record: 'object', start, depth: path.length, at: pointerOf(path) };
}
