import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeEngine } from '../../../../../headless/node-engine';
import { frameRows, type FrameRow } from '../../../../core/frame';
import type { Engine, StepResult } from '../../../../engine/protocol';
import golden from './fixtures/golden.json';

let engine: Engine;
let numbers: StepResult;
let texts: StepResult;

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

async function profileFile(path: string, params: Record<string, unknown>): Promise<StepResult> {
  const name = basename(path);
  const nodes = [
    {
      step: 'load',
      version: 1,
      params: { source: { kind: 'file', files: [{ name }] }, ...params },
      inputs: {},
    },
    { step: 'profile', version: 1, params: {}, inputs: { table: { node: 0, slot: 'table' } } },
  ];
  const outcome = await engine.run({ plan: { nodes, target: 1 }, files: { [name]: { path } } });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value;
}

beforeAll(async () => {
  engine = await openNodeEngine();
  const types = { with_nan: 'number', infinite: 'number', wide_integer: 'integer', text: 'text' };
  numbers = await profileFile(pathOf('../fixtures/edge.csv'), { missing: ['NA'], types });
  texts = await profileFile(pathOf('./fixtures/texts.csv'), { missing: [] });
});
afterAll(() => engine.close());

const rowsOf = (result: StepResult, frame: string, column: string): FrameRow[] =>
  frameRows(result.frames[frame]!).filter((row) => row.column === column);
const detailOf = (result: StepResult, column: string): FrameRow => rowsOf(result, 'details', column)[0] ?? {};
const extremesOf = (column: string, end: string): unknown[] =>
  rowsOf(numbers, 'extremes', column)
    .filter((row) => row.end === end)
    .map(({ value, count }) => [value, count]);

/** Midnight is not written out for dates; quartiles between two days are. */
const asInstant = (cell: unknown): unknown =>
  typeof cell === 'string' && /^\d{4}-\d\d-\d\d$/.test(cell) ? `${cell}T00:00:00` : cell;
/** As the golden file writes what JSON has no number for. */
const asText = (cell: unknown): unknown =>
  typeof cell === 'number' && !Number.isFinite(cell) ? String(cell) : cell;

describe('numbers', () => {
  test.each(Object.entries(golden.numbers))(
    'have the box, ends and order of numpy and pandas: %s',
    (name, wanted) => {
      const { least, greatest, first, last, ...figures } = wanted;
      const detail = detailOf(numbers, name);
      expect(detail).toMatchObject(figures);
      expect([detail.first, detail.last].map(asText)).toEqual([first, last]);
      expect(extremesOf(name, 'least')).toEqual(least);
      expect(extremesOf(name, 'greatest')).toEqual(greatest);
    },
  );

  test('beyond 2^53 have exact extremes, as text', () => {
    expect(extremesOf('wide_integer', 'least')).toEqual(golden.wide.least);
    expect(detailOf(numbers, 'wide_integer').order).toBe(golden.wide.order);
  });
});

test.each(Object.entries(golden.dates))('dates have the quartiles and ends of pandas: %s', (name, wanted) => {
  const { least, greatest, ...figures } = wanted;
  const detail = detailOf(numbers, name);
  for (const [figure, value] of Object.entries(figures)) expect(asInstant(detail[figure])).toBe(value);
  const instants = (end: string): unknown[] =>
    extremesOf(name, end).map((pair) => (pair as unknown[]).map(asInstant));
  expect([instants('least'), instants('greatest')]).toEqual([least, greatest]);
});

describe('texts', () => {
  test.each(Object.entries(golden.texts))(
    'have the patterns, characters, words and lengths of the fixture: %s',
    (name, wanted) => {
      const detail = detailOf(texts, name);
      expect([detail.patterns, detail.words]).toEqual([wanted.patterns, wanted.total_words]);
      const listed = (frame: string, label: string): unknown[] =>
        rowsOf(texts, frame, name).map((row) => [row[label], row.count]);
      expect(listed('patterns', 'pattern')).toEqual(wanted.top_patterns);
      expect(listed('words', 'word')).toEqual(wanted.words ?? []);
      const characters = Object.fromEntries(listed('characters', 'class') as [string, number][]);
      const beyond = wanted.beyond_ascii === 0 ? {} : { 'beyond ASCII': wanted.beyond_ascii };
      expect(characters).toEqual({ ...wanted.characters, ...beyond });
      const bins = rowsOf(texts, 'text_lengths', name).filter(({ count }) => Number(count) > 0);
      expect(Object.fromEntries(bins.map(({ low, count }) => [low, count]))).toEqual(wanted.lengths);
    },
  );
});
