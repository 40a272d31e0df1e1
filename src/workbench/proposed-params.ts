import * as z from 'zod';
import type { RawParams, StepContract } from '../core/contract';
import { likelyLabel, likelyText } from '../core/meaning/label-name';
import { likelyTime } from '../core/meaning/time-name';
import { isUsed, type When } from '../core/param-when';
import type { StepCell } from '../document/document';
import type { KnownTables } from './known-tables';

/**
 * Columns that a cell does not name yet and most likely means, by the names of its params: `label`, the classes of the rows, `text`, the
 * texts they hold, and `time`, when they were. Nothing where the columns are not known, or none speaks for itself.
 */
export function proposedParams(
  contract: StepContract,
  { params, inputs }: Pick<StepCell, 'params' | 'inputs'>,
  known: KnownTables,
): RawParams {
  const tableOf = (param: string): string | null => {
    const slot = columnSlot(contract, param, params);
    const name = slot === null || params[param] !== '' ? undefined : inputs[slot];
    return typeof name === 'string' ? name : null;
  };
  const [labelled, written] = ['label', 'text'].map(tableOf) as [string | null, string | null];
  const label =
    labelled === null
      ? typeof params.label === 'string'
        ? params.label
        : ''
      : likelyLabel(
          known.columnsOf?.(labelled) ?? [],
          (column) => known.distinctOf?.(labelled, column) ?? null,
        );
  const text = written === null ? '' : likelyText(known.columnsOf?.(written) ?? [], label);
  const timed = tableOf('time');
  const time = timed === null ? '' : likelyTime(known.columnsOf?.(timed) ?? []);
  return {
    ...(labelled !== null && label !== '' && label !== text && { label }),
    ...(text !== '' && { text }),
    ...(time !== '' && { time }),
  };
}

/** The input slot whose table has the column that a param names; null for other params, and while it is not used. */
function columnSlot(contract: StepContract, param: string, params: RawParams): string | null {
  const schema: unknown = contract.params.shape[param];
  const meta = schema instanceof z.ZodType ? schema.meta() : undefined;
  if (typeof meta?.columnOf !== 'string' || !isUsed(meta.when as readonly When[] | undefined, params))
    return null;
  return meta.columnOf;
}
