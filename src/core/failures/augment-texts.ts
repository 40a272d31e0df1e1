import type { FailureEntry } from './entry';

/** Failures of augmenting texts. */
export const AUGMENT_TEXT_FAILURES = {
  'augment-text-no-spaces': {
    what: 'All {rows} texts of “{name}” that could be augmented are in a script that sets no spaces between words, such as Chinese, Japanese or Thai.',
    why: 'Every operation here works on words, and where those begin and end cannot be told without a dictionary of the language.',
    todo: 'Put spaces between the words before you load the table (jieba for Chinese, MeCab for Japanese, PyThaiNLP for Thai), or augment another column.',
  },
  'augment-text-no-texts': {
    what: 'The column “{name}” has no text in the rows to augment: all are missing or blank.',
    why: 'New texts are made from texts that are there.',
    todo: 'Choose the column that holds the texts, or other classes.',
  },
  'augment-text-no-operation': {
    what: 'No operation is chosen.',
    why: 'Each new text is made by one operation of the set.',
    todo: 'Name one operation at least in this cell, such as punctuation.',
  },
  'augment-text-same-column': {
    what: 'The column “{name}” is both the text and the {role}.',
    why: 'The text of a new row is another one than its parent’s; the label is the same, and the key is empty.',
    todo: 'Choose another column for one of the two.',
  },
  'augment-text-key-is-label': {
    what: 'The column “{name}” is both the key and the label.',
    why: 'New rows take over the label of their parents, and their key is empty.',
    todo: 'Choose another column for one of the two.',
  },
  'augment-text-no-label': {
    what: 'Amounts by class are asked for, and no column with classes is chosen.',
    why: 'The amounts are told by the names of classes.',
    todo: 'Choose the column of the label, or ask for so many new texts for each text.',
  },
  'augment-text-class-unknown': {
    what: 'There is no class {classes}. The classes are {known}.',
    why: 'The class was named by hand, or the table has changed.',
    todo: 'Correct the names of the classes in this cell.',
  },
  'augment-text-too-many': {
    what: '{rows} new texts were asked for; the limit is {limit}.',
    why: 'All of them are held beside the table.',
    todo: 'Ask for fewer new texts, or for those of rare classes alone.',
  },
} as const satisfies Record<string, FailureEntry>;
