import type { Column } from '../../../core/table';

/** A name that none of the columns has; capitals do not tell names apart. */
export function freshName(columns: readonly Column[], wanted: string): string {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  let name = wanted;
  while (taken.has(name)) name = `${name}_`;
  return name;
}
