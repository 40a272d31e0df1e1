import type { FrameShape } from '../../../../core/frame';
import { overlapShape } from '../../../../core/overlap';

/** The frame `overlap` of a profile. */
export const overlapFrame: FrameShape = {
  beside: { type: 'integer', meaning: 'Which of the tables beside it, from 1, in the order of the input' },
  part: { type: 'text', meaning: 'The part of a split that this one is; null for a whole table' },
  ...overlapShape,
};
