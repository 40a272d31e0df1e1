import { utf8ToBytes } from '@noble/hashes/utils.js';
import { failWith } from '../core/failure';
import { pathText } from './issues';
import type { RawObject } from './upgrades/upgrades';

/** A workbench stores decisions: this is far more than any of them needs, and what a tab reads without a stutter. */
export const LARGEST_FILE = 20_000_000;

/** Levels of nesting that a file may have; deeper ones are no workbench and could exhaust a stack. */
export const DEEPEST_NESTING = 100;

/** A file that is a workbench by its format and says its version; nothing else has been looked at. */
export interface ParsedFile {
  readonly version: number;
  readonly file: RawObject;
}

/** Reads the text of a file as JSON of the right format. Throws a `FailureError` that names what is wrong. */
export function parseFile(text: string): ParsedFile {
  refuseTooLarge(text);
  const file = parseJson(text);
  refuseDeepNesting(file);
  if (!isObject(file) || file.format !== 'sluice') return failWith('workbench-not-sluice');
  const { version } = file;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
    return wrongAt('version', 'expected a whole number from 1');
  }
  return { version, file };
}

/** True for a JSON object (no array, no null). */
export function isObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Fails with the place and the reason of a value that is not as the format says. */
export function wrongAt(path: string, reason: string): never {
  return failWith('workbench-wrong-types', { path, reason });
}

function refuseTooLarge(text: string): void {
  const bytes = text.length * 3 > LARGEST_FILE ? utf8Bytes(text) : text.length;
  if (bytes > LARGEST_FILE) failWith('workbench-too-large', { bytes, limit: LARGEST_FILE });
}

/** Counts bytes without a copy of a text that is far over the limit. */
function utf8Bytes(text: string): number {
  return text.length > LARGEST_FILE ? text.length : utf8ToBytes(text).length;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failWith('workbench-not-json', { reason }, { detail: reason });
  }
}

function refuseDeepNesting(file: unknown): void {
  const path = findPath(file, (_, depth) => depth > DEEPEST_NESTING);
  if (path !== null) wrongAt(pathText('', path.slice(0, 3)), `nested deeper than ${DEEPEST_NESTING} levels`);
}

/**
 * Refuses the key `__proto__` anywhere in a value. As data it does no harm, but copies of objects lose it without a word,
 * so that a file which needs it could not be kept as it is.
 */
export function refusePrototypeKeys(value: unknown, base: string): void {
  const path = findPath(value, (inner) => isObject(inner) && Object.hasOwn(inner, '__proto__'));
  if (path !== null) wrongAt(pathText(base, path), 'the name "__proto__" cannot be used');
}

/** The path to the first value, depth first, for which `found` holds; null where there is none. */
function findPath(
  value: unknown,
  found: (value: unknown, depth: number) => boolean,
  depth = 0,
): (string | number)[] | null {
  if (found(value, depth)) return [];
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const path = findPath(inner, found, depth + 1);
    if (path !== null) return [Array.isArray(value) ? Number(key) : key, ...path];
  }
  return null;
}
