import { failWith } from '../../../core/failure';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { areComparable, type Pair } from './keys';
import type { JoinParams } from './step';

/** A column of the result. */
export interface JoinedColumn {
  /** Its name in the result. */
  readonly column: string;
  readonly side: 'left' | 'right' | 'both';
  /** Its name in its table. */
  readonly original: string;
  /** SQL for its values, of the rows `l` and `r`. */
  readonly value: string;
}

/**
 * The columns of the result: all of left, then those of right. A key of one name is one column, taken from the side that has
 * it; another column of right that left has too gets the suffix. Throws `column-name-taken` where that name stands already.
 */
export function joinedColumns(
  left: readonly Column[],
  right: readonly Column[],
  pairs: readonly Pair[],
  params: JoinParams,
): JoinedColumn[] {
  const isOneSided = params.kind === 'semi' || params.kind === 'anti';
  const merged = isOneSided ? [] : pairs.filter((pair) => isMerged(pair, params));
  const mine = left.map(({ name }): JoinedColumn => {
    const pair = merged.find((each) => each.left.name === name);
    const value = `l.${quoteIdentifier(name)}`;
    if (pair === undefined) return { column: name, side: 'left', original: name, value };
    const other = `r.${quoteIdentifier(pair.right.name)}`;
    return { column: name, side: 'both', original: name, value: eitherSide(value, other, params) };
  });
  if (isOneSided) return mine;
  const taken = new Set(left.map(({ name }) => name.toLowerCase()));
  const others = right.filter(({ name }) => !merged.some((pair) => pair.right.name === name));
  const free = new Set(others.map(({ name }) => name.toLowerCase()).filter((name) => !taken.has(name)));
  const theirs = others.map(({ name }): JoinedColumn => {
    const column = taken.has(name.toLowerCase()) ? `${name}${params.suffix}` : name;
    const key = column.toLowerCase();
    if (column !== name && (taken.has(key) || free.has(key))) {
      failWith('column-name-taken', { name: column, param: 'suffix' });
    }
    if (column !== name) free.add(key);
    return { column, side: 'right', original: name, value: `r.${quoteIdentifier(name)}` };
  });
  return [...mine, ...theirs];
}

/**
 * A key of the same name in both is one column. Not the time of as-of, whose two values differ; nor keys that are equal only as
 * text where rows of right stand alone, since one column would have to hold two types.
 */
function isMerged({ left, right, role }: Pair, { kind }: JoinParams): boolean {
  if (role === 'time' || left.name.toLowerCase() !== right.name.toLowerCase()) return false;
  return (kind !== 'right' && kind !== 'full') || areComparable(left, right);
}

function eitherSide(left: string, right: string, { kind }: JoinParams): string {
  return kind === 'right' || kind === 'full' ? `coalesce(${left}, ${right})` : left;
}
