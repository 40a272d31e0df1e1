/** What a nested storage type is made of: a list of elements, a map (of which the keys count), or a struct of fields. */
export type NestedType =
  | { readonly kind: 'list'; readonly element: string; readonly isArray: boolean }
  | { readonly kind: 'map'; readonly element: string }
  | { readonly kind: 'struct'; readonly fields: readonly { readonly name: string; readonly type: string }[] };

/** Reads DuckDB's name of a storage type, such as `STRUCT(a INTEGER, "b c" VARCHAR[])[]`; null where it is not nested. */
export function nestedTypeOf(sqlType: string): NestedType | null {
  const list = /^(.*)\[(\d*)\]$/s.exec(sqlType);
  if (list) return { kind: 'list', element: list[1] ?? '', isArray: list[2] !== '' };
  const nested = /^(MAP|STRUCT)\((.*)\)$/s.exec(sqlType);
  if (!nested) return null;
  const parts = partsOf(nested[2] ?? '');
  if (nested[1] === 'MAP') return { kind: 'map', element: parts[0] ?? '' };
  const fields = parts.map(fieldOf);
  return fields.every((field) => field !== null) ? { kind: 'struct', fields } : null;
}

/** Cuts at the commas that stand in no quotation marks (of names, or of the words of an ENUM) and no parentheses. */
function partsOf(text: string): string[] {
  const parts = [''];
  let depth = 0;
  let quote = '';
  for (const character of text) {
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    const isQuoted = quote !== '';
    if (!isQuoted && character === '(') depth++;
    if (!isQuoted && character === ')') depth--;
    if (!isQuoted && depth === 0 && character === ',') parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}

/** A field as it is declared, its name in quotation marks or not; null without a name. */
function fieldOf(part: string): { name: string; type: string } | null {
  const match = /^(?:"((?:[^"]|"")*)"|([^\s"]+)) (.+)$/s.exec(part);
  if (!match) return null;
  return { name: match[1]?.replaceAll('""', '"') ?? match[2] ?? '', type: match[3] ?? '' };
}
