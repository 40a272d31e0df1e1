import { quoteLiteral } from '../sql';

/**
 * SQL of a list of texts as one literal that is cut into pieces: a list literal of 100,000 texts takes the parser seconds. The
 * mark between them is one that cuts the same pieces again, whatever the texts hold. The list must not be empty.
 */
export function textListSql(texts: readonly string[]): string {
  for (let mark = 0; ; mark++) {
    const separator = `\u001f${mark === 0 ? '' : mark}`;
    const joined = texts.join(separator);
    const pieces = joined.split(separator);
    const isSafe = pieces.length === texts.length && pieces.every((piece, i) => piece === texts[i]);
    if (isSafe) return `string_split(${quoteLiteral(joined)}, ${quoteLiteral(separator)})`;
  }
}

/** SQL of the same for texts of which some are missing; these are null. */
export function textsOrNullSql(texts: readonly (string | null)[]): string {
  const marked = texts.map((text) => (text === null ? '' : `=${text}`));
  return `list_transform(${textListSql(marked)}, lambda t: CASE WHEN t = '' THEN NULL ELSE t[2:] END)`;
}

/** SQL of a list of doubles, null where there is none: the text of a list, which is read fast. */
export function numberListSql(values: readonly (number | string | null)[]): string {
  return `'[${values.map((value) => (value === null ? 'NULL' : String(value))).join(', ')}]'`;
}
