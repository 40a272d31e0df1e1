import { describe, expect, it } from 'vitest';
import type { Amount } from '../core/amount';
import { numberFormat } from '../core/number-format';
import { CellState } from './cell-state.svelte';
import { phaseFacts, recentSamples, shareRate } from './estimate';

const format = numberFormat('en');
const file: Amount = { done: 0, total: 209e6, unit: 'bytes', rows: 1_000_000 };

/** What is said after a phase has reported these shares at these times of a clock. */
function said(reports: readonly (readonly [at: number, share: number])[], amount: Amount | null = file) {
  const state = new CellState();
  state.start();
  for (const [at, share] of reports) {
    const of = amount === null ? undefined : { ...amount, done: share * amount.total };
    state.report({ node: 0, phase: 'reading', fraction: share, amount: of }, at);
  }
  return state.progress === null ? {} : phaseFacts(state.progress, format);
}

describe('the rate of a phase', () => {
  it('is that of the last 2 s, not of the whole', () => {
    const samples = recentSamples([
      { at: 0, share: 0 },
      { at: 1000, share: 0.5 },
      { at: 2000, share: 0.55 },
      { at: 4000, share: 0.65 },
    ]);
    expect(samples.map(({ at }) => at)).toEqual([2000, 4000]);
    expect(shareRate(samples)).toBeCloseTo(0.05, 10);
  });

  it('keeps the sample before the window, so that sparse reports have one', () => {
    expect(
      recentSamples([
        { at: 0, share: 0 },
        { at: 9000, share: 0.9 },
      ]),
    ).toHaveLength(2);
  });

  it('is not told of moments, nor of what stands still', () => {
    expect(shareRate([])).toBeUndefined();
    expect(
      shareRate([
        { at: 0, share: 0 },
        { at: 100, share: 0.5 },
      ]),
    ).toBeUndefined();
    expect(
      shareRate([
        { at: 0, share: 0.5 },
        { at: 1000, share: 0.5 },
      ]),
    ).toBeUndefined();
  });
});

describe('what is said of a phase', () => {
  it('names bytes, rate, rows and the time left', () => {
    const shares = [
      [0, 0],
      [600, 0.25],
      [1412, 120 / 209],
    ] as const;
    expect(said(shares)).toEqual({
      amount: '120 of 209 MB',
      rate: '85 MB/s',
      rows: 'about 570,000 rows',
      left: '1.0 s left',
    });
  });

  it('tells the time left only after 1 s', () => {
    expect(
      said([
        [0, 0],
        [999, 0.5],
      ]).left,
    ).toBeUndefined();
    expect(
      said([
        [0, 0],
        [1000, 0.5],
      ]).left,
    ).toBe('1.0 s left');
  });

  it('counts from the start of the phase, not of the run', () => {
    const state = new CellState();
    state.start();
    state.report({ node: 0, phase: 'opening', fraction: 0.9 }, 0);
    state.report({ node: 0, phase: 'reading', fraction: 0.1 }, 5000);
    state.report({ node: 0, phase: 'reading', fraction: 0.2 }, 5500);
    const { progress } = state;
    expect(progress?.samples).toHaveLength(2);
    expect(progress && phaseFacts(progress, format).left).toBeUndefined();
  });

  it('of rows and values names them', () => {
    const rows: Amount = { done: 0, total: 40_000, unit: 'rows' };
    expect(
      said(
        [
          [0, 0],
          [1000, 0.25],
        ],
        rows,
      ),
    ).toEqual({
      amount: '10,000 of 40,000 rows',
      rate: '10,000 rows/s',
      left: '3.0 s left',
    });
  });

  it('without an amount tells the time alone, and without a share nothing', () => {
    expect(
      said(
        [
          [0, 0],
          [2000, 0.02],
        ],
        null,
      ),
    ).toEqual({ left: '2 min left' });
    const state = new CellState();
    state.start();
    state.report({ node: 0, phase: 'sorting' }, 0);
    expect(state.progress && phaseFacts(state.progress, format)).toEqual({});
  });

  it('in two units names both', () => {
    const large: Amount = { done: 0, total: 1.2e9, unit: 'bytes' };
    expect(said([[0, 0.1]], large)).toEqual({ amount: '120 MB of 1.2 GB' });
  });
});
