import type { NumberFormat } from './number-format';

/** A count with its noun: "1 row", "2,345 rows". `many` is said where the plural is not the noun with an s. */
export function counted(count: number, one: string, format: NumberFormat, many = `${one}s`): string {
  return `${format.count(count)} ${count === 1 ? one : many}`;
}

/** Texts in a row, as people say them: "train", "train and test", "train, validation and test"; empty where there is none. */
export function listText(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`;
}

/** The first texts of a list, at most `most`, and how many more there are: "a, b and 12 more". `count` writes how many. */
export function firstOf(
  texts: readonly string[],
  most: number,
  count: (rest: number) => string = String,
): string {
  const rest = texts.length - most;
  return `${texts.slice(0, most).join(', ')}${rest > 0 ? ` and ${count(rest)} more` : ''}`;
}

/** Names in quotation marks, the first of many: "“a”, “b” and 3 more". */
export function quotedNames(names: readonly string[], most = 5): string {
  return firstOf(
    names.map((name) => `“${name}”`),
    most,
  );
}
