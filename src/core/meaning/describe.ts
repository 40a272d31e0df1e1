import type { NumberFormat } from '../number-format';
import { findMeanings, type Finding } from './decide';
import type { MeaningFacts } from './facts';
import { MEANING_WORDS, type MeaningId } from './meanings';
import type { MeaningsSet } from './param';
import { MOST_SAMPLED } from './value-rules';

/** What a column means, and what speaks for it. */
export interface Meaning {
  readonly column: string;
  /** Null where nothing more than the type was found. */
  readonly meaning: MeaningId | null;
  /** What the values say, where a person says something else. */
  readonly found: MeaningId | null;
  /** The share of what was looked at that fits; null where a person says so, or nothing was found. */
  readonly share: number | null;
  readonly evidence: string;
  readonly because: 'values' | 'values and name' | 'set by hand' | null;
}

const LONGEST_EXAMPLE = 40;

/** The meanings of columns, in their order; what a person set goes before what was found. */
export function describeMeanings(
  columns: readonly MeaningFacts[],
  set: MeaningsSet,
  format: NumberFormat,
): Meaning[] {
  const findings = findMeanings(columns);
  return columns.map((facts, index) => {
    const found = findings[index] ?? null;
    const byHand = Object.hasOwn(set, facts.column) ? set[facts.column] : undefined;
    if (byHand !== undefined) return setByHand(facts, byHand, found, format);
    return {
      column: facts.column,
      meaning: found?.meaning ?? null,
      found: found?.meaning ?? null,
      share: found?.share ?? null,
      evidence: evidenceOf(facts, found, format),
      because: found === null ? null : found.isNamed ? 'values and name' : 'values',
    };
  });
}

function setByHand(
  facts: MeaningFacts,
  meaning: MeaningId,
  found: Finding | null,
  format: NumberFormat,
): Meaning {
  const otherwise =
    found === null || found.meaning === meaning ? '' : ` Found: ${evidenceOf(facts, found, format)}`;
  return {
    column: facts.column,
    meaning,
    found: found?.meaning ?? null,
    share: null,
    evidence: `Set by hand.${otherwise}`,
    because: 'set by hand',
  };
}

/** One sentence with the numbers that speak for a finding; what was looked at where there is none. */
function evidenceOf(facts: MeaningFacts, found: Finding | null, format: NumberFormat): string {
  if (facts.lookedAt === 0 && facts.rows > 0) return 'Its type says what it holds.';
  if (facts.present === 0) return 'No row holds a value.';
  if (found === null && facts.distinct === 1) return 'The same value in every row that holds one.';
  if (found === null) return `${distinctText(facts, format)}; no rule fits.`;
  return `${sentenceOf(facts, found, format)}.`;
}

function sentenceOf(facts: MeaningFacts, found: Finding, format: NumberFormat): string {
  const count = (value: number): string => format.count(value);
  const named = found.isNamed ? '; its name says so too' : '';
  const inSample = facts.lookedAt < facts.rows ? ` of a sample of ${count(facts.lookedAt)}` : '';
  const such = exampleText(found);
  switch (found.rule) {
    case 'steps-of-one':
      return `${count(facts.low ?? 0)} to ${count(facts.high ?? 0)} in steps of 1, another one in every row${inSample}${named}`;
    case 'unique':
      return `Another value in every row${inSample}${named}`;
    case 'few':
      return `${distinctText(facts, format)}, each in ${count(Math.floor(facts.present / facts.distinct))} rows on average`;
    case 'uuid':
    case 'code':
      return `Another value in every row${inSample}, ${found.rule === 'uuid' ? 'UUIDs' : 'words with digits'}${such}${named}`;
    case 'natural-language':
      return `${ofRows(facts, found, format)} hold three words or more of usual length`;
    case 'beside':
      return `${ofValues(facts, found, format)} could be ${MEANING_WORDS[found.meaning].values}, and the column beside it holds the other half`;
    default:
      return `${ofValues(facts, found, format)} ${verbOf(found)} ${MEANING_WORDS[found.meaning].values}${such}${named}`;
  }
}

/** Numbers alone do not show what they are. */
const verbOf = ({ rule }: Finding): string =>
  [
    'percent-number',
    'money-number',
    'latitude',
    'longitude',
    'phone-digits',
    'postal-named',
    'country-code',
  ].includes(rule)
    ? 'could be'
    : 'are';

function ofValues(facts: MeaningFacts, { hits, share }: Finding, format: NumberFormat): string {
  const { sampled, distinct } = facts;
  const fitting = hits?.hits ?? 0;
  const whole =
    sampled === MOST_SAMPLED && distinct > sampled
      ? `${format.count(sampled)} sampled of ${format.count(distinct)} different values`
      : `${format.count(sampled)} different values${inSample(facts, format)}`;
  if (fitting < sampled) return `${format.count(fitting)} of ${whole} (${format.share(share)})`;
  return sampled === 1 ? 'All values, each the same,' : `All ${whole}`;
}

function ofRows(facts: MeaningFacts, { hits, share }: Finding, format: NumberFormat): string {
  const fitting = hits?.hitRows ?? 0;
  const rows = format.count(facts.sampledRows);
  const whole = isSample(facts) ? `${rows} values in a sample` : `${rows} values`;
  return fitting === facts.sampledRows
    ? `All ${whole}`
    : `${format.count(fitting)} of ${whole} (${format.share(share)})`;
}

/** Words for missing are distinct values too, but not held against the rules. */
function isSample({ sampled, distinct, lookedAt, rows }: MeaningFacts): boolean {
  return (sampled === MOST_SAMPLED && distinct > sampled) || lookedAt < rows;
}

function distinctText(facts: MeaningFacts, format: NumberFormat): string {
  const { distinct } = facts;
  return `${format.count(distinct)} different ${distinct === 1 ? 'value' : 'values'}${inSample(facts, format)}`;
}

/** Says so where only a sample of the rows was looked at. */
function inSample({ lookedAt, rows }: MeaningFacts, format: NumberFormat): string {
  return lookedAt < rows ? ` in a sample of ${format.count(lookedAt)} rows` : '';
}

/** One or two values; of e-mail addresses and phone numbers no more than shows what they are. */
function exampleText({ meaning, rule, hits }: Finding): string {
  if (hits === null || meaning === 'image' || rule === 'money-number' || rule === 'percent-number') return '';
  const shown = hits.examples.map((each) => shownExample(meaning, each));
  return shown.length === 0 ? '' : `, such as ${[...new Set(shown)].join(' and ')}`;
}

/** A value as evidence shows it: an e-mail address as `a***@b.com`, a phone number with its last two digits, others cut. */
export function shownExample(meaning: MeaningId, value: string): string {
  if (meaning === 'email') return value.replace(/^(\P{M})[^@]*/u, '$1***');
  if (meaning === 'phone') return value.replace(/[0-9](?=(?:[^0-9]*[0-9]){2})/g, '*');
  const letters = [...value];
  return letters.length > LONGEST_EXAMPLE ? `${letters.slice(0, LONGEST_EXAMPLE - 1).join('')}…` : value;
}

/**
 * What columns mean in one line: "2 look like identifiers, 1 like an e-mail address, 3 are categories". Empty where nothing was
 * found.
 */
export function meaningsLine(meanings: readonly Meaning[], format: NumberFormat): string {
  const counts = new Map<MeaningId, number>();
  for (const { meaning } of meanings) {
    if (meaning !== null && meaning !== 'none') counts.set(meaning, (counts.get(meaning) ?? 0) + 1);
  }
  const categories = counts.get('category') ?? 0;
  counts.delete('category');
  const parts = [...counts].map(([meaning, count], index) => {
    const { one, several } = MEANING_WORDS[meaning];
    const verb = index > 0 ? 'like' : count === 1 ? 'looks like' : 'look like';
    return `${format.count(count)} ${verb} ${count === 1 ? one : several}`;
  });
  if (categories > 0) {
    parts.push(`${format.count(categories)} ${categories === 1 ? 'is a category' : 'are categories'}`);
  }
  return parts.join(', ');
}
