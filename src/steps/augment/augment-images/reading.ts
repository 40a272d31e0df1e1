import type { Reading, ReadingInput, Suggestion } from '../../../core/contract';
import { cellAt, emptyFrame, frameRows, type Frame } from '../../../core/frame';
import { labelSafetySentence } from '../../../core/label-safety';
import type { NumberFormat } from '../../../core/number-format';
import { counted, listText } from '../../../core/words';
import type { AugmentImagesParams } from './step';

/** Says how many new images there are, what was dropped and why, and whether their labels can be trusted. */
export function read({ params, frames, notices, format }: ReadingInput<AugmentImagesParams>): Reading {
  const { summary, label_safety: safety } = frames;
  if (summary === undefined) return { text: '', suggestions: [] };
  const texts = [
    madeText(summary, params, format),
    recipesText(frames.recipes, format),
    safety === undefined || safety.rows === 0 ? '' : labelSafetySentence(safety, format),
    ...notices.map(({ text }) => text),
  ];
  const made = Number(cellAt(summary, 'made', 0));
  return {
    text: texts.filter((text) => text !== '').join(' '),
    suggestions: made > 0 ? suggestionsOf(params) : [],
  };
}

function madeText(summary: Frame, { keep }: AugmentImagesParams, format: NumberFormat): string {
  const figure = (name: string): number => Number(cellAt(summary, name, 0));
  const [made, asked, images] = [figure('made'), figure('asked'), figure('images')];
  const real = counted(images, 'real image', format);
  if (asked === 0) return `No new image was asked for; ${keep ? `there are ${real}` : 'the table is empty'}.`;
  const beside = keep ? `, beside ${real}` : '';
  const dropped = [
    [figure('copies_of_real'), 'equal to a real one'],
    [figure('copies_of_new'), 'equal to another new one'],
    [figure('not_decoded'), 'of images that cannot be used'],
  ] as const;
  const lost = dropped.flatMap(([count, why]) => (count > 0 ? [`${format.count(count)} ${why}`] : []));
  if (lost.length === 0) return `${counted(made, 'new image', format)}, as asked${beside}.`;
  return `${counted(made, 'new image', format)} of ${format.count(asked)} asked for${beside}; left out: ${listText(lost)}.`;
}

/** Which recipes were taken, where each image had its own. */
function recipesText(recipes: Frame | undefined, format: NumberFormat): string {
  const taken = frameRows(recipes ?? emptyFrame).map(
    ({ recipe, images }) => `“${String(recipe)}” for ${counted(Number(images), 'image', format)}`,
  );
  if (taken.length === 0) return '';
  return `By size and colour the ${taken.length === 1 ? 'recipe is' : 'recipes are'} ${listText(taken)}.`;
}

function suggestionsOf({ label }: AugmentImagesParams): Suggestion[] {
  if (label === '') return [];
  return [
    {
      step: 'class-balance',
      title: 'See how even the labels are now',
      reason: 'New images change how often labels occur.',
      params: { target: label },
      inputs: { table: { output: 'augmented' } },
    },
  ];
}
