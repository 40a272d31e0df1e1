import { cellAt, emptyFrame, type Cell } from '../../core/frame';
import type { NumberFormat } from '../../core/number-format';
import { counted } from '../../core/words';
import type { Figure, Frames } from './picture';

/** What the synthetic rows give away, figure by figure, in plain words. */
export function privacyFigures(
  { fidelity_privacy: frame = emptyFrame }: Frames,
  format: NumberFormat,
): Figure[] {
  const at = (name: string): Cell => cellAt(frame, name, 0);
  const number = (name: string): number => Number(at(name) ?? 0);
  const share = (name: string): string => {
    const value = at(name);
    return typeof value === 'number' ? format.share(value) : '–';
  };
  const rows = number('synthetic_judged');
  const median = at('closest_median');
  return [
    {
      name: 'New rows',
      value: share('new_share'),
      meaning: `${format.count(number('new_rows'))} of ${counted(rows, 'synthetic row', format)} match no real row: at least one value is another one, and a number counts as another from 1 % on. More is better`,
    },
    {
      name: 'Copies',
      value: format.count(number('identical')),
      meaning: `are a real row again, value for value, ${format.count(number('identical_unique'))} of them one that stands alone among the real ones. None is best`,
    },
    {
      name: 'Repeated rows',
      value: format.count(number('repeated')),
      meaning: `are an earlier synthetic row again; the real rows repeat ${format.count(number('real_repeated'))} times, so about as many are no concern`,
    },
    {
      name: 'Distance kept',
      value: share('baseline_protection'),
      meaning:
        typeof median === 'number'
          ? `how far half of the synthetic rows stay from the closest real one (${format.number(median)}; 0 is a copy, 1 unlike in all), against rows drawn blindly (${format.number(number('random_median'))}). Rows made by moving real ones are near on purpose. ${counted(number('closest_rows'), 'row', format)} looked at`
          : 'there are no rows to measure',
    },
    ...holdoutFigure(at, share, format),
    singledOut(at, number, format),
  ];
}

/** Rows whose closest real row is nearer than this, in parts of the distance of rows drawn blindly, sit on real rows. */
const NEAR = 0.1;

/** Whether the rows may pass for nobody’s, in a sentence, by what weighs most; empty where nothing speaks against it. */
export function privacyVerdict(
  { fidelity_privacy: frame = emptyFrame }: Frames,
  format: NumberFormat,
): string {
  const at = (name: string): number => Number(cellAt(frame, name, 0) ?? NaN);
  const advice = 'keep them where the real ones are kept';
  if (at('identical') > 0) {
    return `Some rows are real ones again (${format.count(at('identical'))}): ${advice}, or leave those out first.`;
  }
  const near = at('baseline_protection');
  if (!(near < NEAR)) return '';
  return `Half of the rows are nearer than ${format.share(NEAR)} of a blind guess to a real one (${format.share(near)}): no copies, but who knows a row can tell whose it is. To train with, that is no harm; ${advice}.`;
}

function holdoutFigure(
  at: (name: string) => Cell,
  share: (name: string) => string,
  format: NumberFormat,
): Figure[] {
  if (typeof at('holdout_rows') !== 'number') return [];
  return [
    {
      name: 'Not learned by heart',
      value: share('overfitting_protection'),
      meaning: `${share('closer_to_real')} are closer to a real row than to any of as many held out (${format.count(Number(at('holdout_rows')))}); one half is chance`,
    },
  ];
}

function singledOut(
  at: (name: string) => Cell,
  number: (name: string) => number,
  format: NumberFormat,
): Figure {
  const [single, repeated] = [number('single_real'), number('single_repeated')];
  const held = Number(at('single_holdout') ?? 0);
  const chance =
    held > 0
      ? `; of rows held out ${format.share(number('single_holdout_repeated') / held)}, which is chance`
      : '';
  return {
    name: 'Singled out',
    value: single > 0 ? format.share(repeated / single) : '–',
    meaning: `of ${counted(single, 'real row', format)} that share their values with no other (numbers cut in ten), ${format.count(repeated)} turn up with the same values among the synthetic rows${chance}`,
  };
}
