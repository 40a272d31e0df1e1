/** How rows are added or taken away, the leading ones first. */
export const METHODS = [
  'SMOTE',
  'random over',
  'random under',
  'SMOTE-NC',
  'SMOTE-N',
  'Borderline-SMOTE',
  'ADASYN',
  'SMOTE and Tomek links',
  'SMOTE and edited neighbours',
  'Tomek links',
  'edited neighbours',
  'repeated editing',
  'all-k editing',
  'one-sided selection',
  'neighbourhood cleaning',
  'NearMiss',
] as const;

/** A way of resampling. */
export type Method = (typeof METHODS)[number];

/** When each method helps, in one line. */
export const METHOD_LINES: Readonly<Record<Method, string>> = {
  SMOTE: 'New rows between neighbours of a class; numbers, categories and gaps alike. The one to try first.',
  'random over': 'Rows drawn again. Invents nothing; trees may learn the repeated rows by heart.',
  'random under': 'Rows of larger classes left out at random. For tables with rows to spare.',
  'SMOTE-NC':
    'For numbers with categories, as published: a category that differs counts as much as a typical spread of the class.',
  'SMOTE-N':
    'For categories alone: values count as near where they say the same of the classes; each new value is voted on.',
  'Borderline-SMOTE':
    'New rows only where classes meet. Helps where the inside of a class is learned already.',
  ADASYN:
    'The more foreign neighbours a row has, the more new rows. Follows hard regions, and noise with them.',
  'SMOTE and Tomek links': 'SMOTE, then the pairs where classes touch are taken out. A light clean-up.',
  'SMOTE and edited neighbours':
    'SMOTE, then every row that a neighbour contradicts is taken out. A thorough clean-up.',
  'Tomek links':
    'Of two rows that are each other’s nearest but of different classes, the larger class loses one.',
  'edited neighbours': 'Rows that their neighbours contradict are left out. Against label noise and overlap.',
  'repeated editing': 'Edited neighbours again and again until nothing changes. For broad overlap.',
  'all-k editing':
    'Edited neighbours with 1, 2, … n neighbours in turn. Gentler at the border than repeating.',
  'one-sided selection':
    'Rows safely inside the larger classes are left out, and border pairs. For large, redundant classes.',
  'neighbourhood cleaning':
    'Edited neighbours, and the foreign neighbours of contradicted rare rows. Protects a rare class.',
  NearMiss:
    'Of larger classes only the rows nearest to the rarest stay. Sensitive to noise; compare it first.',
};

/** The methods that stand behind “more methods”. */
export const MORE_METHODS = METHODS.slice(3);

/** Methods that add rows up to a goal. */
export const ADDING = [
  ...(['SMOTE', 'random over', 'SMOTE-NC', 'SMOTE-N', 'Borderline-SMOTE', 'ADASYN'] as const),
  ...(['SMOTE and Tomek links', 'SMOTE and edited neighbours'] as const),
] as const satisfies readonly Method[];
/** Methods that take rows away down to a goal. */
export const CUTTING = ['random under', 'NearMiss'] as const satisfies readonly Method[];
/** Methods that take away rows by what their neighbours are; how many, the rows decide. */
export const CLEANING = [
  ...(['SMOTE and Tomek links', 'SMOTE and edited neighbours', 'Tomek links', 'edited neighbours'] as const),
  ...(['repeated editing', 'all-k editing', 'one-sided selection', 'neighbourhood cleaning'] as const),
] as const satisfies readonly Method[];
/** Methods whose new rows stand between a row and one of its k neighbours, or are voted on by them. */
export const SYNTHETIC = ADDING.filter((method) => method !== 'random over');
/** Methods that compare rows by their features. */
export const MEASURING = METHODS.filter((method) => method !== 'random over' && method !== 'random under');
/** Methods that edit by n neighbours. */
export const EDITING = [
  ...(['SMOTE and edited neighbours', 'edited neighbours', 'repeated editing', 'all-k editing'] as const),
] as const satisfies readonly Method[];

const among = (some: readonly Method[]) => (method: Method) => some.includes(method);
/** True for a method that adds rows. */
export const isAdding = among(ADDING);
/** True for a method that cuts classes down to a goal. */
export const isCutting = among(CUTTING);
/** True for a method that cleans, alone or after adding rows. */
export const isCleaning = among(CLEANING);
/** True for a method that compares rows by their features. */
export const isMeasuring = among(MEASURING);
/** True for a method whose new rows no source has. */
export const isSynthetic = among(SYNTHETIC);
