import type { ValueCount } from '../../../../core/statistics';
import { codePoints, distanceRows, editDistance } from '../../../../kernels/variants/edit-distance';
import { normalised, wordsOf } from '../../../../kernels/variants/keyers';
import { counted } from '../../../../core/words';
import { quoted, type Alert, type AlertInput } from './alert';
import { isMissingWord } from './missing-words';
import type { TextLook } from './text-look';

/** Texts longer than this are prose: their likeness means nothing. */
const LONGEST = 250;
/** In words of fewer letters another letter makes another word. */
const LETTERS_PER_SLIP = 6;
/** A misspelling is rare beside what it stands for: at most this share of it. */
const RARE_SHARE = 0.1;
const RARE_ROWS = 20;
/** Columns of which most values occur once are no categories. */
const LEAST_ROWS_PER_VALUE = 2;
/** Comparisons, in characters of the table that each fills. */
const MOST_WORK = 30_000_000;

/** A value and what it is taken for. */
interface Variant {
  readonly value: ValueCount;
  readonly of: ValueCount;
}

/**
 * One value written in several ways: the same but for case, accents, punctuation, spaces and the order of words; and rare values that
 * are spelled nearly as a frequent one.
 */
export function variants({ column, values, isComplete }: TextLook, input: AlertInput): Alert[] {
  const all = values.filter(({ value }) => value.length <= LONGEST && !isMissingWord(value));
  if (!isComplete || all.length < 2) return [];
  const written = sameFingerprint(all);
  const isCategory = column.count >= LEAST_ROWS_PER_VALUE * values.length;
  const known = new Set(written.map(({ value }) => value.value));
  const spelled = isCategory
    ? misspelled(
        all.filter(({ value }) => !known.has(value)),
        input.thresholds.similarity,
      )
    : [];
  return [
    ...alertOf(column.name, written, 'written', input),
    ...alertOf(column.name, spelled, 'spelled', input),
  ];
}

const digitsOf = (text: string): string => (text.match(/\d+/g) ?? []).join(' ');

/** Values with the same words and the same numbers; each but the commonest is a variant of it. */
function sameFingerprint(values: readonly ValueCount[]): Variant[] {
  const first = new Map<string, ValueCount>();
  return values.flatMap((value) => {
    const words = wordsOf(value.value);
    const isTiny = normalised(value.value).length < 2;
    if (words.length === 0 || isTiny) return [];
    const key = `${words.join(' ')}\n${digitsOf(value.value)}`;
    const of = first.get(key);
    if (of === undefined) {
      first.set(key, value);
      return [];
    }
    return [{ value, of }];
  });
}

/**
 * Rare values that are spelled nearly as a frequent one: as many words, each with the same digits and the same first letter, and
 * as many of the letters in all the same as `similarity` says. Short words that differ are other words.
 */
function misspelled(values: readonly ValueCount[], similarity: number): Variant[] {
  const texts = values.map(({ value }) => value.toLowerCase());
  const points = texts.map(codePoints);
  const rows = distanceRows(LONGEST);
  let work = 0;
  return values.flatMap((value, i) => {
    const text = points[i]!;
    if (value.count > RARE_ROWS) return [];
    for (let j = 0; j < i && work < MOST_WORK; j++) {
      const of = values[j]!;
      if (value.count > RARE_SHARE * of.count) break;
      const edits = Math.floor((1 - similarity) * Math.max(text.length, points[j]!.length) + 1e-9);
      if (edits === 0 || Math.abs(text.length - points[j]!.length) > edits) continue;
      work += text.length * (2 * edits + 1);
      const isNear = editDistance(text, points[j]!, edits, true, rows) <= edits;
      if (isNear && areLikeWords(texts[i]!, texts[j]!)) return [{ value, of }];
    }
    return [];
  });
}

/** True where two texts have the same words but for slips: same number, same first letters and digits, one slip in six letters. */
function areLikeWords(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => text.split(/[^\p{L}\p{N}]+/u));
  if (a!.length !== b!.length) return false;
  const rows = distanceRows(LONGEST);
  return a!.every((word, i) => {
    const like = b![i]!;
    if (word === like) return true;
    const slips = Math.floor(Math.min(word.length, like.length) / LETTERS_PER_SLIP);
    if (slips === 0 || word[0] !== like[0] || digitsOf(word) !== digitsOf(like)) return false;
    return editDistance(codePoints(word), codePoints(like), slips, true, rows) <= slips;
  });
}

function alertOf(
  name: string,
  found: readonly Variant[],
  kind: 'written' | 'spelled',
  { format, thresholds }: AlertInput,
): Alert[] {
  const [first] = found;
  if (first === undefined) return [];
  const rows = found.reduce((sum, { value }) => sum + value.count, 0);
  const shown = found.slice(0, 3).map(({ value, of }) => `${quoted(value.value)} for ${quoted(of.value)}`);
  const rule =
    kind === 'written'
      ? 'the same but for case, spaces, accents, punctuation or the order of words'
      : `rare, and nearly as a frequent value (at least ${format.share(thresholds.similarity)} of the letters)`;
  return [
    {
      alert: 'variants',
      column: name,
      severity: 'warning',
      text: `${counted(found.length, 'value', format)} in ${counted(rows, 'row', format)} ${found.length === 1 ? 'is' : 'are'} another spelling of one that is there: ${shown.join(', ')} (${rule}).`,
      numbers: {
        kind,
        values: found.length,
        rows,
        variants: found.slice(0, 50).map(({ value }) => value.value),
        of: found.slice(0, 50).map(({ of }) => of.value),
      },
      suggestion: {
        step: 'merge-values',
        title: `Merge the spellings in “${name}”`,
        params:
          kind === 'written'
            ? { column: name, method: 'fingerprint' }
            : { column: name, method: 'edit-distance', distance: 2, rarer: 1 / RARE_SHARE },
      },
      where: [{ kind: 'one-of', column: name, values: found.slice(0, 200).map(({ value }) => value.value) }],
    },
  ];
}
