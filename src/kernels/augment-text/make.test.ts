import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { augmentTexts, type AugmentInput } from './augment-texts';
import { inCharacters, inUnits, type Edit } from './edits';
import { makeBy, makeText, orderOf, prepare, protection, remake, written, type Making } from './make';
import { OPERATIONS, type Operation } from './names';
import { analyse, finds } from './operations';
import { wordsOf } from './tokens';

const strengths = { alpha: 0.1, most: 10, p: 0.1, rate: 0.1 };
const makingOf = (operations: readonly Operation[], own: Partial<Making> = {}): Making => ({
  ...{ operations, strengths, protected: ['not', 'no', 'never'], seed: 1 },
  ...own,
});

const TEXT =
  'I do not think that the 2 big cars are here, see https://a.example and @zoe; it is a nice film 🦊 for the children!';

function made(text: string, operation: Operation, draw = 0, own: Partial<Making> = {}): string | null {
  const making = makingOf([operation], own);
  const ready = prepare(text, making, protection(making.protected));
  if (ready.able.length === 0) return null;
  return makeText(ready, orderOf(ready, making, 0), making, 0, draw).text;
}

const wordsIn = (text: string): string[] => wordsOf(text).map(({ start, end }) => text.slice(start, end));

/** All that is no word: what must stay as it stands. */
function between(text: string): string {
  let from = 0;
  const parts: string[] = [];
  for (const { start, end } of [...wordsOf(text), { start: text.length, end: text.length }]) {
    parts.push(text.slice(from, start));
    from = end;
  }
  return parts.join('|');
}

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          'I',
          'am',
          'not',
          'do',
          'the',
          'big',
          'Car',
          'bought',
          "don't",
          'naïve',
          '🦊',
          '12',
          'a',
          '\n',
          '!',
          ' , ',
          'x@y.zz',
          '今',
        ],
      ),
      { maxLength: 25 },
    )
    .map((words) => words.join(' ')),
);
const operations = fc.constantFrom(...OPERATIONS);

describe('a new text', () => {
  test('is the same for the same seed, and is made again from its parameters', () => {
    fc.assert(
      fc.property(texts, operations, fc.nat(0xffffffff), (text, operation, seed) => {
        const making = makingOf([operation], { seed });
        const ready = prepare(text, making, protection(making.protected));
        if (ready.able.length === 0) return;
        const one = makeText(ready, [operation], making, 3, 2);
        expect(remake(text, written(text, one, strengths).parameters)).toBe(one.text);
        expect(makeBy(ready.analysis!, operation, strengths, one.seed)).toEqual(one);
      }),
      { numRuns: 500 },
    );
  });

  test('is never blank, and differs from its parent unless swaps undo each other', () => {
    fc.assert(
      fc.property(texts, operations, fc.nat(50), (text, operation, draw) => {
        const one = made(text, operation, draw);
        if (one === null) return;
        expect(one.trim()).not.toBe('');
        if (operation !== 'swap') expect(one).not.toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test('by a swap has the same words at the same distances', () => {
    fc.assert(
      fc.property(texts, fc.nat(50), (text, draw) => {
        const one = made(text, 'swap', draw);
        if (one === null) return;
        expect(one.length).toBe(text.length);
        expect([...one].sort()).toEqual([...text].sort());
      }),
    );
    for (let draw = 0; draw < 20; draw++) {
      const one = made(TEXT, 'swap', draw)!;
      expect(wordsIn(one).sort()).toEqual(wordsIn(TEXT).sort());
      expect(between(one)).toBe(between(TEXT));
    }
  });

  test('by punctuation is the parent with 1 to a third of its words marks', () => {
    const counts = new Set<number>();
    for (let draw = 0; draw < 200; draw++) {
      const one = made(TEXT, 'punctuation', draw)!;
      counts.add((one.length - TEXT.length) / 2);
      expect(wordsIn(one)).toEqual(wordsIn(TEXT));
    }
    const most = Math.floor(wordsOf(TEXT).length / 3);
    expect([...counts].sort((a, b) => a - b)).toEqual(Array.from({ length: most }, (_, i) => i + 1));
  });

  test('by deletion loses words and one space each, and never all words', () => {
    for (let draw = 0; draw < 50; draw++) {
      const one = made(TEXT, 'deletion', draw, { strengths: { ...strengths, p: 1 }, protected: [] })!;
      expect(wordsIn(one)).toHaveLength(1);
      expect(one).not.toMatch(/ {2}[a-z]/i);
    }
    expect(made('tea', 'deletion')).toBeNull();
    expect(made('not never', 'deletion')).toBeNull();
  });

  test('keeps protected words where they are, with “not” those in “n’t” as well', () => {
    const text = 'We did not like it, they never came, I don’t care, really bad';
    for (const operation of ['swap', 'deletion', 'noise'] as const) {
      for (let draw = 0; draw < 60; draw++) {
        const all = wordsIn(
          made(text, operation, draw, { strengths: { alpha: 0.9, most: 1000, p: 0.9, rate: 1 } })!,
        );
        expect(all.filter((word) => ['not', 'never', 'don’t'].includes(word))).toEqual([
          'not',
          'never',
          'don’t',
        ]);
        if (operation !== 'deletion') expect(all.indexOf('not')).toBe(2);
      }
    }
  });

  test('keeps numbers, addresses, names, tags and emoji, whatever is done', () => {
    const kept = /\b2\b|https:\/\/a\.example|@zoe|🦊/gu;
    for (const operation of OPERATIONS) {
      for (let draw = 0; draw < 30; draw++) {
        expect(made(TEXT, operation, draw)!.match(kept)).toEqual(TEXT.match(kept));
      }
    }
  });

  test('by synonyms is inflected and in the case of the word, with its article; capitals within are names', () => {
    const text = 'You had a big car. PLEASE purchase the FILM that Mark and Rich Car bought';
    const seen = new Set<string>();
    for (let draw = 0; draw < 100; draw++) {
      seen.add(made(text, 'synonyms', draw)!);
    }
    expect([...seen].sort()).toEqual(
      [
        text.replace('a big', 'a large'),
        text.replace('car', 'automobile'),
        text.replace('FILM', 'MOVIE'),
        text.replace('bought', 'purchased'),
      ].sort(),
    );
    expect(made('There was a huge house', 'synonyms', 0, { protected: ['huge'] })).toBeNull();
  });

  test('by noise keeps the first and last letters of words', () => {
    for (let draw = 0; draw < 100; draw++) {
      const one = made('Tomorrow we celebrate', 'noise', draw)!;
      expect(one).toMatch(/^(T\w*w we celebrate|Tomorrow we c\w*e)$/);
    }
  });

  test('of another language has no synonyms and no contractions, but all else', () => {
    const of = analyse('Ich bin heute nicht da, er kommt morgen', () => false);
    expect(OPERATIONS.filter((operation) => finds(operation, of))).toEqual([
      'swap',
      'deletion',
      'punctuation',
      'noise',
    ]);
  });
});

test.each([
  ['swap', 'It is not a need problem, I do not big the car.'],
  ['deletion', 'It is not a big problem, I do not need car.'],
  ['punctuation', 'It is not a ; big problem, I do ! not need the car.'],
  ['contractions', "It's not a big problem, I don't need the car."],
  ['synonyms', 'It is not a large problem, I do not need the car.'],
] as const)('the example of the lesson by %s is among the draws', (operation, expected) => {
  const text = 'It is not a big problem, I do not need the car.';
  const seen = new Set(Array.from({ length: 20_000 }, (_, draw) => made(text, operation, draw)));
  expect(seen).toContain(expected);
});

test('what cannot be augmented is told apart', () => {
  const making = makingOf(['synonyms']);
  const fate = (text: string | null): string => prepare(text, making, () => false).fate;
  expect([null, '', ' \n', '今天天气很好', '12 !!', 'Guten Tag', 'I saw the film'].map(fate)).toEqual([
    ...['empty', 'empty', 'empty', 'no spaces', 'nothing to do', 'nothing to do', 'augmented'],
  ]);
});

test('over its draws a row goes through all operations that find something', () => {
  const making = makingOf([...OPERATIONS]);
  const ready = prepare(TEXT, making, protection(making.protected));
  const orders = new Set<string>();
  for (let row = 0; row < 40; row++) {
    const order = orderOf(ready, making, row);
    expect([...order].sort()).toEqual([...OPERATIONS].sort());
    orders.add(order[0]!);
  }
  expect(orders.size).toBe(OPERATIONS.length);
});

test('the kernel gives the same texts however rows and draws are divided', async () => {
  const rows = [TEXT, null, '今天', 'We will see the film; I do not mind', 'one'];
  const run = async (input: Omit<AugmentInput, 'making'>): Promise<string[]> => {
    const reports: number[] = [];
    const { texts: found, parents } = await augmentTexts.run(
      { ...input, making: makingOf([...OPERATIONS], { seed: 7 }) },
      (share) => reports.push(share),
    );
    expect(Math.max(...reports)).toBeLessThanOrEqual(1);
    const decoder = new TextDecoder();
    return Array.from(parents, (row, place) => {
      const bytes = found.bytes.subarray(found.offsets[place], found.offsets[place + 1]);
      return `${row} ${decoder.decode(bytes)}`;
    });
  };
  const all = await run({
    ...{ texts: rows, rows: Float64Array.from(rows.keys()) },
    ...{ firsts: new Int32Array(5), counts: new Int32Array(5).fill(9) },
  });
  const parts = [];
  for (const [row, text] of rows.entries()) {
    for (const [first, count] of [
      [0, 4],
      [4, 5],
    ] as const) {
      parts.push(
        ...(await run({
          ...{ texts: [text], rows: Float64Array.of(row) },
          ...{ firsts: Int32Array.of(first), counts: Int32Array.of(count) },
        })),
      );
    }
  }
  expect(parts).toEqual(all);
  expect(all).toHaveLength(27);
});

test('edits are counted in characters and back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 3, maxLength: 30 }), (text) => {
      const characters = [...text];
      const unit = characters.slice(0, 1).join('').length;
      const edits: Edit[] = [[unit, characters.slice(1, 3).join('').length, 'x']];
      const counted = inCharacters(text, edits);
      expect(counted[0]!.slice(0, 2)).toEqual([1, 2]);
      expect(inUnits(text, counted)).toEqual(edits);
    }),
  );
});
