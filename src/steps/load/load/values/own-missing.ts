import type { OpenSource, RunContext } from '../../../../core/run-context';
import type { Dialect } from '../dialect/dialect';
import { sniff, type SniffOptions } from '../dialect/sniff';
import type { LoadParams } from '../params';
import { isForced, ownMissing } from './conversion';

/**
 * The types of columns with words for missing of their own, found out as if those words were not there. One more look at the
 * sample for every set of words; none where no column has any.
 */
export async function withOwnMissing(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
  dialect: Dialect,
  options: SniffOptions,
): Promise<Dialect> {
  const sets = new Map<string, readonly string[]>();
  for (const { name, type } of dialect.columns) {
    const words = ownMissing(name, params);
    if (words.length > 0 && type === 'VARCHAR' && !isForced(name, params))
      sets.set(JSON.stringify(words), words);
  }
  let typed = dialect;
  for (const [key, words] of sets) {
    const without = { ...params, missing: [...params.missing, ...words] };
    const { delimiter } = dialect;
    const found = await sniff(context, source, without, dialect.encoding, { ...options, delimiter });
    const types = new Map(found?.columns.map(({ name, type }) => [name, type]));
    const columns = typed.columns.map((column) => {
      const isOfSet = JSON.stringify(ownMissing(column.name, params)) === key;
      return isOfSet ? { ...column, type: types.get(column.name) ?? column.type } : column;
    });
    typed = { ...typed, columns };
  }
  return typed;
}
