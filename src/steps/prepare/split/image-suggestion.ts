import type { ReadingInput, Suggestion } from '../../../core/contract';
import type { FrameRow } from '../../../core/frame';
import { isTrainingPart } from '../../../core/split-part';
import type { SplitParams } from './params';
import type { NameOf } from './reading';

/** What a table of images has, as they are loaded. */
const OF_IMAGES = ['path', 'width', 'height', 'format', 'sha256'];

/** Where images were divided: to make new ones from the part that is learned from. */
export function imageSuggestion(
  { artifacts, params }: Pick<ReadingInput<SplitParams>, 'artifacts' | 'params'>,
  parts: readonly FrameRow[],
  nameOf: NameOf,
): Suggestion[] {
  const part = parts.find((one) => isTrainingPart(String(one.part)));
  const table = artifacts[String(part?.part)];
  if (part === undefined || table?.kind !== 'table') return [];
  const has = (name: string): boolean => table.columns.some((column) => column.name === name);
  if (!OF_IMAGES.every(has)) return [];
  const label = params.method === 'stratified' ? params.stratify : has('label') ? 'label' : '';
  return [
    {
      step: 'augment-images',
      title: `Augment the images of ${nameOf(part)}`,
      reason: 'New images from real ones, after the split: none has kin in another part.',
      params: { label },
      inputs: { table: { output: String(part.part) } },
    },
  ];
}
