import * as z from 'zod';

const share = (fallback: number, meaning: string) =>
  z.number().min(0).max(1).default(fallback).describe(meaning);

/** The params of `profile` from which on it marks a figure red. The defaults are those of Facets Overview; they change no figure. */
export const marks = {
  redMissing: share(0.02, 'Marked red where more than this share of a column is missing'),
  redZeros: share(0.1, 'Marked red where more than this share of the values is 0'),
};

/** From where on figures are red, as shares. */
export interface Marks {
  readonly redMissing: number;
  readonly redZeros: number;
}

/** The marks as Facets Overview sets them. */
export const FACETS_MARKS: Marks = { redMissing: 0.02, redZeros: 0.1 };
