import { describe, expect, it } from 'vitest';
import { numberFormat } from '../core/number-format';
import { countLabel, cutLabel, numberLabels } from './labels';

const format = numberFormat('en');

describe('numberLabels', () => {
  it('are short where that tells them apart', () => {
    expect(numberLabels([0, 1234.5678], format)).toEqual(['0', '1,235']);
  });

  it('are in full where short ones would be equal', () => {
    expect(numberLabels([1000.1, 1000.2], format)).toEqual(['1000.1', '1000.2']);
  });

  it('do not take equal numbers for a clash', () => {
    expect(numberLabels([5, 5], format)).toEqual(['5', '5']);
  });
});

describe('countLabel', () => {
  it('rounds nothing away', () => {
    expect(countLabel(1234, format)).toBe('1,234');
    expect(countLabel(0.25, format)).toBe('0.25');
  });
});

describe('cutLabel', () => {
  it('counts characters, not code units', () => {
    expect(cutLabel('😀😀😀', 3)).toBe('😀😀😀');
    expect(cutLabel('😀😀😀😀', 3)).toBe('😀😀…');
  });
});
