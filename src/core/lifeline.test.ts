import { describe, expect, test } from 'vitest';
import { Lifeline } from './lifeline';

const never = new Promise<never>(() => undefined);

describe('a lifeline', () => {
  test('gives the outcome of guarded work', async () => {
    const line = new Lifeline(() => new Error('gone'));
    await expect(line.guard(Promise.resolve(7))).resolves.toBe(7);
    await expect(line.guard(Promise.reject(new Error('own')))).rejects.toThrow('own');
  });

  test('rejects what is pending at the end, and what comes after it', async () => {
    const line = new Lifeline(() => new Error('gone'));
    const pending = line.guard(never);
    line.end();
    await expect(pending).rejects.toThrow('gone');
    await expect(line.guard(Promise.resolve(7))).rejects.toThrow('gone');
  });
});
