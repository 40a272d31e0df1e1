import { isTexts } from './param-fields';

/** A text as a field shows it: a tab, which no key types, is written `\t`. */
export function shownText(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return text.replaceAll('\t', '\\t');
}

/** What a person typed, with `\t` for a tab. */
export function parseText(text: string): string {
  return text.replaceAll('\\t', '\t');
}

/** A list of texts in one line, comma separated; `""` is the empty text, and one that holds a comma stands in quotes. */
export function shownList(value: unknown): string {
  return isTexts(value)
    ? value.map((text) => (/^$|[",]|^\s|\s$/.test(text) ? JSON.stringify(text) : text)).join(', ')
    : '';
}

/** Reads a list as `shownList` writes it. */
export function parseList(text: string): string[] {
  const pieces = text.match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? [];
  return pieces
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .map(unquoted);
}

function unquoted(piece: string): string {
  if (!/^"(?:[^"\\]|\\.)*"$/.test(piece)) return piece;
  try {
    return String(JSON.parse(piece));
  } catch {
    return piece.slice(1, -1);
  }
}

/** The lists of words in a value, by name; what it lacks is empty. */
export function listsIn(value: unknown, names: readonly string[]): Record<string, string[]> {
  const held = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  return Object.fromEntries(
    names.map((name) => {
      const words = held[name];
      return [name, isTexts(words) ? [...words] : []];
    }),
  );
}
