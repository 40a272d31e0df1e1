/** The classes of characters that are counted, by Unicode general category, in the order of their numbers. */
export const CHARACTER_CLASSES = [
  'upper-case letters',
  'lower-case letters',
  'other letters',
  'marks',
  'digits',
  'other numbers',
  'spaces',
  'punctuation',
  'symbols',
  'control characters',
  'other',
] as const;

/** The numbers of the classes that words and patterns are made of. */
export const [UPPER, LOWER, OTHER_LETTER, MARK, DIGIT, OTHER_NUMBER, SPACE] = [0, 1, 2, 3, 4, 5, 6] as const;

/** Categories Lu; Ll; Lt, Lm, Lo; M; Nd; Nl, No; Z; P; S; Cc. All else (format, private, unassigned) is the last class. */
const RULES: readonly RegExp[] = [
  /^\p{Lu}/u,
  /^\p{Ll}/u,
  /^[\p{Lt}\p{Lm}\p{Lo}]/u,
  /^\p{M}/u,
  /^\p{Nd}/u,
  /^[\p{Nl}\p{No}]/u,
  /^\p{Z}/u,
  /^\p{P}/u,
  /^\p{S}/u,
  /^\p{Cc}/u,
];

const UNKNOWN = 255;
const classes = new Uint8Array(0x11_0000).fill(UNKNOWN);

/** The number of the class of a code point. Looked up once for each. */
export function classOf(codePoint: number): number {
  const known = classes[codePoint]!;
  return known === UNKNOWN ? (classes[codePoint] = findClass(codePoint)) : known;
}

function findClass(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  const found = RULES.findIndex((rule) => rule.test(character));
  return found < 0 ? RULES.length : found;
}

/** White space of any kind: the class of spaces, and tab, line ends and their like, which are control characters. */
export const isSpace = (codePoint: number, classNumber: number): boolean =>
  classNumber === SPACE || (codePoint >= 9 && codePoint <= 13) || codePoint === 0x85;

/** True for the classes that words are made of: letters, marks, digits and other numbers. */
export const isOfWord = (classNumber: number): boolean => classNumber <= OTHER_NUMBER;
