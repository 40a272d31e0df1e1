import type { JsonCursor } from './cursor';
import { Incomplete } from './fault';
import type { RecordKind } from './plan';
import { textOf } from './utf8';

/** What stands under a path of names in a text that is one object. */
export interface Member {
  readonly path: readonly string[];
  readonly what: 'list' | 'object' | 'value';
  /** Where its value starts, in bytes of the cursor. */
  readonly start: number;
  /** Of a list: where its first element starts, what that is (nulls passed over), and how many there are as far as was read. */
  inside: number;
  first: RecordKind | null;
  count: number;
}

/** The members of an object. `isWhole` is false where the bytes end before it does: the last member may go on. */
export interface Survey {
  readonly members: readonly Member[];
  readonly isWhole: boolean;
}

/** Lists what stands in the object that starts here, and in the objects within it, `levels` deep. Lists are not entered. */
export function surveyObject(cursor: JsonCursor, levels: number): Survey {
  const members: Member[] = [];
  try {
    walk(cursor, [], levels, members);
    return { members, isWhole: true };
  } catch (error) {
    if (error instanceof Incomplete) return { members, isWhole: false };
    throw error;
  }
}

function walk(cursor: JsonCursor, path: readonly string[], levels: number, members: Member[]): void {
  cursor.next();
  cursor.at += 1;
  if (cursor.next() === 125) {
    cursor.at += 1;
    return;
  }
  do {
    cursor.name();
    const name = textOf(cursor.bytes, cursor.start, cursor.stop, cursor.hasEscapes);
    const byte = cursor.next();
    const what = byte === 91 ? 'list' : byte === 123 ? 'object' : 'value';
    const member: Member = {
      path: [...path, name],
      what,
      start: cursor.at,
      inside: 0,
      first: null,
      count: 0,
    };
    members.push(member);
    if (what === 'list') countElements(cursor, member);
    else if (what === 'object' && levels > 1) walk(cursor, member.path, levels - 1, members);
    else cursor.skip();
  } while (cursor.follows(125));
}

/** Passes over the list that starts here. */
function countElements(cursor: JsonCursor, member: Member): void {
  cursor.at += 1;
  member.inside = cursor.at;
  if (cursor.next() === 93) {
    cursor.at += 1;
    return;
  }
  do {
    member.first ??= recordKindOf(cursor.next());
    cursor.skip();
    member.count += 1;
  } while (cursor.follows(93));
}

/** What a value is, by its first byte; null for a null. */
export function recordKindOf(byte: number): RecordKind | null {
  if (byte === 123) return 'object';
  if (byte === 91) return 'list';
  return byte === 110 ? null : 'value';
}
