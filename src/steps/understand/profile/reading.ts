import type { Reading, ReadingInput } from '../../../core/contract';
import type { ProfileParams } from './step';

/** Says how large and how complete the table is. */
export function read(_input: ReadingInput<ProfileParams>): Reading {
  return { text: '', suggestions: [] };
}
