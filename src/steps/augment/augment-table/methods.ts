/** How new rows are made, the one to try first before the others. */
export const METHODS = ['jitter and swap', 'jitter', 'swap', 'mixup', 'synthesise'] as const;

/** A way of making new rows. */
export type Method = (typeof METHODS)[number];

/** What each method does, in one line. */
export const METHOD_LINES: Readonly<Record<Method, string>> = {
  'jitter and swap':
    'Numbers moved a little, categories swapped now and then. For mixed tables; try it first.',
  jitter: 'Numbers moved by normal noise within the bounds of their column; categories stay.',
  swap: 'Categories swapped for others of the class, by how often they occur; numbers stay.',
  mixup: 'Two rows mixed by a random weight. Smooths a model between its rows.',
  synthesise: 'Whole rows drawn column by column from trees. For tables to share, or to grow from few rows.',
};

/** Methods that change one row, or mix two. */
export const CHANGING = ['jitter and swap', 'jitter', 'swap', 'mixup'] as const satisfies readonly Method[];
/** Methods that move numbers. */
export const JITTERING = ['jitter and swap', 'jitter'] as const satisfies readonly Method[];
/** Methods that swap categories. */
export const SWAPPING = ['jitter and swap', 'swap'] as const satisfies readonly Method[];
