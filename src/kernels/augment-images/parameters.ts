import { applyOperations, type Doing } from './apply';
import { moveOnCanvas } from './move-on-canvas';
import type { ImageOperation } from './operations';
import type { Pixels } from './pixels';

/** How pixels are moved: exactly, the same everywhere, or by the canvas of a browser where it can. */
export const DRAWINGS = ['exact', 'canvas'] as const;
export type Drawing = (typeof DRAWINGS)[number];

/** All that a new image is made of its parent by. */
export interface ImageParameters {
  readonly drawing: Drawing;
  readonly operations: readonly ImageOperation[];
}

/** As they stand in a provenance. */
export function parametersText({ drawing, operations }: ImageParameters): string {
  return JSON.stringify({ drawing, operations });
}

/** How operations are done for a way of drawing. */
export function doing(drawing: Drawing, tick: () => void, isLast: boolean): Doing {
  return { tick, mover: drawing === 'canvas' ? moveOnCanvas : undefined, isLast };
}

/** A new image made again from its parent and what a provenance says of it. The last one of a parent may be written over it. */
export function makeAgain(parent: Pixels, text: string, tick: () => void = () => {}, isLast = false): Pixels {
  const { drawing, operations } = JSON.parse(text) as ImageParameters;
  return applyOperations(parent, operations, doing(drawing, tick, isLast));
}
