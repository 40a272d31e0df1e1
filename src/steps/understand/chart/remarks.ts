import type { Notice } from '../../../core/contract';
import type { NumberFormat } from '../../../core/number-format';
import { counted } from '../../../core/words';
import type { Facts } from './facts';
import type { ChartParams } from './step';
import { needsY } from './words';

/** What must be said of a picture beside what it shows: rows left out, values put together, rows not drawn. Each a sentence. */
export function remarks(facts: Facts, params: ChartParams, format: NumberFormat): Notice[] {
  const rows = (count: number): string => counted(count, 'row', format);
  const is = (count: number): string => (count === 1 ? 'is' : 'are');
  const columns = needsY(params) ? `“${params.x}” or “${params.y}”` : `“${params.x}”`;
  const { missing, not_finite, not_positive, used, drawn, other_values, other_colours, not_drawn } = facts;
  const found: (Notice | false)[] = [
    drawn !== null &&
      drawn < used && {
        code: 'chart-rows-drawn',
        text: `${format.count(drawn)} of ${rows(used)} drawn, chosen by seed ${params.seed}.`,
      },
    missing > 0 && {
      code: 'chart-missing',
      text: `${rows(missing)} without a value of ${columns} ${is(missing)} left out.`,
    },
    not_finite > 0 && {
      code: 'chart-not-finite',
      text: `${rows(not_finite)} where ${columns} is not finite (NaN, ±∞) ${is(not_finite)} left out.`,
    },
    not_positive > 0 && {
      code: 'chart-not-positive',
      text: `${rows(not_positive)} at or below 0 ${is(not_positive)} left out: a log scale has no place for ${not_positive === 1 ? 'it' : 'them'}.`,
    },
    (other_values ?? 0) > 0 && {
      code: 'chart-other-values',
      text: `“Other” holds the ${format.count(other_values ?? 0)} rarest of ${format.count(facts.x_values ?? 0)} values.`,
    },
    (other_colours ?? 0) > 0 && {
      code: 'chart-other-colours',
      text: `The ${format.count(other_colours ?? 0)} rarest values of “${params.colour}” share one colour, “other”.`,
    },
    not_drawn > 0 && {
      code: 'chart-not-drawn',
      text: `${counted(not_drawn, facts.kind === 'bar' ? 'bar' : 'point', format)} cannot be drawn: beyond the range of numbers${facts.kind === 'line' && params.yScale === 'log' ? ', or at or below 0 on a log scale' : ''}.`,
    },
    facts.rule === 'calendar' &&
      facts.unit === null &&
      used > 0 && {
        code: 'chart-dates-beyond-calendar',
        text: `“${params.x}” reaches beyond the years ±270,000, so it has no picture.`,
      },
  ];
  return found.filter((each) => each !== false);
}
