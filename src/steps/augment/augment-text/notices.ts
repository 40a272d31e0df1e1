import type { Notice } from '../../../core/contract';
import { isHeldOutPart, isTrainingPart } from '../../../core/split-part';
import { OPERATIONS } from '../../../kernels/augment-text/names';
import { rowsOfFate, type MadeTexts } from './make-texts';
import type { AugmentTextParams } from './step';
import { makingOf } from './make-texts';

/** What the part says that the table is: only rows that a model learns from may be augmented. */
export function partNotices(part: string | null): Notice[] {
  if (part === null) {
    const text =
      'This table is not the training part of a split. Split first and augment the training part alone: a new text is so like its parent that on both sides of a split the score is a mirage.';
    return [{ code: 'not-split', text, isWarning: true }];
  }
  if (isTrainingPart(part)) return [];
  if (isHeldOutPart(part)) {
    const text = `This is the part “${part}”, which a model is judged by. With texts that nobody wrote in it, every score taken on it is wrong. Augment the training part instead.`;
    return [{ code: 'judging-part', text, isWarning: true }];
  }
  const text = `The part “${part}” is not called a training part; augment only rows that a model learns from.`;
  return [{ code: 'part-unknown', text }];
}

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** Remarks on texts of which nothing could be made, and why. */
export function textNotices(
  asked: Int32Array,
  { fates, able }: MadeTexts,
  params: AugmentTextParams,
): Notice[] {
  const notices: Notice[] = [];
  const refused = rowsOfFate(fates, asked, 'no spaces').length;
  if (refused > 0) {
    const text = `${counted(refused, 'text')} ${refused === 1 ? 'is' : 'are'} in a script that sets no spaces between words (Chinese, Japanese, Thai and others). Where words begin and end cannot be told there without a dictionary, so nothing was made of ${refused === 1 ? 'it' : 'them'}.`;
    notices.push({ code: 'texts-without-spaces', text });
  }
  const empty = rowsOfFate(fates, asked, 'empty').length;
  if (empty > 0) {
    const text = `${counted(empty, 'text')} ${empty === 1 ? 'is' : 'are'} missing or blank.`;
    notices.push({ code: 'texts-empty', text });
  }
  const idle = rowsOfFate(fates, asked, 'nothing to do').length;
  if (idle > 0) {
    const text = `In ${counted(idle, 'text')} no operation found anything to do${onlyEnglish(params) ? ': contractions and synonyms need a text that looks English' : ''}.`;
    notices.push({ code: 'texts-idle', text });
  }
  const unused = makingOf(params).operations.filter((operation) => able[OPERATIONS.indexOf(operation)] === 0);
  if (unused.length > 0 && unused.length < makingOf(params).operations.length) {
    const text = `No text has anything for ${unused.join(', ')}.`;
    notices.push({ code: 'operations-unused', text });
  }
  return notices;
}

const onlyEnglish = (params: AugmentTextParams): boolean =>
  makingOf(params).operations.every((operation) =>
    ['contractions', 'synonyms', 'insertion'].includes(operation),
  );
