import type { RawParams, StepContract } from '../../core/contract';
import { paramFields } from '../params/param-fields';

/** Something that was set since the last result and can be taken back by itself, as a button says it. */
export interface SetBack {
  readonly label: string;
  readonly params: RawParams;
}

/** What was set name by name since a result, such as the types of columns: each as it was before. */
export function setsBack(contract: StepContract, before: RawParams, now: RawParams): SetBack[] {
  const records = paramFields(contract.params).filter((field) => field.kind === 'record');
  return records.flatMap(({ name, label, values }) => {
    const [old, set] = [recordAt(before, name), recordAt(now, name)];
    const keys = [...new Set([...Object.keys(old), ...Object.keys(set)])];
    return keys
      .filter((key) => JSON.stringify(old[key]) !== JSON.stringify(set[key]))
      .map((key) => ({
        label: labelOf(label, key, values.of === 'choice' ? (old[key] ?? 'automatic') : null),
        params: { [name]: without(set, key, old[key]) },
      }));
  });
}

/** A word of a few is named; a text or a list of words is not. */
function labelOf(param: string, key: string, before: unknown): string {
  return typeof before === 'string'
    ? `Set “${key}” back to ${before}`
    : `Set ${param.toLowerCase()} of “${key}” back`;
}

type Entries = Readonly<Record<string, unknown>>;

function recordAt(params: RawParams, name: string): Entries {
  return (params[name] ?? {}) as Entries;
}

function without(entries: Entries, key: string, before: unknown): Entries {
  const { [key]: _, ...others } = entries;
  return before === undefined ? others : { ...others, [key]: before };
}
