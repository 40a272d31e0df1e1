/** A stretch of a parent and what stands there instead: start and length in UTF-16 units, and the new text. */
export type Edit = readonly [start: number, length: number, text: string];

/** The text that edits make of their parent; they are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const [start, length, replacement] of edits) {
    parts.push(text.slice(from, start), replacement);
    from = start + length;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

/** Edits in the order of their places; insertions at one place stay in the order given. */
export const inOrder = (edits: readonly Edit[]): Edit[] =>
  [...edits].sort((one, other) => one[0] - other[0] || one[1] - other[1]);

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

/**
 * The same edits with starts and lengths in characters (code points), as SQL and Python count them. They are in order. O(text) where
 * the text has characters beyond U+FFFF, else O(edits).
 */
export function inCharacters(text: string, edits: readonly Edit[]): readonly Edit[] {
  if (!PAIR.test(text)) return edits;
  let [unit, character] = [0, 0];
  const reach = (goal: number): number => {
    for (; unit < goal; character++) unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
    return character;
  };
  return edits.map(([start, length, replacement]) => {
    const from = reach(start);
    return [from, reach(start + length) - from, replacement];
  });
}

/** Edits counted in characters, back in UTF-16 units of the text. */
export function inUnits(text: string, edits: readonly Edit[]): readonly Edit[] {
  if (!PAIR.test(text)) return edits;
  let [unit, character] = [0, 0];
  const reach = (goal: number): number => {
    for (; character < goal; character++) unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
    return unit;
  };
  return edits.map(([start, length, replacement]) => {
    const from = reach(start);
    return [from, reach(start + length) - from, replacement];
  });
}
