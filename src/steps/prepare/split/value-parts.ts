import { MOST_PARTS, partName, type SplitParams } from './params';

/** Which value goes to which part, as the params hold it. */
export type ValuePart = SplitParams['values'][number];

/** The values with one of them given to a part, or to none; null where no value would be left. */
export function withValue(
  values: readonly ValuePart[],
  value: string | null,
  part: string | null,
): ValuePart[] | null {
  const place = values.findIndex((each) => each.value === value);
  const kept = values.filter((each) => each.value !== value);
  if (part === null) return kept.length === 0 ? null : kept;
  if (place < 0) return [...values, { value, part }];
  return values.map((each, index) => (index === place ? { value, part } : each));
}

/** The name of a part made from a value: "2024/Q1" is "part 2024 Q1"; one of its own beside those taken. */
export function partNameOf(value: string | null, taken: readonly string[]): string {
  const words = (value ?? 'missing')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, ' ')
    .trim();
  const begun = /^\p{L}/u.test(words) ? words : `part ${words}`.trim();
  const base = [...begun].slice(0, 50).join('').trim();
  const fits = partName.safeParse(base).success ? base : `${base} part`;
  const lower = new Set(taken.map((name) => name.toLowerCase()));
  for (let number = 1; ; number++) {
    const name = number === 1 ? fits : `${fits} ${number}`;
    if (!lower.has(name.toLowerCase())) return name;
  }
}

/** A part for each value, as many as there may be; values that have one keep it. */
export function eachItsOwn(values: readonly ValuePart[], found: readonly (string | null)[]): ValuePart[] {
  const isFound = new Set(found);
  const kept = values.filter(({ value }) => isFound.has(value));
  let parts = [...new Set(kept.map(({ part }) => part))];
  const isKnown = new Set(kept.map(({ value }) => value));
  const added: ValuePart[] = [];
  for (const value of found.filter((each) => !isKnown.has(each))) {
    if (parts.length >= MOST_PARTS) break;
    const part = partNameOf(value, parts);
    parts = [...parts, part];
    added.push({ value, part });
  }
  return [...kept, ...added];
}

/** A value as the column has it, and how many rows. */
interface FoundValue {
  readonly value: string | null;
  readonly rows: number;
}

/**
 * The values with those that no row has taken for those that rows have, where they differ in case and blanks alone ("Train" for
 * "train") and only one does; their parts stay. Null where there is none to take.
 */
export function asWritten(values: readonly ValuePart[], found: readonly FoundValue[]): ValuePart[] | null {
  const isNamed = new Set(values.map(({ value }) => value));
  const there = new Set(found.filter(({ rows }) => rows > 0).map(({ value }) => value));
  const folded = (text: string | null): string | null => text?.trim().toLowerCase() ?? null;
  const alike = (value: string | null): (string | null)[] =>
    value === null ? [] : [...there].filter((each) => !isNamed.has(each) && folded(each) === folded(value));
  const taken = values.map((each): ValuePart => {
    const others = there.has(each.value) ? [] : alike(each.value);
    return others.length === 1 ? { ...each, value: others[0]! } : each;
  });
  const isOwn = new Set(taken.map(({ value }) => value)).size === taken.length;
  return isOwn && taken.some(({ value }, place) => value !== values[place]!.value) ? taken : null;
}
