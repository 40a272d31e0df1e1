import { OPERATIONS } from '../../../kernels/augment-text/names';

/** What `operation` may be: one for all new texts, or for each one of a set. */
export const CHOICES = ['mixed', ...OPERATIONS] as const;

/** Drawn from where nobody says otherwise: what leaves the words readable. */
export const MIXED_SET = [
  'swap',
  'deletion',
  'punctuation',
  'contractions',
  'synonyms',
  'insertion',
] as const;

/** A line on each choice. */
export const CHOICE_LINES: Readonly<Record<(typeof CHOICES)[number], string>> = {
  mixed: 'each new text by one of a set of operations',
  swap: 'words exchange their places',
  deletion: 'words are left out',
  punctuation: 'marks are put in between words (AEDA); no word is touched',
  contractions: 'do not ↔ don’t, I am ↔ I’m, where it is unambiguous; English',
  synonyms: 'words by others of the same sense, inflected as they are; English',
  insertion: 'synonyms of words of the text, at other places; English',
  noise: 'slips of the fingers: a letter beside, swapped or missing',
};

/** Words whose loss or move turns what a text says into its opposite. */
export const NEGATIONS = [
  'not',
  'no',
  'nor',
  'never',
  'none',
  'nobody',
  'nothing',
  'nowhere',
  'neither',
  'cannot',
  'without',
  'hardly',
  'barely',
  'scarcely',
] as const;
