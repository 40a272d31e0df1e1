import { describe, expect, test } from 'vitest';
import { detectEncoding } from './detect-encoding';

const detect = (bytes: Uint8Array) => detectEncoding.run({ bytes }, () => undefined);

describe('the encoding of a text', () => {
  test('is UTF-8 where well-formed characters outnumber the others ten to one', async () => {
    const good = new TextEncoder().encode('größe, naïve, élève, 日本, 😀 '.repeat(3));
    const spoiled = new Uint8Array([...good, 0xe9, 0x20]);
    expect(await detect(spoiled)).toEqual({ encodings: ['utf-8'], wellFormed: 24, illFormed: 1 });
  });

  test('is guessed by statistics of bytes', async () => {
    const text = `Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему. Все
      смешалось в доме Облонских. Жена узнала, что муж был в связи с бывшею в их доме француженкою-гувернанткой.`;
    const { encodings } = await detect(Uint8Array.from([...text].map(inWindows1251)));
    expect(encodings[0]).toBe('windows-1251');
  });

  test('of a file is found in pieces, and a file of ASCII has no guess', async () => {
    const bytes = new TextEncoder().encode('a,b\n1,2\n'.repeat(1000));
    const file = new Blob([bytes]);
    const found = await detectEncoding.run({ file }, () => undefined);
    expect(found).toMatchObject({ wellFormed: 0, illFormed: 0 });
  });
});

/** А to я stand in one row in Windows-1251; ё has a place of its own. */
function inWindows1251(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return code;
  return code === 0x451 ? 0xb8 : code - 0x410 + 0xc0;
}
