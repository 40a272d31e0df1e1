import * as z from 'zod';
import { columnParam } from '../../../../core/column-param';
import type { Column } from '../../../../core/table';

/** Types that a target may have. */
export const TARGET_TYPES: readonly Column['type'][] = ['integer', 'number', 'text', 'boolean'];

/** The params of `profile` about a column that a model is to foretell. */
export const targetParams = {
  target: columnParam(
    'table',
    'A column that a model is to foretell: what every other column says of it is shown, and which ones give it away. Empty: none',
    TARGET_TYPES,
  ).meta({ unset: 'without target' }),
  targetKind: z
    .enum(['automatic', 'classes', 'number'])
    .default('automatic')
    .describe(
      'How the target is taken: as classes (at most 20), as a number, or automatically: texts, truths and numbers of two values are classes',
    ),
  leakPower: z
    .number()
    .min(0)
    .max(1)
    .default(0.95)
    .meta({ label: 'May give the target away from' })
    .describe(
      'Alert where a column alone takes away at least this share of the squared error of foretelling the target',
    ),
};

/** The values of these params. */
export interface TargetParams {
  readonly target: string;
  readonly targetKind: 'automatic' | 'classes' | 'number';
  readonly leakPower: number;
}
