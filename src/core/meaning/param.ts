import * as z from 'zod';
import { MEANINGS, type MeaningId } from './meanings';

/** Meanings that a person set, by column name. */
export type MeaningsSet = Readonly<Record<string, MeaningId>>;

/** The param of steps that load: what columns mean where a person says so. It changes no table and is left out of keys. */
export const meaningsParam = z
  .record(z.string().max(1000), z.enum(MEANINGS))
  .default({})
  .describe('What columns mean, set by hand, by column name; the others are found out');

/** The meanings in the params of a cell; what is none is left out. */
export function meaningsSet(params: Readonly<Record<string, unknown>>): MeaningsSet {
  const read = meaningsParam.safeParse(params.meanings);
  return read.success ? read.data : {};
}
