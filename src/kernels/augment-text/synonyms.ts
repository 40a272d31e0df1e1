import { SYNONYM_TABLE } from './synonyms/table';

type Kind = 'n' | 'v' | 'a' | 'x';

/** A word of a group with its forms, in the order that its kind has them; `-` where it has none. */
interface Member {
  readonly forms: readonly string[];
  /** It replaces others and is not replaced. */
  readonly isTarget: boolean;
}

let index: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * The words that may stand for a word, given in lower case, in the same inflection: “purchases” for “buys”. Where a form is more than
 * one inflection (“started” is past and participle), only words of which that is true as well. None for words that are not in the table.
 * The table is read when it is first asked, about 2 ms.
 */
export const synonymsOf = (word: string): readonly string[] =>
  (index ??= readTable(SYNONYM_TABLE).index).get(word) ?? [];

/** Reads a table of groups: the synonyms of each form, and the forms that two groups would replace, which is a fault of the table. */
export function readTable(table: string): {
  readonly index: ReadonlyMap<string, readonly string[]>;
  readonly twice: readonly string[];
} {
  const found = new Map<string, readonly string[]>();
  const twice: string[] = [];
  for (const line of table.split('\n')) {
    if (line.trim() === '') continue;
    const [kind, ...words] = line.trim().split(/\s+/);
    const members = words.map((word) => memberOf(kind as Kind, word));
    for (const member of members.filter(({ isTarget }) => !isTarget)) {
      for (const [form, others] of replaced(member, members)) {
        if (found.has(form)) twice.push(form);
        found.set(form, others);
      }
    }
  }
  return { index: found, twice };
}

function* replaced(
  member: Member,
  members: readonly Member[],
): Generator<readonly [string, readonly string[]]> {
  for (const form of new Set(member.forms)) {
    if (form === '-') continue;
    const slots = member.forms.flatMap((one, slot) => (one === form ? [slot] : []));
    const others = members.flatMap(({ forms }) => {
      const there = new Set(slots.map((slot) => forms[slot] ?? '-'));
      const [one = '-'] = there;
      return there.size === 1 && one !== '-' && one !== form ? [one] : [];
    });
    if (others.length > 0) yield [form, [...new Set(others)]];
  }
}

function memberOf(kind: Kind, written: string): Member {
  const isTarget = written.startsWith('+');
  const word = isTarget ? written.slice(1) : written;
  const doubles = word.endsWith('*');
  const [base = '', ...others] = (doubles ? word.slice(0, -1) : word).split('/');
  return { isTarget, forms: others.length > 0 ? [base, ...others] : regularForms(kind, base, doubles) };
}

function regularForms(kind: Kind, base: string, doubles: boolean): string[] {
  switch (kind) {
    case 'n':
      return [base, withS(base)];
    case 'v': {
      const stem = doubles ? `${base}${base.slice(-1)}` : base;
      const past = withEd(stem);
      return [base, withS(base), past, past, withIng(stem)];
    }
    case 'a':
      return [base, '-', '-'];
    case 'x':
      return [base];
    default:
      return kind satisfies never;
  }
}

const endsInY = (word: string): boolean => /[^aeiou]y$/.test(word);

function withS(word: string): string {
  if (endsInY(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

function withEd(stem: string): string {
  if (endsInY(stem)) return `${stem.slice(0, -1)}ied`;
  return stem.endsWith('e') ? `${stem}d` : `${stem}ed`;
}

function withIng(stem: string): string {
  if (stem.endsWith('ie')) return `${stem.slice(0, -2)}ying`;
  return /[^eoy]e$/.test(stem) ? `${stem.slice(0, -1)}ing` : `${stem}ing`;
}

const hasLower = (word: string): boolean => /\p{Ll}/u.test(word);

/** A replacement, given in lower case, in the case of the word that it replaces: “Big” by “Large”, “BIG” by “LARGE”. */
export function inCaseOf(word: string, replacement: string): string {
  if (!/^\p{Lu}/u.test(word)) return replacement;
  if (!hasLower(word) && word.length > 1) return replacement.toUpperCase();
  return replacement.charAt(0).toUpperCase() + replacement.slice(1);
}

/** True for a word that begins with a capital and goes on in lower case. */
export const isCapitalised = (word: string): boolean => /^\p{Lu}/u.test(word) && hasLower(word);

/** Begins with the sound of a vowel, as far as the words of the table go: “an honest”, “a useful”. */
const soundsVowel = (word: string): boolean => /^(?:[aeio]|u(?!ni|s[aeu]|ti)|hon|hour)/i.test(word);

/** The article that a replacement needs where the word had the right one; null where it stays. Case as the article has it. */
export function articleFor(article: string, word: string, replacement: string): string | null {
  const lower = article.toLowerCase();
  const isAn = lower === 'an';
  if ((lower !== 'a' && !isAn) || isAn !== soundsVowel(word) || isAn === soundsVowel(replacement))
    return null;
  if (isAn) return article.charAt(0);
  return article === 'a' ? 'an' : /\p{Ll}/u.test(word) ? 'An' : 'AN';
}
