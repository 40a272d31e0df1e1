/** Least and greatest values that are listed. */
export const EXTREMES = 5;

/** Patterns, words and elements that are listed of a column: 20, and 5 in tables of more than 500 columns. */
export const listedOf = (columns: number): number => (columns > 500 ? 5 : 20);
/** Elements of lists that are listed at most. */
export const LISTED_ELEMENTS = 10;

/**
 * Texts of a column that are read character by character, in UTF-8 bytes of its different values (or of its rows, where these are
 * hardly more). Columns beyond have no patterns, characters and words, and say so.
 */
export const MOST_BYTES = 64_000_000;
/** Different patterns and words of a column that are counted; with more, there are none, and it says so. */
export const MOST_PATTERNS = 50_000;
export const MOST_WORDS = 500_000;
/** Share of texts with several words from which on words are counted. */
export const LEAST_OF_SEVERAL_WORDS = 0.1;

/** Elements of the lists of a column that are counted by value. */
export const MOST_ELEMENTS = 20_000_000;
/** Columns of lists and structs that are looked into, and fields of a struct. */
export const MOST_NESTED_COLUMNS = 200;
export const MOST_FIELDS = 200;
