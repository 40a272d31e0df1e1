import { describe, expect, test } from 'vitest';
import { findVariants, type VariantMethod } from './find-variants';
import golden from './fixtures/keyers.json';
import { fingerprint, ngramFingerprint } from './keyers';

const RUNS = [1, 2, 3] as const;
const texts = golden.keys.map(({ text }) => text);

/** Clusters of two values or more, each in the order of the values. */
function clustersBy(method: VariantMethod): string[][] {
  const search = { values: texts, counts: new Float64Array(texts.length).fill(1), method };
  const leaders = findVariants.run(search, () => undefined) as Int32Array;
  return texts.flatMap((_, place) => {
    const members = texts.filter((__, other) => leaders[other] === place);
    return members.length > 1 ? [members] : [];
  });
}

// See fixtures/make_keyers.py: the rules of OpenRefine, written anew in Python.
describe('the keys of OpenRefine', () => {
  test.each(golden.keys)('fingerprint of $text', ({ text, fingerprint: wanted }) => {
    expect(fingerprint(text) ?? '').toBe(wanted);
  });

  test.each(RUNS)('runs of %d characters', (n) => {
    for (const { text, letters, ngram } of golden.keys) {
      const wanted = ngram[n - 1];
      // Where OpenRefine has the empty key for a text that is too short, the text is its own key.
      const own = wanted === '' && letters !== '' ? letters : wanted;
      expect([text, ngramFingerprint(text, n) ?? '']).toEqual([text, own]);
    }
  });
});

describe('the clusters of OpenRefine', () => {
  test('by fingerprint', () => {
    expect(golden.clusters.fingerprint.length).toBeGreaterThan(20);
    expect(clustersBy({ kind: 'fingerprint' })).toEqual(golden.clusters.fingerprint);
  });

  test.each(RUNS)('by runs of %d, and beside them only texts too short that are the same', (n) => {
    const clusters = clustersBy({ kind: 'ngram', n });
    const facts = new Map(golden.keys.map((each) => [each.text, each]));
    const isShort = (text = ''): boolean => facts.get(text)?.ngram[n - 1] === '';
    expect(clusters.filter(([first]) => !isShort(first))).toEqual(golden.clusters.ngram[n - 1]);
    const falseOnes = clusters.filter(
      (members) => isShort(members[0]) && new Set(members.map((text) => facts.get(text)?.letters)).size > 1,
    );
    expect(falseOnes).toEqual([]);
    // The one false cluster of OpenRefine would hold all of these.
    expect(texts.filter(isShort).length).toBeGreaterThan(n === 1 ? 5 : 15);
  });
});
