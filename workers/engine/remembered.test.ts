import { describe, expect, test } from 'vitest';
import { Remembered, type Recall } from './remembered';

const { signal } = new AbortController();

/** Makes the text after it was told to. */
function later(): {
  readonly make: () => Promise<string>;
  readonly settle: (text: string | Error) => void;
  made: number;
} {
  let settle: (text: string | Error) => void = () => undefined;
  const told = new Promise<string>((resolve, reject) => {
    settle = (text) => (typeof text === 'string' ? resolve(text) : reject(text));
  });
  const one = {
    made: 0,
    make: () => {
      one.made += 1;
      return told;
    },
    settle: (text: string | Error) => settle(text),
  };
  return one;
}

const ask = (memory: Remembered, key: string, more: Partial<Recall<string>> = {}): Promise<string> =>
  memory.recall({
    key,
    bytes: (text) => text.length,
    make: () => Promise.resolve(`made ${key}`),
    signal,
    ...more,
  });

describe('what an engine remembers', () => {
  test('is made once, and told to all who ask later', async () => {
    const memory = new Remembered();
    expect(await ask(memory, 'a')).toBe('made a');
    expect(await ask(memory, 'a', { make: () => Promise.reject(new Error('again')) })).toBe('made a');
    expect(memory.bytes).toBe(6);
  });

  test('goes when the bound is passed, the least recently used first', async () => {
    const memory = new Remembered(12);
    const again = { make: () => Promise.resolve('anew!!') };
    await ask(memory, 'a');
    await ask(memory, 'b');
    await ask(memory, 'a');
    await ask(memory, 'c');
    expect(memory.bytes).toBe(12);
    expect(await ask(memory, 'a', again)).toBe('made a');
    expect(await ask(memory, 'b', again)).toBe('anew!!');
  });

  test('is never larger than the bound', async () => {
    const memory = new Remembered(12);
    await ask(memory, 'a');
    expect(await ask(memory, 'large', { make: () => Promise.resolve('x'.repeat(13)) })).toHaveLength(13);
    expect(memory.bytes).toBe(6);
    expect(await ask(memory, 'a', { make: () => Promise.reject(new Error('gone')) })).toBe('made a');
  });

  test('is gone when it is cleared', async () => {
    const memory = new Remembered();
    await ask(memory, 'a');
    memory.clear();
    expect(memory.bytes).toBe(0);
    expect(await ask(memory, 'a', { make: () => Promise.resolve('anew') })).toBe('anew');
  });

  test('is made anew where it does not serve, and then takes the place of the old', async () => {
    const memory = new Remembered();
    await ask(memory, 'a');
    const serves = (text: string): boolean => text.length > 6;
    expect(await ask(memory, 'a', { serves, make: () => Promise.resolve('made longer') })).toBe(
      'made longer',
    );
    expect(await ask(memory, 'a')).toBe('made longer');
    expect(memory.bytes).toBe(11);
  });

  test('is made by one of two who ask at once', async () => {
    const memory = new Remembered();
    const maker = later();
    const both = [ask(memory, 'a', maker), ask(memory, 'a', maker)];
    maker.settle('once');
    expect(await Promise.all(both)).toEqual(['once', 'once']);
    expect(maker.made).toBe(1);
  });

  test('is made by the other where the first fails or is cancelled', async () => {
    const memory = new Remembered();
    const maker = later();
    const first = ask(memory, 'a', maker);
    const others = [ask(memory, 'a'), ask(memory, 'a')];
    maker.settle(new Error('cancelled'));
    await expect(first).rejects.toThrow('cancelled');
    expect(await Promise.all(others)).toEqual(['made a', 'made a']);
  });

  test('does not hold up one who waits for it and is cancelled', async () => {
    const memory = new Remembered();
    const maker = later();
    const first = ask(memory, 'a', maker);
    const controller = new AbortController();
    const second = ask(memory, 'a', { signal: controller.signal });
    controller.abort();
    await expect(second).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    await expect(ask(memory, 'b', { signal: controller.signal })).rejects.toMatchObject({
      failure: { code: 'cancelled' },
    });
    maker.settle('made after all');
    expect(await first).toBe('made after all');
    expect(memory.bytes).toBe(14);
  });
});
