import { MASK } from '../../../../core/masking';

const VALUE = `“${MASK}”`;
const LIST = `${VALUE}(?:, ${VALUE})*`;
const PAIR = `${VALUE} for ${VALUE}`;
const rule = (pattern: string, words: string) => [new RegExp(pattern, 'gu'), words] as const;

/** Turns of phrase around hidden values, and how they read without them. */
const RULES = [
  rule(`^(All .+?) are ${VALUE}`, '$1 are equal'),
  rule(`^${VALUE} makes up`, 'One value makes up'),
  rule(`^(${VALUE}|${MASK}) stands in`, 'One value stands in'),
  rule(`^${VALUE} has (.+?), ${VALUE} (.+?):`, 'The commonest value has $1, the rarest $2:'),
  rule(` \\(the next is ${MASK}\\)`, ''),
  rule(`,? such as ${LIST}`, ''),
  rule(` \\(which reads ${VALUE} in the right one\\)`, ''),
  rule(`: ${PAIR}(?:, ${PAIR})*`, ''),
  rule(` with the unit ${VALUE}`, ' with a unit'),
  rule(` with the units ${LIST}`, ' with units'),
  rule(` of the rows of ${VALUE}`, ' of the rows of a hidden class'),
  rule(` of those of ${VALUE}`, ' of those of another'),
  rule(`Make ${VALUE}(?=[^,])`, 'Make a hidden value'),
  rule(`Make ${LIST}`, 'Make hidden values'),
];

/** A text whose values gave way to dots, said without the dots as far as its turns of phrase are known. */
export function withoutDots(text: string): string {
  return RULES.reduce((plain, [pattern, words]) => plain.replace(pattern, words), text);
}
