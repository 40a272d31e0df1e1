import type { MergeValuesParams } from './step';

/** "edit distance 2": the method in words. */
export function methodText({ method, n, distance }: MergeValuesParams): string {
  switch (method) {
    case 'fingerprint':
      return 'fingerprint';
    case 'ngram':
      return `${n}-gram fingerprint`;
    case 'edit-distance':
      return `edit distance ${distance}`;
    default:
      return method satisfies never;
  }
}
