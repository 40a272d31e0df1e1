/**
 * Divides n rows among classes of the given sizes by largest remainders (Hamilton's method): each class gets n · size / all,
 * rounded down, and the rows left over go to the largest remainders, among equal ones to the earlier class. Exact: no
 * quota is a floating-point number. n is at most the sum of the sizes, which is below 2^53.
 */
export function allocate(sizes: ArrayLike<number>, n: number): number[] {
  const all = BigInt(sum(sizes));
  if (all === 0n) return Array.from(sizes, () => 0);
  const quotas = Array.from(sizes, (size, place) => {
    const share = BigInt(size) * BigInt(n);
    return { place, rows: Number(share / all), remainder: share % all };
  });
  const rows = quotas.map((quota) => quota.rows);
  const byRemainder = quotas.toSorted((a, b) =>
    a.remainder === b.remainder ? a.place - b.place : a.remainder > b.remainder ? -1 : 1,
  );
  for (const { place } of byRemainder.slice(0, n - sum(rows))) rows[place]! += 1;
  return rows;
}

/**
 * The same with at least one row of every class: classes that would get none get one each, and what is left is divided among
 * the others by largest remainders; again, until none of them gets none. Null where n is below the number of classes.
 */
export function allocateToAll(sizes: ArrayLike<number>, n: number): number[] | null {
  if (n < sizes.length) return null;
  const isSingle = new Uint8Array(sizes.length);
  for (;;) {
    const others = Array.from(sizes, (_, place) => place).filter((place) => isSingle[place] === 0);
    const rows = allocate(
      others.map((place) => sizes[place]!),
      n - (sizes.length - others.length),
    );
    const none = others.filter((_, index) => rows[index] === 0);
    if (none.length === 0) {
      const result = Array.from<number>({ length: sizes.length }).fill(1);
      others.forEach((place, index) => (result[place] = rows[index]!));
      return result;
    }
    for (const place of none) isSingle[place] = 1;
  }
}

/**
 * How many of the first groups are taken so that their sizes together come nearest to n, at least one; among two that are
 * equally near the fewer.
 */
export function nearestPrefix(sizes: ArrayLike<number>, n: number): number {
  let taken = 0;
  let rows = 0;
  while (taken < sizes.length) {
    const more = rows + sizes[taken]!;
    if (taken > 0 && Math.abs(more - n) >= Math.abs(rows - n)) break;
    rows = more;
    taken += 1;
  }
  return taken;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let place = 0; place < values.length; place++) total += values[place]!;
  return total;
}
