/** How the columns of a table are laid out: all of them in order, which are hidden, and which stand at the left at all times. */
export interface Arrangement {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  readonly pinned: readonly string[];
}

/** Columns as they are seen: their places in the table, the pinned ones first, and how many of those there are. */
export interface SeenColumns {
  readonly places: readonly number[];
  readonly pinned: number;
}

/** All columns in the order of the table. */
export const AS_IN_TABLE: Arrangement = { order: [], hidden: [], pinned: [] };

/** An arrangement over the columns that a table has: what it does not name comes last, what is gone is left out. */
export function completed(arrangement: Arrangement, names: readonly string[]): Arrangement {
  const present = new Set(names);
  const known = new Set(arrangement.order);
  const order = [
    ...arrangement.order.filter((name) => present.has(name)),
    ...names.filter((name) => !known.has(name)),
  ];
  const hidden = arrangement.hidden.filter((name) => present.has(name));
  return { order, hidden, pinned: arrangement.pinned.filter((name) => present.has(name)) };
}

/** The columns that are seen. */
export function seenColumns(arrangement: Arrangement, names: readonly string[]): SeenColumns {
  const { order, hidden, pinned } = completed(arrangement, names);
  const placeOf = new Map(names.map((name, place) => [name, place]));
  const [isHidden, isPinned] = [new Set(hidden), new Set(pinned)];
  const seen = order.filter((name) => !isHidden.has(name));
  const first = seen.filter((name) => isPinned.has(name));
  const sorted = [...first, ...seen.filter((name) => !isPinned.has(name))];
  return { places: sorted.flatMap((name) => placeOf.get(name) ?? []), pinned: first.length };
}

/** Hides a column, but never the last one that is seen. */
export function hide(arrangement: Arrangement, names: readonly string[], name: string): Arrangement {
  const isLast = seenColumns(arrangement, names).places.length <= 1;
  if (isLast || arrangement.hidden.includes(name)) return arrangement;
  return { ...arrangement, hidden: [...arrangement.hidden, name] };
}

/** Shows a hidden column again, or all of them. */
export function show(arrangement: Arrangement, name?: string): Arrangement {
  return {
    ...arrangement,
    hidden: name === undefined ? [] : arrangement.hidden.filter((each) => each !== name),
  };
}

/** Pins a column to the left, behind those pinned before, or lets it go. */
export function togglePin(arrangement: Arrangement, name: string): Arrangement {
  const { pinned } = arrangement;
  return {
    ...arrangement,
    pinned: pinned.includes(name) ? pinned.filter((each) => each !== name) : [...pinned, name],
  };
}

/**
 * Moves a seen column to the place of another among the seen ones. One that comes to stand among the pinned ones is pinned, one
 * that leaves them is not any more.
 */
export function moveColumn(
  arrangement: Arrangement,
  names: readonly string[],
  from: number,
  to: number,
): Arrangement {
  const { places, pinned } = seenColumns(arrangement, names);
  const seen = places.map((place) => names[place] ?? '');
  const name = seen[from];
  const target = Math.max(0, Math.min(seen.length - 1, to));
  if (name === undefined || target === from) return arrangement;
  const moved = seen.filter((each) => each !== name);
  moved.splice(target, 0, name);
  const wasPinned = from < pinned;
  const isPinned = wasPinned ? target < pinned : target < pinned && pinned > 0;
  const pins = arrangement.pinned.filter((each) => each !== name);
  // Hidden ones keep their places among the others.
  const rest = completed(arrangement, names).order.filter((each) => arrangement.hidden.includes(each));
  return {
    order: [...moved, ...rest],
    hidden: arrangement.hidden,
    pinned: isPinned ? [...pins, name] : pins,
  };
}
