import { ADJECTIVES } from './adjectives';
import { NOUNS } from './nouns';
import { OTHERS } from './others';
import { VERBS } from './verbs';

/**
 * Frequent English words in groups of the same sense, a group a line: what kind of word, then words that may stand for one another in
 * most sentences. `n` nouns, `v` verbs, `a` adjectives, `x` words that are not inflected.
 *
 * A word that has other senses, or is also another kind of word, is marked `+`: it replaces the others of its group and is not
 * replaced itself. Forms that are not regular are written out between slashes (noun: one/many; verb:
 * base/-s/past/participle/-ing; adjective: base/comparative/superlative), `-` for one that is not to be used; `*` doubles the last
 * letter before -ed and -ing. An adjective without further forms is compared by none. No word is replaced in two groups.
 */
export const SYNONYM_TABLE = [VERBS, ADJECTIVES, OTHERS, NOUNS].join('');
