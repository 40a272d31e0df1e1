const HAS_BLANK = /\p{White_Space}/u;
const HAS_DIGIT = /\p{Nd}/u;
const SHORT_PART = /(?<!\p{L})\p{L}{1,2}(?!\p{L})/gu;
/** Different codes in which a part stands before it is taken for one, and not for a slip. */
const LEAST_CODES = 3;

/** The parts of one or two letters in a code, which is a word with a digit: `al` in `al_ami-1`. Null for all other texts. */
function shortParts(text: string): readonly string[] | null {
  if (!HAS_DIGIT.test(text) || HAS_BLANK.test(text)) return null;
  return text.match(SHORT_PART) ?? [];
}

/**
 * Tells, by their places, whether two of the values may be one code written differently. They may not where their short parts
 * differ and both are parts of three different codes at least: `al_ami-1` and `ak_ami-1` are of two states, while `xl` that
 * stands in one code alone is a slip. What is no code may be anything.
 */
export function codeComparer(values: readonly string[]): (one: number, other: number) => boolean {
  const parts = values.map(shortParts);
  const codes = new Map<string, number>();
  for (const own of parts) {
    for (const part of new Set(own)) codes.set(part, (codes.get(part) ?? 0) + 1);
  }
  const isKnown = (part: string): boolean => (codes.get(part) ?? 0) >= LEAST_CODES;
  return (one, other) => {
    const [a, b] = [parts[one] ?? null, parts[other] ?? null];
    if (a === null || b === null || a.length !== b.length) return true;
    return a.every((part, place) => {
      const like = b[place] ?? '';
      return part === like || !isKnown(part) || !isKnown(like);
    });
  };
}
