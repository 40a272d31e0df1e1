import type { Notice } from '../../../core/contract';
import { isHeldOutPart, isTrainingPart } from '../../../core/split-part';
import type { Made } from './made-images';

/** What the part says that the table is: only images that a model learns from may be augmented. */
export function partNotices(part: string | null): Notice[] {
  if (part === null) {
    const text =
      'This table is not the training part of a split. Split first and augment the training part alone: of images augmented before a split, kin stand on both sides, and the score is a mirage.';
    return [{ code: 'not-split', text, isWarning: true }];
  }
  if (isTrainingPart(part)) return [];
  if (isHeldOutPart(part)) {
    const text = `This is the part “${part}”, which a model is judged by. It must hold images as they occur; augment the training part instead.`;
    return [{ code: 'judging-part', text, isWarning: true }];
  }
  const text = `The part “${part}” is not called a training part; augment only images that a model learns from.`;
  return [{ code: 'part-unknown', text }];
}

/** Remarks on what was not done as asked. */
export function madeNotices({ deep, skipped, notDecoded }: Made): Notice[] {
  const notices: Notice[] = [];
  if (skipped.length > 0) {
    const [first] = skipped;
    const text = `${skipped.length} ${skipped.length === 1 ? 'image' : 'images'} could not be used, “${first?.path ?? ''}” for one (${first?.reason ?? ''}); ${notDecoded} new ones are missing for it.`;
    notices.push({ code: 'images-skipped', text });
  }
  if (deep > 0) {
    const text = `${deep} ${deep === 1 ? 'image has' : 'images have'} 16 bits a sample; new ones have 8.`;
    notices.push({ code: 'images-deep', text });
  }
  return notices;
}
