import type { Notice } from '../../../core/contract';
import { isHeldOutPart, isTrainingPart } from '../../../core/split-part';
import { quotedNames } from '../../../core/words';
import type { ChannelScale } from '../../../kernels/augment-series/operations';

/** What the part says that the table is: only windows that a model learns from may be augmented. */
export function partNotices(part: string | null): Notice[] {
  if (part === null) {
    const text =
      'This table is not the training part of a split. Split first and augment the training part alone: of windows augmented before a split, kin stand on both sides, and the score is a mirage.';
    return [{ code: 'not-split', text, isWarning: true }];
  }
  if (isTrainingPart(part)) return [];
  if (isHeldOutPart(part)) {
    const text = `This is the part “${part}”, which a model is judged by. It must hold windows as they occur; augment the training part instead.`;
    return [{ code: 'judging-part', text, isWarning: true }];
  }
  const text = `The part “${part}” is not called a training part; augment only windows that a model learns from.`;
  return [{ code: 'part-unknown', text }];
}

/** Remarks on windows of which nothing is made, and on channels without a spread. */
export function madeNotices(
  empty: number,
  scales: readonly (readonly ChannelScale[])[],
  names: readonly string[],
): Notice[] {
  const notices: Notice[] = [];
  if (empty > 0) {
    const text = `${empty} ${empty === 1 ? 'window has' : 'windows have'} no sample; nothing is made of ${empty === 1 ? 'it' : 'them'}.`;
    notices.push({ code: 'windows-empty', text });
  }
  const flat = names.filter((_, c) => scales.length > 0 && scales.every((each) => each[c]?.spread === 0));
  if (flat.length > 0) {
    const text = `${quotedNames(flat)} ${flat.length === 1 ? 'is' : 'are'} constant: without a spread, jitter, drift and scale change nothing there.`;
    notices.push({ code: 'channel-constant', text });
  }
  return notices;
}
