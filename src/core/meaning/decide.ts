import { columnWords, speaksFor, speaksForPlace } from './column-words';
import type { MeaningFacts, RuleHits } from './facts';
import { MEANINGS, type MeaningId } from './meanings';
import { VALUE_RULES, type ValueRule } from './value-rules';

/** What a column was found to mean, and by which rule. */
export interface Finding {
  readonly meaning: MeaningId;
  /** The rule of `VALUE_RULES`, or the condition on the column as a whole. */
  readonly rule: string;
  /** Of the values looked at, the share that fits. */
  readonly share: number;
  readonly isNamed: boolean;
  readonly hits: RuleHits | null;
}

/** An identifier by its values alone has at least so many rows. */
const LEAST_IDENTIFIED = 10;
/** A category has at most so many values, each in so many rows on average. */
const MOST_CATEGORIES = 100;
const ROWS_PER_CATEGORY = 10;
/** The same for integers, which must follow one another without a gap. */
const MOST_INTEGER_CATEGORIES = 10;
const ROWS_PER_INTEGER_CATEGORY = 20;
/** Of neighbouring numbers so many values must be within range and have decimals to be a place. */
const PLACE_SHARE = 0.9;

/**
 * What columns mean, by the first of `MEANINGS` that fits; null where none does. The facts are in the order of the table, since a
 * latitude and a longitude stand beside each other.
 */
export function findMeanings(columns: readonly MeaningFacts[]): (Finding | null)[] {
  const alone = columns.map(findingOf);
  return alone.map((found, index) => found ?? placeOf(columns, alone, index));
}

function findingOf(facts: MeaningFacts): Finding | null {
  if (facts.present === 0) return null;
  for (const meaning of MEANINGS) {
    const found = findingAs(facts, meaning);
    if (found !== null) return found;
  }
  return null;
}

function findingAs(facts: MeaningFacts, meaning: MeaningId): Finding | null {
  const words = columnWords(facts.column);
  const isNamed = speaksFor(words, meaning);
  if (meaning === 'identifier') return identifierOf(facts, words, isNamed);
  if (meaning === 'category') return categoryOf(facts);
  for (const rule of VALUE_RULES.filter((each) => each.meaning === meaning)) {
    const found = byRule(facts, rule, words, isNamed);
    if (found !== null) return found;
  }
  return null;
}

function byRule(facts: MeaningFacts, rule: ValueRule, words: string, isNamed: boolean): Finding | null {
  const hits = facts.hits.find((each) => each.rule === rule.id);
  if (hits === undefined || rule.unless?.test(words)) return null;
  const share = rule.ofRows ? hits.hitRows / facts.sampledRows : hits.hits / facts.sampled;
  const found = { meaning: rule.meaning, rule: rule.id, share, hits };
  if (rule.ofRows !== undefined && facts.sampledRows < rule.ofRows.least) return null;
  // What the values alone do not show needs the name.
  if (rule.share !== null && share >= rule.share && hits.hits >= (rule.least ?? 1)) {
    return { ...found, isNamed };
  }
  const isEnough = share >= rule.namedShare && hits.hits >= (rule.namedLeast ?? 1);
  return isNamed && isEnough ? { ...found, isNamed } : null;
}

/**
 * A value in every row, each another one. Integers follow one another without a gap, texts are UUIDs or words of eight
 * characters and more with a digit; or the column is called so. Years that follow one another are no identifier.
 */
function identifierOf(facts: MeaningFacts, words: string, isNamed: boolean): Finding | null {
  const { lookedAt, present, distinct, rows } = facts;
  if (present < lookedAt || distinct < present || present < 2) return null;
  const found = { meaning: 'identifier', share: 1, isNamed } as const;
  if (facts.type === 'integer') {
    const isDense = facts.span === rows && rows >= LEAST_IDENTIFIED && !areYears(facts, words);
    if (isDense) return { ...found, rule: 'steps-of-one', hits: null };
    return isNamed ? { ...found, rule: 'unique', hits: null } : null;
  }
  if (facts.type !== 'text') return null;
  for (const rule of VALUE_RULES.filter(({ meaning }) => meaning === 'identifier')) {
    const hits = facts.hits.find((each) => each.rule === rule.id);
    const share = hits === undefined ? 0 : hits.hits / facts.sampled;
    if (hits !== undefined && present >= LEAST_IDENTIFIED && share >= rule.namedShare) {
      return { ...found, rule: rule.id, hits };
    }
  }
  return isNamed ? { ...found, rule: 'unique', hits: null } : null;
}

function areYears({ low, high }: MeaningFacts, words: string): boolean {
  return /\b(year|jahr|annee|ano|yr)\b/.test(words) || ((low ?? 0) >= 1700 && (high ?? 0) <= 2200);
}

/** Texts of at most 100 values, or integers of at most ten without a gap, each in at least ten (twenty) rows on average. */
function categoryOf({ type, distinct, present, span }: MeaningFacts): Finding | null {
  const isInteger = type === 'integer';
  if (type !== 'text' && !isInteger) return null;
  const most = isInteger ? MOST_INTEGER_CATEGORIES : MOST_CATEGORIES;
  const each = isInteger ? ROWS_PER_INTEGER_CATEGORY : ROWS_PER_CATEGORY;
  if (distinct < 2 || distinct > most || present < distinct * each) return null;
  if (isInteger && span !== distinct) return null;
  return { meaning: 'category', rule: 'few', share: 1, isNamed: false, hits: null };
}

/**
 * The other half of a place: the neighbour of a latitude or longitude that could be the other, or two neighbours that are
 * called as places are, of which the first could be the one and the second the other.
 */
function placeOf(
  columns: readonly MeaningFacts[],
  alone: readonly (Finding | null)[],
  index: number,
): Finding | null {
  const own = columns[index];
  if (own === undefined || alone[index] !== null) return null;
  for (const neighbour of [alone[index + 1]?.meaning, alone[index - 1]?.meaning]) {
    if (neighbour === 'longitude') return half(own, 'latitude');
    if (neighbour === 'latitude') return half(own, 'longitude');
  }
  const next = alone[index + 1] === null ? columns[index + 1] : undefined;
  const before = alone[index - 1] === null ? columns[index - 1] : undefined;
  if (arePlace(own, next)) return half(own, 'latitude');
  return arePlace(before, own) ? half(own, 'longitude') : null;
}

function arePlace(first: MeaningFacts | undefined, second: MeaningFacts | undefined): boolean {
  if (first === undefined || second === undefined) return false;
  const areCalled = [first, second].every(({ column }) => speaksForPlace(columnWords(column)));
  return areCalled && half(first, 'latitude') !== null && half(second, 'longitude') !== null;
}

function half(facts: MeaningFacts, meaning: 'latitude' | 'longitude'): Finding | null {
  const hits = facts.hits.find(({ rule }) => rule === meaning);
  const share = hits === undefined ? 0 : hits.hits / facts.sampled;
  return hits === undefined || share < PLACE_SHARE
    ? null
    : { meaning, rule: 'beside', share, isNamed: true, hits };
}
