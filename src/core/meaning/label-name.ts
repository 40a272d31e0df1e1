import type { Column } from '../table';
import { columnWords } from './column-words';

/** How many values a column of classes has at most. */
const MOST_CLASSES = 50;

/** Names that say what a column is there for; and words that do in a longer name. */
const SAYS_SO = /^(label|labels|class|classes|target|targets|outcome|category|y)$/;
const SAYS_IN_PART = /\b(label|class|target|outcome)\b/;
/** Names of what people most often want to be told: right where the values are few. */
const OFTEN =
  /^(status|diagnosis|sentiment|species|variety|spam|is spam|churn|churned|default|defaulted|survived|fraud|is fraud|activity|state|response)$/;

/** How many values a column has; null where that is not known. */
export type DistinctOf = (column: string) => number | null;

/**
 * The column that most likely holds the classes, by its name, its type and how many values it has (2 to 50, where that is known); empty
 * where none speaks for itself. Of several that speak alike the first.
 */
export function likelyLabel(columns: readonly Column[], distinctOf: DistinctOf): string {
  const fitting = columns.filter(({ name, type }) => {
    const distinct = distinctOf(name);
    const isFew = distinct === null || (distinct >= 2 && distinct <= MOST_CLASSES);
    return isFew && ['text', 'boolean', 'integer'].includes(type);
  });
  for (const says of [SAYS_SO, SAYS_IN_PART, OFTEN]) {
    const found = fitting.find(({ name }) => says.test(columnWords(name)));
    if (found !== undefined) return found.name;
  }
  return '';
}

const OF_TEXTS =
  /\b(text|texts|message|messages|sms|review|reviews|comment|comments|tweet|sentence|body|content|description|question|title|abstract|headline|utterance)\b/;

/** The column that most likely holds written texts, by its name; else the only one of text beside `label`. Empty where none does. */
export function likelyText(columns: readonly Column[], label: string): string {
  const texts = columns.filter(({ name, type }) => type === 'text' && name !== label).map(({ name }) => name);
  const named = texts.find((name) => OF_TEXTS.test(columnWords(name)));
  return named ?? (texts.length === 1 ? (texts[0] ?? '') : '');
}
