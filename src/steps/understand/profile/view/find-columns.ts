import type { ProfileIndex } from './profile-index';

/** What the columns can be sorted by, in the words of the choice. */
export const SORTS = {
  order: 'in the table’s order',
  name: 'by name',
  missing: 'most missing or zero first',
  evenness: 'least uniform first',
  distinct: 'most distinct first',
  power: 'what foretells the target best first',
} as const;
export type SortKey = keyof typeof SORTS;

/** Which columns are wanted, and in which order. */
export interface ColumnWish {
  /** A regular expression, or a plain text where it is none; upper and lower case are not told apart. */
  readonly search: string;
  /** Types that are left out. */
  readonly without: ReadonlySet<string>;
  readonly sort: SortKey;
  readonly isReversed: boolean;
}

/** A search that was read: what a name must match, and whether it is the regular expression that it may have been meant for. */
export interface NameSearch {
  readonly matches: (name: string) => boolean;
  readonly isExpression: boolean;
}

/** Reads what was typed to find columns by: a regular expression, and where it is none the text itself. */
export function readSearch(text: string): NameSearch {
  const wanted = text.trim();
  if (wanted === '') return { matches: () => true, isExpression: true };
  try {
    const expression = new RegExp(wanted, 'iu');
    return { matches: (name) => expression.test(name), isExpression: true };
  } catch {
    const needle = wanted.toLowerCase();
    return { matches: (name) => name.toLowerCase().includes(needle), isExpression: false };
  }
}

/**
 * The columns that are wanted, by their places, sorted as Facets Overview sorts: by the share of rows that are missing or zero,
 * the greatest first; by how evenly the values are spread, the least first. And by predictive power, where there is a target. Equal ones stay in the table's order, what has no
 * such figure comes last, also when the order is reversed.
 */
export function findColumns(
  profile: ProfileIndex,
  { search, without, sort, isReversed }: ColumnWish,
): number[] {
  const { matches } = readSearch(search);
  const all = Array.from({ length: profile.columns }, (_, column) => column);
  const found = all.filter((column) => !without.has(profile.type(column)) && matches(profile.name(column)));
  return sorted(profile, found, sort, isReversed);
}

function sorted(profile: ProfileIndex, found: number[], sort: SortKey, isReversed: boolean): number[] {
  const turn = isReversed ? -1 : 1;
  if (sort === 'order') return isReversed ? found.reverse() : found;
  if (sort === 'name') {
    const { compare } = new Intl.Collator(undefined, { numeric: true });
    return found.sort((a, b) => turn * compare(profile.name(a), profile.name(b)));
  }
  const keys = new Map(found.map((column) => [column, sortFigure(profile, column, sort)]));
  return found.sort((a, b) => {
    const [one, other] = [keys.get(a) ?? null, keys.get(b) ?? null];
    return one === null || other === null
      ? Number(one === null) - Number(other === null)
      : turn * (one - other);
  });
}

/** What is sorted by, the least first. */
function sortFigure(
  profile: ProfileIndex,
  column: number,
  sort: Exclude<SortKey, 'order' | 'name'>,
): number | null {
  switch (sort) {
    case 'missing':
      return -(Number(profile.figure(column, 'missing') ?? 0) + Number(profile.figure(column, 'zeros') ?? 0));
    case 'evenness':
      return profile.evenness(column);
    case 'distinct': {
      const distinct = profile.figure(column, 'distinct');
      return distinct === null ? null : -Number(distinct);
    }
    case 'power': {
      const power = profile.power(column);
      return power === null ? null : -power;
    }
  }
}
