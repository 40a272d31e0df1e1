import { listText } from '../../../../core/words';

const NAMED = 4;

/** The words for missing that are set, an empty field among them. */
export function missingOf(params: Readonly<Record<string, unknown>>): string[] {
  return Array.isArray(params.missing) ? params.missing.map(String) : [''];
}

/** "empty fields missing", "empty fields and “NA” missing", "nothing missing". */
export function missingInWords(words: readonly string[]): string {
  const named = words.map((word) => (word === '' ? 'empty fields' : `“${word}”`));
  if (named.length === 0) return 'nothing missing';
  const more = named.length - NAMED;
  return `${listText(more > 0 ? [...named.slice(0, NAMED), `${String(more)} more`] : named)} missing`;
}

/** The words of a field, commas between them; those in quotes may hold commas. Each once, and an empty one where empty fields mean missing. */
export function wordsOfField(text: string, isEmptyMissing: boolean): string[] {
  const found = text.match(/\s*"[^"]*"\s*|[^,]+/g) ?? [];
  const words = found.map((word) => word.trim().replace(/^"(.*)"$/, '$1')).filter((word) => word !== '');
  return [...new Set([...(isEmptyMissing ? [''] : []), ...words])];
}

/** The words as they stand in the field. */
export function fieldOfWords(words: readonly string[]): string {
  return words
    .filter((word) => word !== '')
    .map((word) => (word.includes(',') ? `"${word}"` : word))
    .join(', ');
}
