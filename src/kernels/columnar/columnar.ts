import { FailureError, failWith } from '../../core/failure';
import type { ReadableFile } from '../../core/run-context';
import { planFields, uniqueNames, type FieldPlan } from './convert-plan';
import type { ArrowField } from './arrow-schema';
import { typeName } from './type-name';

declare const setTimeout: (work: () => void, milliseconds: number) => number;

/** A file of columns, for kernels: the file, its name for messages, and the columns wanted (none: all). */
export interface ColumnarInput {
  readonly file: ReadableFile;
  readonly name: string;
  readonly columns: readonly string[];
}

/** A column of the file, and what becomes of it. */
export interface ColumnarColumn {
  /** Name in the table. */
  readonly name: string;
  /** Name in the file. */
  readonly original: string;
  /** How the file calls its type. */
  readonly stored: string;
  /** What was changed on the way, in words; empty where nothing was. */
  readonly said: readonly string[];
}

/** A file of columns before its values are read. `pieces` are handed back to the reading kernel, one or more at a time. */
export interface ColumnarHead<Piece> {
  readonly rows: number;
  readonly columns: readonly ColumnarColumn[];
  readonly pieces: readonly Piece[];
  /** Row groups, or record batches. */
  readonly groups: number;
  /** Codecs of the columns that are read. */
  readonly codecs: readonly string[];
  readonly writtenBy: string | null;
  /** A stream without rows, for a table without any. */
  readonly empty: Uint8Array;
}

/** The numbers of the wanted columns, ascending. Throws `column-unknown` where the file lacks one, `columnar-no-columns`. */
export function wantedColumns(all: readonly string[], wanted: readonly string[], name: string): number[] {
  if (all.length === 0) return failWith('columnar-no-columns', { name });
  const names = uniqueNames(all);
  const unknown = wanted.find((column) => !names.includes(column));
  if (unknown !== undefined) {
    const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : '';
    return failWith('column-unknown', {
      name: unknown,
      names: `${names.slice(0, LISTED).join(', ')}${more}`,
    });
  }
  return names.flatMap((column, index) => (wanted.length === 0 || wanted.includes(column) ? [index] : []));
}

const LISTED = 12;

/** The plan of the wanted columns, under the names that the table gives them. Throws `columnar-unsupported`. */
export function planOf(
  fields: readonly ArrowField[],
  names: readonly string[],
  file: string,
): readonly FieldPlan[] {
  const plan = planFields(fields, names);
  const bad = plan.find((one) => one.problem !== null);
  if (bad !== undefined) {
    return failWith('columnar-unsupported', {
      name: file,
      thing: `${bad.problem} in column “${bad.field.name}”`,
    });
  }
  return plan;
}

/** What is told of the columns of a plan; `stored` where the file has a name of its own for their types. */
export function columnsOf(
  plan: readonly FieldPlan[],
  originals: readonly string[],
  stored?: readonly string[],
): ColumnarColumn[] {
  return plan.map((one, index) => ({
    name: one.field.name,
    original: originals[index] ?? '',
    stored: stored?.[index] ?? typeName(one.from),
    said: [...new Set(one.said)],
  }));
}

/**
 * Runs the reader in WebAssembly. What it refuses becomes a named failure. Where it breaks down instead, its memory is in no
 * state to be used again: the worker ends itself, the pool says `kernel-worker-died`, and the next task gets a fresh one.
 */
export function guarded<T>(name: string, part: string, read: () => T): T | Promise<never> {
  try {
    return read();
  } catch (error) {
    if (error instanceof FailureError) throw error;
    const text = String(error);
    if (/RuntimeError|^RangeError: Maximum call stack|memory access/.test(text)) return endWorker(error);
    const unknown = UNSUPPORTED.find(([pattern]) => pattern.test(text));
    if (unknown !== undefined) {
      return failWith('columnar-unsupported', { name, thing: unknown[1] }, { detail: text });
    }
    return failWith('columnar-damaged', { name, part }, { detail: text });
  }
}

/** What the reader says of what it does not know, and what that is. */
const UNSUPPORTED: readonly (readonly [RegExp, string])[] = [
  [/LZO/i, 'values compressed with LZO'],
  [/not yet (implemented|supported)|NYI|nyi|[Uu]nsupported|not support/, 'an encoding or a type'],
];

function endWorker(error: unknown): Promise<never> {
  setTimeout(() => {
    throw error;
  }, 0);
  return new Promise<never>(() => undefined);
}

/** What a kernel gives; structure that runs out of its bounds is damage of the file. */
export async function soundOrDamaged<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return failWith('columnar-damaged', { name, part: 'its structure' }, { detail: error.message });
  }
}
