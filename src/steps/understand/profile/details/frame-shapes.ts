import type { FrameShape } from '../../../../core/frame';

const column = { type: 'text', meaning: 'Name of the column' } as const;
const share = (of: string) => ({ type: 'number', meaning: `Share of ${of}` }) as const;
const rank = { type: 'integer', meaning: 'From 1; most frequent first, ties by larger text first' } as const;

/** One row a column: what suits it, beyond its statistics. What cannot be known is null, and `note` says why. */
const details: FrameShape = {
  column,
  first: {
    type: 'any',
    meaning: 'First value that is not missing, in the order of the table; texts up to 200 characters',
  },
  last: { type: 'any', meaning: 'Last value that is not missing' },
  order: {
    type: 'text',
    meaning:
      'Of numbers and dates in the order of the table, missing values and NaN left out: constant, strictly increasing, increasing, strictly decreasing, decreasing or none; null for fewer than two',
  },
  q1: {
    type: 'any',
    meaning: 'Lower quartile of the finite values (type 7: linear interpolation, as numpy and pandas)',
  },
  median: { type: 'any', meaning: 'Middle value, likewise' },
  q3: { type: 'any', meaning: 'Upper quartile, likewise' },
  whisker_low: { type: 'any', meaning: 'Least value that is no more than 1.5 IQR below q1' },
  whisker_high: { type: 'any', meaning: 'Greatest value that is no more than 1.5 IQR above q3' },
  outliers_below: { type: 'integer', meaning: 'Finite values below the lower whisker' },
  outliers_above: { type: 'integer', meaning: 'Finite values above the upper whisker' },
  patterns: { type: 'integer', meaning: 'Different patterns of the texts' },
  words: { type: 'integer', meaning: 'Words of the texts' },
  distinct_words: { type: 'integer', meaning: 'Different words, in lower case' },
  min_elements: { type: 'integer', meaning: 'Length of the shortest list' },
  mean_elements: { type: 'number', meaning: 'Mean length of the lists' },
  max_elements: { type: 'integer', meaning: 'Length of the longest list' },
  empty_lists: { type: 'integer', meaning: 'Lists without an element' },
  elements: { type: 'integer', meaning: 'Elements of all lists, missing ones included; keys of maps' },
  missing_elements: { type: 'integer', meaning: 'Elements that are missing' },
  distinct_elements: { type: 'integer', meaning: 'Different elements' },
  note: { type: 'text', meaning: 'What was not worked out, and why; else null' },
};

/** The frames of the phase `details`. */
export const detailFrames = {
  details,
  extremes: {
    column,
    end: { type: 'text', meaning: 'least or greatest' },
    rank: { type: 'integer', meaning: 'From 1 at the very end, inwards' },
    value: { type: 'any', meaning: 'Finite number or date' },
    count: { type: 'integer', meaning: 'How often it occurs' },
  },
  patterns: {
    column,
    rank,
    pattern: {
      type: 'text',
      meaning:
        'A upper-case letter, a lower-case letter, x letter without case, 9 digit, all else itself; a… five or more letters, 9{12} twelve digits; cut after 60 signs',
    },
    count: { type: 'integer', meaning: 'Texts of this pattern' },
    share: share('the texts'),
  },
  characters: {
    column,
    class: { type: 'text', meaning: 'Class by Unicode general category; or beyond ASCII, of any class' },
    count: { type: 'integer', meaning: 'Characters of it' },
    share: share('all characters of the column'),
  },
  words: {
    column,
    rank,
    word: { type: 'text', meaning: 'A run of letters, marks and numbers, in lower case' },
    count: { type: 'integer', meaning: 'How often it occurs' },
    share: share('all words'),
  },
  text_lengths: {
    column,
    low: { type: 'integer', meaning: 'Fewest characters of the bin' },
    high: { type: 'integer', meaning: 'Most characters of the bin, closed' },
    count: { type: 'integer', meaning: 'Texts of such a length' },
  },
  elements: {
    column,
    rank,
    value: { type: 'text', meaning: 'An element of the lists, or a key of the maps, as text' },
    count: { type: 'integer', meaning: 'How often it occurs' },
    share: share('the elements that are not missing'),
  },
  fields: {
    column,
    field: { type: 'text', meaning: 'Name of a field of the structs' },
    type: { type: 'text', meaning: 'Its type in DuckDB' },
    missing: { type: 'integer', meaning: 'Structs without a value in it' },
    share: share('the structs'),
  },
} as const satisfies Readonly<Record<string, FrameShape>>;
