import { describe, expect, it } from 'vitest';
import { exactText } from './exact';

describe('exactText', () => {
  it('keeps every digit', () => {
    expect(exactText(38.58164675532078)).toBe('38.58164675532078');
    expect(exactText('9007199254740993')).toBe('9007199254740993');
  });

  it('names what is no finite number', () => {
    expect([NaN, Infinity, -Infinity, -0].map(exactText)).toEqual(['NaN', '∞', '−∞', '-0']);
  });

  it('calls null missing, and leaves an empty text empty', () => {
    expect(exactText(null)).toBe('missing');
    expect(exactText('')).toBe('');
  });
});
