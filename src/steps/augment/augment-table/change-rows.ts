import type { RunContext } from '../../../core/run-context';
import { augmentRows, type AugmentTask } from '../../../kernels/augment-rows/augment-rows';
import type { Groups } from './amounts';
import type { PlanColumn } from './columns';
import type { LearntColumn } from './learn';
import { joinColumns, joinDoubles, joinInts, stretches, together, type MakeRows } from './made';
import type { AugmentTableParams } from './step';

/** Makes rows that are one real row each, changed, or two mixed. */
export function rowChanger(
  context: RunContext,
  columns: readonly PlanColumn[],
  learnt: ReadonlyMap<string, LearntColumn>,
  groups: Groups,
  params: AugmentTableParams,
): MakeRows {
  const own = columns.filter(({ part }) => part === 'made');
  const isAcross = params.method === 'mixup' && params.partners === 'all classes';
  const task: Omit<AugmentTask, 'parents' | 'numbers'> = {
    operation: params.method as AugmentTask['operation'],
    columns: own.map(({ name }) => learnt.get(name)!),
    groups: isAcross ? groups.ofRow.map((group) => Math.min(0, group)) : groups.ofRow,
    ...{ seed: params.seed, strength: params.strength, rounding: params.rounding },
    ...{ swap: params.swap, alpha: params.alpha },
  };
  return async (wanted, phase) => {
    const parts = stretches(wanted.parents.length);
    const tell = together(parts.length, (fraction) => context.progress(phase, fraction));
    const made = await Promise.all(
      parts.map(([first, end], n) => {
        const some = {
          parents: wanted.parents.slice(first, end),
          numbers: wanted.numbers.slice(first, end),
        };
        return context.kernels.call(augmentRows, { ...task, ...some }, [], tell[n]);
      }),
    );
    const joined = joinColumns(made.map((part) => part.columns));
    const partners = joinInts(made.map((part) => part.partners));
    return {
      rows: wanted.parents.length,
      ...{ groups: wanted.groups, bases: wanted.parents, haveParents: true },
      columns: new Map(own.map(({ name }, at) => [name, joined[at]!])),
      partners,
      weights: joinDoubles(made.map((part) => part.weights)),
      isUnmade: Uint8Array.from(wanted.parents, (_, row) => (partners[row] === -1 ? 1 : 0)),
    };
  };
}
