import type { RawParams, StepContract } from '../core/contract';
import { paramFields } from './param-fields';

/** Something that was set since the last result and can be taken back by itself, as a button says it. */
export interface SetBack {
  readonly label: string;
  readonly params: RawParams;
}

/** What was set name by name since a result, such as the types of columns: each as it was before. */
export function setsBack(contract: StepContract, before: RawParams, now: RawParams): SetBack[] {
  const records = paramFields(contract.params).filter(({ kind }) => kind === 'record');
  return records.flatMap(({ name }) => {
    const [old, set] = [wordsAt(before, name), wordsAt(now, name)];
    const keys = [...new Set([...Object.keys(old), ...Object.keys(set)])];
    return keys
      .filter((key) => old[key] !== set[key])
      .map((key) => ({
        label: `Set “${key}” back to ${old[key] ?? 'automatic'}`,
        params: { [name]: without(set, key, old[key]) },
      }));
  });
}

type Words = Readonly<Record<string, string>>;

function wordsAt(params: RawParams, name: string): Words {
  return (params[name] ?? {}) as Words;
}

function without(words: Words, key: string, before: string | undefined): Words {
  const { [key]: _, ...others } = words;
  return before === undefined ? others : { ...others, [key]: before };
}
