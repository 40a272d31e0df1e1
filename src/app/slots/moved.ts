/** The list with the thing at a place moved up (-1) or down (1); at an end of the list it stays as it is. */
export function moved<T>(list: readonly T[], place: number, by: -1 | 1): T[] {
  const to = place + by;
  const result = [...list];
  if (place < 0 || place >= list.length || to < 0 || to >= list.length) return result;
  const [thing] = result.splice(place, 1);
  result.splice(to, 0, thing as T);
  return result;
}
