import { describe, expect, it } from 'vitest';
import { plainTraits } from '../../core/artifact';
import type { StepCell } from '../../document/document';
import type { StepResult } from '../../engine/protocol';
import { browserEstimate, storageLines } from './storage';

function cellOf(name: string, table: string) {
  const artifact = { kind: 'table', key: table, traits: plainTraits, table, rows: 1, columns: [] } as const;
  const cell = { id: name, kind: 'step', step: 'load', outputs: { table: name } } as unknown as StepCell;
  return { cell, result: { artifacts: { table: artifact } } as unknown as StepResult };
}

const storage = (...bytes: readonly number[]) => ({
  memoryBytes: 0,
  diskBytes: 0,
  tables: bytes.map((size, at) => ({ table: `t${at}`, place: 'plain' as const, bytes: size })),
});

describe('what takes room', () => {
  it('is listed by the names of the workbench, largest first', () => {
    expect(storageLines(storage(10, 30), [cellOf('credit', 't0'), cellOf('adult', 't1')])).toEqual([
      { name: 'adult', bytes: 30, place: 'plain' },
      { name: 'credit', bytes: 10, place: 'plain' },
    ]);
  });

  it('counts tables without a name, and the small ones, together', () => {
    const cells = Array.from({ length: 7 }, (_, at) => cellOf(`n${at}`, `t${at}`));
    const lines = storageLines(storage(7, 6, 5, 4, 3, 2, 1, 100), cells);
    expect(lines.slice(0, 5).map((line) => line.bytes)).toEqual([7, 6, 5, 4, 3]);
    expect(lines.at(-1)).toEqual({ others: 3, bytes: 103 });
  });

  it('is nothing where nothing stands', () => {
    expect(storageLines(storage(), [])).toEqual([]);
  });
});

describe('what the browser counts', () => {
  it('is told where it tells it', async () => {
    const estimate = () => Promise.resolve({ usage: 5, quota: 10 });
    expect(await browserEstimate({ estimate })).toEqual({ usage: 5, quota: 10 });
  });

  it('is nothing where it refuses, or does not know', async () => {
    expect(await browserEstimate({ estimate: () => Promise.reject(new TypeError('no')) })).toBeNull();
    expect(await browserEstimate({ estimate: () => Promise.resolve({}) })).toBeNull();
    expect(await browserEstimate(undefined)).toBeNull();
  });
});
