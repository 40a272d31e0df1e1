import type { SplitParams } from './params';

/** A part as a person asks for it; its share is null where values or cuts decide. */
export interface AskedPart {
  readonly name: string;
  readonly share: number | null;
}

/** The names of the two parts that one fold against the others makes. */
const [TRAIN, TEST] = ['train', 'test'] as const;

/**
 * The number of the fold that is test, from 1; null where each fold is a part, or there are none. By time the first has none before
 * it to learn from, and the second is taken.
 */
export function testFoldOf({ method, folds, testFold }: SplitParams): number | null {
  if (method === 'column' || folds === null || testFold === null) return null;
  return method === 'time' ? Math.max(2, testFold) : testFold;
}

/** The parts that the params make, in order. */
export function partsOf(params: SplitParams): AskedPart[] {
  const { method, folds } = params;
  const testFold = testFoldOf(params);
  if (method === 'column') {
    return [...new Set(params.values.map(({ part }) => part))].map((name) => ({ name, share: null }));
  }
  if (folds === null) {
    const isCut = method === 'time' && params.cuts.length > 0;
    return isCut ? params.parts.map(({ name }) => ({ name, share: null })) : params.parts;
  }
  if (testFold === null) return foldNames(folds).map((name) => ({ name, share: 1 / folds }));
  const learnt = method === 'time' ? testFold - 1 : folds - 1;
  return [
    { name: TRAIN, share: learnt / folds },
    { name: TEST, share: 1 / folds },
  ];
}

const foldNames = (folds: number): string[] => Array.from({ length: folds }, (_, i) => `fold_${i + 1}`);

/** The shares that the rows are cut into: of the parts, or of all folds where two of them become parts. */
export function cutShares({ folds, parts }: SplitParams): number[] {
  return folds === null ? parts.map(({ share }) => share) : foldNames(folds).map(() => 1 / folds);
}

/** What the parts are, in words: "80 % train, 20 % test", "5 folds", "fold 2 of 5 to test by". */
export function partsText(params: SplitParams): string {
  const { folds, method } = params;
  const testFold = testFoldOf(params);
  if (method !== 'column' && folds !== null) {
    return testFold === null ? `${folds} folds` : `fold ${testFold} of ${folds} as test`;
  }
  return partsOf(params)
    .map(({ name, share }) => (share === null ? name : `${Math.round(share * 1e6) / 1e4} % ${name}`))
    .join(', ');
}
