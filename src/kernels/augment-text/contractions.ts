import type { Edit } from './edits';
import { plain } from './languages';
import { inCaseOf } from './synonyms';
import type { Word } from './tokens';

const NOT: Readonly<Record<string, string>> = {
  "can't": 'cannot',
  "won't": 'will not',
  "shan't": 'shall not',
};
/** What takes “n't” as it stands. */
const TAKES_NOT = new Set(
  'do does did is are was were have has had would could should must need might'.split(' '),
);
const ENDINGS: Readonly<Record<string, string>> = { "'m": 'am', "'re": 'are', "'ve": 'have', "'ll": 'will' };

/** Pairs of words that are drawn together where another word follows. */
const DRAWN = new Map<string, string>([
  ['i am', "i'm"],
  ...['you', 'we', 'they'].map((who) => [`${who} are`, `${who}'re`] as const),
  ...['i', 'you', 'he', 'she', 'it', 'we', 'they'].map((who) => [`${who} will`, `${who}'ll`] as const),
  ...['i', 'you', 'he', 'she', 'we', 'they'].map((who) => [`${who} would`, `${who}'d`] as const),
  ...['he', 'she', 'it', 'that', 'there', 'what', 'who', 'here'].map(
    (who) => [`${who} is`, `${who}'s`] as const,
  ),
]);
/** “I have been” is drawn together, “I have a car” is not. */
const HAVE = new Set(['i', 'you', 'we', 'they']);
const AFTER_HAVE = new Set(['been', 'got', 'never', 'already', 'just', 'always', 'done', 'had', 'not']);

/**
 * The contractions of an English text that can be written out, and the pairs of words that can be drawn together, as edits that
 * do not overlap. Ambiguous ones are left: “'s” is “is”, “has” or a genitive and “'d” is “had” or “would”, so neither is written out (but
 * “let's”); “ain't” is many things. They are drawn together from “is” and “would” alone. A pair is drawn together only where one
 * space stands between the two and another word follows (“yes, I am.” stays).
 */
export function contractionsOf(text: string, words: readonly Word[]): Edit[] {
  const sites: Edit[] = [];
  for (let place = 0; place < words.length; place++) {
    const written = writtenOut(text, words[place]!);
    if (written !== null) sites.push(written);
    else {
      const drawn = drawnTogether(text, words, place);
      if (drawn === null) continue;
      sites.push(drawn);
      place += 1;
    }
  }
  return sites;
}

const textOf = (text: string, { start, end }: Word): string => text.slice(start, end);

function writtenOut(text: string, word: Word): Edit | null {
  if (word.end - word.start > 12) return null;
  const as = textOf(text, word);
  const full = fullForm(plain(as));
  return full === null ? null : [word.start, word.end - word.start, inCaseOf(as, full)];
}

function fullForm(word: string): string | null {
  if (!word.includes("'")) return null;
  if (word === "let's") return 'let us';
  const not = NOT[word];
  if (not !== undefined) return not;
  if (word.endsWith("n't")) {
    const verb = word.slice(0, -3);
    return TAKES_NOT.has(verb) ? `${verb} not` : null;
  }
  const [stem, ending] = [word.slice(0, word.indexOf("'")), ENDINGS[word.slice(word.indexOf("'"))]];
  if (ending === undefined || !/^(?:i|you|we|they|he|she|it|that|there|who|what)$/.test(stem)) return null;
  if (ending === 'am' && stem !== 'i') return null;
  return `${stem} ${ending}`;
}

function drawnTogether(text: string, words: readonly Word[], place: number): Edit | null {
  const [one, other] = [words[place]!, words[place + 1]];
  if (other === undefined || other.start !== one.end + 1 || text[one.end] !== ' ') return null;
  const [first, second] = [textOf(text, one), textOf(text, other)];
  if (first.length > 7 || second.length > 7) return null;
  const short = shortForm(plain(first), plain(second), followingWord(text, words, place + 1));
  if (short === null) return null;
  const isUpper = !/\p{Ll}/u.test(first + second);
  const cased = isUpper ? short.toUpperCase() : inCaseOf(`${first} x`, short);
  const quoted = text.includes('’') ? cased.replace("'", '’') : cased;
  return [one.start, other.end - one.start, quoted];
}

/** The word behind a place, where nothing but one space stands between; else empty. */
function followingWord(text: string, words: readonly Word[], place: number): string {
  const next = words[place + 1];
  if (next === undefined || next.start !== words[place]!.end + 1 || text[next.start - 1] !== ' ') return '';
  return plain(textOf(text, next));
}

function shortForm(first: string, second: string, next: string): string | null {
  if (second === 'not') {
    if (first === 'can') return "can't";
    if (first === 'will') return "won't";
    return TAKES_NOT.has(first) ? `${first}n't` : null;
  }
  if (next === '') return null;
  if (second === 'have') return HAVE.has(first) && AFTER_HAVE.has(next) ? `${first}'ve` : null;
  return DRAWN.get(`${first} ${second}`) ?? null;
}
