import { expect, test } from 'vitest';
import { moved } from './moved';

test('a thing moves by one place, and stays at the ends of the list', () => {
  const list = ['jan', 'feb', 'mar'];
  expect(moved(list, 2, -1)).toEqual(['jan', 'mar', 'feb']);
  expect(moved(list, 0, 1)).toEqual(['feb', 'jan', 'mar']);
  expect(moved(list, 0, -1)).toEqual(list);
  expect(moved(list, 2, 1)).toEqual(list);
  expect(moved([], 0, 1)).toEqual([]);
});
