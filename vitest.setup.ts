import { afterEach, beforeEach, expect, vi, type MockInstance } from 'vitest';

const CHANNELS = ['warn', 'error'] as const;

let said: string[] = [];
let spies: MockInstance[] = [];

/**
 * An unexpected `console.warn` or `console.error` fails the test it happens in. A test that expects one spies on the
 * console itself (`vi.spyOn(console, 'error').mockReturnValue()`) and asserts what was said.
 */
beforeEach(() => {
  said = [];
  spies = CHANNELS.map((channel) =>
    vi.spyOn(console, channel).mockImplementation((...words: unknown[]) => {
      said.push(`console.${channel}: ${words.map(String).join(' ')}`);
    }),
  );
});

afterEach(() => {
  for (const spy of spies) spy.mockRestore();
  expect(said, 'The console must stay silent; spy on it in a test that expects a message.').toEqual([]);
});
