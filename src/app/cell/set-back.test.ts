import { describe, expect, it } from 'vitest';
import { load } from '../../steps/load/load/step';
import { setsBack } from './set-back';

describe('what was set since the last result', () => {
  it('is taken back name by name, to what it was', () => {
    const before = { types: { age: 'integer' }, header: 'auto' };
    const now = { types: { age: 'number', home: 'number' }, header: 'no' };
    expect(setsBack(load, before, now)).toEqual([
      { label: 'Set “age” back to integer', params: { types: { home: 'number', age: 'integer' } } },
      { label: 'Set “home” back to automatic', params: { types: { age: 'number' } } },
    ]);
  });

  it('is taken back for texts and lists of words too, by the name of the param', () => {
    const words = { true: ['ja'], false: ['nein'] };
    const before = { formats: {}, booleans: { paid: words } };
    const now = { formats: { day: '%d.%m.%Y' }, booleans: { paid: { ...words, true: ['ja', 'j'] } } };
    expect(setsBack(load, before, now)).toEqual([
      { label: 'Set formats of “day” back', params: { formats: {} } },
      { label: 'Set booleans of “paid” back', params: { booleans: { paid: words } } },
    ]);
    expect(setsBack(load, before, { formats: {}, booleans: { paid: { ...words } } })).toEqual([]);
  });

  it('is nothing where only other params changed', () => {
    expect(
      setsBack(load, { types: { age: 'integer' } }, { types: { age: 'integer' }, header: 'no' }),
    ).toEqual([]);
  });
});
