import type { RandomState } from '../random-state';
import { contractionsOf } from './contractions';
import { inOrder, type Edit } from './edits';
import { looksEnglish, plain } from './languages';
import type { Operation, Strengths } from './names';
import { articleFor, inCaseOf, isCapitalised, synonymsOf } from './synonyms';
import { wordsOf, type Word } from './tokens';
import { takesSlip, withSlip } from './typing';

/** The marks of AEDA. */
const MARKS = ['.', ';', '?', ':', '!', ','] as const;
/** At most a mark for so many words. */
const WORDS_PER_MARK = 3;
/** Words by which a language is told. */
const TOLD_BY = 400;

/** A text taken apart; what only some operations need is found when it is asked for. */
export interface Analysis {
  readonly text: string;
  readonly words: readonly Word[];
  /** The places of words that are not protected. */
  readonly free: readonly number[];
  isEnglish(): boolean;
  wordAt(place: number): string;
  /** The places of words that have synonyms. */
  synonymPlaces(): readonly number[];
  contractions(): readonly Edit[];
  slipPlaces(): readonly number[];
}

/** Takes a text apart. `isProtected` judges a word in lower case with straight apostrophes. */
export function analyse(text: string, isProtected: (word: string) => boolean): Analysis {
  const words = wordsOf(text);
  const said = words.map(({ start, end }) => text.slice(start, end));
  const wordAt = (place: number): string => said[place]!;
  const free: number[] = [];
  said.forEach((word, place) => isProtected(plain(word)) || free.push(place));
  const isEnglish = once(() => looksEnglish(said.slice(0, TOLD_BY)));
  const isFreeEnglish = (test: (place: number) => boolean): number[] =>
    isEnglish() ? free.filter(test) : [];
  return {
    text,
    words,
    free,
    isEnglish,
    wordAt,
    synonymPlaces: once(() =>
      isFreeEnglish(
        (place) => synonymsOf(wordAt(place).toLowerCase()).length > 0 && !isName(text, words[place]!),
      ),
    ),
    contractions: once(() => (isEnglish() ? contractionsOf(text, words) : [])),
    slipPlaces: once(() => free.filter((place) => takesSlip(wordAt(place)))),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A capital within a sentence is taken for that of a name. */
function isName(text: string, { start, end }: Word): boolean {
  if (!isCapitalised(text.slice(start, end))) return false;
  return !/(?:^|[.!?…:\n]["'’”)\]]*)\s*["'“‘([]*$/.test(text.slice(Math.max(0, start - 12), start));
}

/** True where an operation has something to do in a text. */
export function finds(operation: Operation, of: Analysis): boolean {
  switch (operation) {
    case 'swap':
      return of.free.some((place) => of.wordAt(place) !== of.wordAt(of.free[0]!));
    case 'deletion':
      return of.words.length > 1 && of.free.length > 0;
    case 'punctuation':
      return of.words.length > 0;
    case 'contractions':
      return of.contractions().length > 0;
    case 'synonyms':
    case 'insertion':
      return of.synonymPlaces().length > 0;
    case 'noise':
      return of.slipPlaces().length > 0;
    default:
      return operation satisfies never;
  }
}

/** Does an operation to a text that has something for it: the edits, in order, not overlapping. O(words). */
export function operate(
  operation: Operation,
  of: Analysis,
  random: RandomState,
  strengths: Strengths,
): Edit[] {
  const share = (ratio: number, count: number): number => Math.max(1, Math.floor(ratio * count));
  const byAlpha = Math.min(share(strengths.alpha, of.words.length), strengths.most);
  switch (operation) {
    case 'swap':
      return swapped(of, random, byAlpha);
    case 'deletion':
      return deleted(of, random, strengths.p);
    case 'punctuation':
      return punctuated(of, random);
    case 'contractions': {
      const sites = of.contractions();
      return chosen(random, sites, 1 + random.below(sites.length));
    }
    case 'synonyms':
      return replacedBySynonyms(of, random, byAlpha);
    case 'insertion':
      return inserted(of, random, byAlpha);
    case 'noise': {
      const places = of.slipPlaces();
      return chosen(random, places, share(strengths.rate, places.length)).map((place) =>
        replacing(of, place, withSlip(of.wordAt(place), random)),
      );
    }
    default:
      return operation satisfies never;
  }
}

const replacing = (of: Analysis, place: number, text: string): Edit => {
  const { start, end } = of.words[place]!;
  return [start, end - start, text];
};

/** So many of some things, each choice equally likely, in their order. */
function chosen<T>(random: RandomState, of: readonly T[], count: number): T[] {
  if (count >= of.length) return [...of];
  const taken: T[] = [];
  // Selection sampling (Knuth, algorithm S): each with the share of what is still wanted among what is left.
  for (let place = 0; taken.length < count; place++) {
    if (random.uniform() * (of.length - place) < count - taken.length) taken.push(of[place]!);
  }
  return taken;
}

/** Times that another pair is drawn where two words are the same. */
const TRIES = 20;

function swapped(of: Analysis, random: RandomState, count: number): Edit[] {
  const { free } = of;
  const order = [...free];
  for (let swap = 0; swap < count; swap++) {
    for (let tries = 0; tries < TRIES; tries++) {
      const [one, other] = [random.below(free.length), random.below(free.length)];
      if (of.wordAt(order[one]!) === of.wordAt(order[other]!)) continue;
      [order[one], order[other]] = [order[other]!, order[one]!];
      break;
    }
  }
  return free.flatMap((place, at) => {
    const text = of.wordAt(order[at]!);
    return text === of.wordAt(place) ? [] : [replacing(of, place, text)];
  });
}

function deleted(of: Analysis, random: RandomState, p: number): Edit[] {
  let places = of.free.filter(() => random.uniform() < p);
  if (places.length === 0) places = [of.free[random.below(of.free.length)]!];
  if (places.length === of.words.length) places.splice(random.below(places.length), 1);
  let taken = 0;
  return places.map((place) => {
    const span = withSpace(of.text, of.words[place]!, taken);
    taken = span.end;
    return [span.start, span.end - span.start, ''];
  });
}

/** A word with the space before it, or else the one behind it, so that no two spaces are left. */
function withSpace(text: string, { start, end }: Word, from: number): Word {
  if (start > from && /\s/.test(text.charAt(start - 1))) return { start: start - 1, end };
  return /\s/.test(text.charAt(end)) ? { start, end: end + 1 } : { start, end };
}

function punctuated(of: Analysis, random: RandomState): Edit[] {
  const most = Math.max(1, Math.floor(of.words.length / WORDS_PER_MARK));
  return chosen(random, of.words, 1 + random.below(most)).map(({ start }) => [
    start,
    0,
    `${MARKS[random.below(MARKS.length)]!} `,
  ]);
}

function drawSynonym(of: Analysis, random: RandomState, place: number): string {
  const synonyms = synonymsOf(of.wordAt(place).toLowerCase());
  return synonyms[random.below(synonyms.length)]!;
}

function replacedBySynonyms(of: Analysis, random: RandomState, count: number): Edit[] {
  return chosen(random, of.synonymPlaces(), count).flatMap((place) => {
    const word = of.wordAt(place);
    const synonym = inCaseOf(word, drawSynonym(of, random, place));
    const before = place === 0 ? null : of.words[place - 1]!;
    const isNext = before !== null && /^\s+$/.test(of.text.slice(before.end, of.words[place]!.start));
    const article = isNext ? articleFor(of.wordAt(place - 1), word, synonym) : null;
    const own = replacing(of, place, synonym);
    return article === null ? [own] : [replacing(of, place - 1, article), own];
  });
}

function inserted(of: Analysis, random: RandomState, count: number): Edit[] {
  const places = of.synonymPlaces();
  const edits: Edit[] = [];
  const taken = new Set<number>();
  for (let tries = 0; edits.length < count && tries < count * TRIES; tries++) {
    const place = places[random.below(places.length)]!;
    const word = of.wordAt(place);
    const synonym = drawSynonym(of, random, place);
    const isUpper = word.length > 1 && word === word.toUpperCase();
    const at = random.below(of.words.length);
    if (taken.has(at) || isBeside(of, at, synonym)) continue;
    taken.add(at);
    edits.push([of.words[at]!.start, 0, `${isUpper ? synonym.toUpperCase() : synonym} `]);
  }
  return inOrder(edits);
}

/** True where a word would stand beside itself, put before the word at a place. */
const isBeside = (of: Analysis, at: number, word: string): boolean =>
  [at - 1, at].some((place) => place >= 0 && of.wordAt(place).toLowerCase() === word.toLowerCase());
