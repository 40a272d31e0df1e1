import * as z from 'zod';
import type { FrameShape } from '../frame';
import { sourceFiles, type Source } from '../source';

/** Types a person can force on a column of what is loaded. */
export const FORCED_TYPES = ['text', 'integer', 'number', 'boolean', 'date', 'timestamp'] as const;

/** The param of steps that find types: those set by hand, by column name. */
export const typesParam = z
  .record(z.string(), z.enum(FORCED_TYPES))
  .default({})
  .describe('Types set by hand, by column name; the others are found out');

/** Types that a person set, by column name. */
export type TypesSet = z.output<typeof typesParam>;

/** The param of steps that read several files into one table: a column that tells them apart. */
export const filenameParam = z
  .string()
  .max(200)
  .default('')
  .describe('Name of a column that says which file a row comes from; empty: no such column');

/** The param of steps that can stop after so many rows. */
export const limitParam = z
  .int()
  .positive()
  .nullable()
  .default(null)
  .describe('Read at most so many rows; all where left empty');

/**
 * The params of a loading step as far as they decide its table. Names of files are part of it only where a column holds them,
 * and meanings never are: they change no value.
 */
export function loadKey({
  source,
  meanings: _,
  ...params
}: {
  readonly source: Source;
  readonly filename: string;
  readonly meanings: unknown;
}): unknown {
  return { ...params, names: params.filename === '' ? [] : sourceFiles(source).map(({ name }) => name) };
}

/** The frame that tells how the columns of a loaded table came about; `original` says what the name in the file is. */
export function loadedColumnsShape(original: string): FrameShape {
  return {
    column: { type: 'text', meaning: 'Name in the table' },
    original: { type: 'text', meaning: original },
    type: { type: 'text', meaning: 'Kind of values' },
    sql_type: { type: 'text', meaning: 'Storage type in DuckDB' },
  };
}
