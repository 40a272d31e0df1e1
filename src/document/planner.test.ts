import { describe, expect, test, vi } from 'vitest';
import type { WorkbenchCell } from './document';
import { load, profile, append, split, documentOf } from './fixtures/cells';
import { lookupWithFixtures } from './fixtures/steps';
import { planFor, plannerOf } from './plan';

describe('a planner', () => {
  const cells = [load('c1', 'a'), append('c2', 'a', 'b'), profile('c3', 'b'), profile('c4', 'gone')];
  const planner = (...all: WorkbenchCell[]) => plannerOf(documentOf(...all), lookupWithFixtures);
  const texts = (...all: WorkbenchCell[]) => all.map(({ id }) => planner(...all).textOf(id));

  test('gives each cell the plan and the failure that it has by itself', () => {
    const shared = planner(...cells);
    for (const { id } of cells) {
      expect(shared.planOf(id)).toEqual(planFor(documentOf(...cells), id, lookupWithFixtures));
    }
    expect(cells.map(({ id }) => shared.problemOf(id)?.code)).toEqual([
      undefined,
      undefined,
      undefined,
      'reference-missing',
    ]);
  });

  test('gives a text where there is a plan, which changes with any node of it and with nothing else', () => {
    const [first, second, third, none] = texts(...cells);
    expect([first, second, third].every((text) => typeof text === 'string')).toBe(true);
    expect(none).toBeNull();
    const renamed = [load('c1', 'x'), append('c7', 'x', 'y'), profile('c3', 'y')];
    expect(texts(...renamed)).toEqual([first, second, third]);
    const changed = [
      load('c1', 'a'),
      append('c2', 'a', 'b', { params: { by: 'place' } }),
      profile('c3', 'b'),
    ];
    const [before, ...behind] = texts(...changed);
    expect(before).toBe(first);
    expect(behind).not.toContain(second);
    expect(behind).not.toContain(third);
  });

  test('tells apart plans that differ in which slot they read, and in the order of what they read', () => {
    const splits = [load('c1', 'a'), split('c2', 'a', { train: 'l', test: 'r' })];
    const ends = ['l', 'r', ['l', 'r'], ['r', 'l']].map((tables, index) =>
      append(`c${String(index + 3)}`, tables, `t${String(index)}`),
    );
    const [, , ...found] = texts(...splits, ...ends);
    expect(found).not.toContain(null);
    expect(new Set(found).size).toBe(4);
  });

  test('checks the params of each cell once, and not again in the next document', () => {
    const contract = lookupWithFixtures('fixture_append');
    if (contract === undefined) throw new Error('The fixture is gone.');
    const parse = vi.spyOn(contract.params, 'safeParse');
    const chain = Array.from({ length: 50 }, (_, index) =>
      append(`c${String(index + 1)}`, index === 0 ? 'a' : `t${String(index)}`, `t${String(index + 1)}`),
    );
    const all = [load('c0', 'a'), ...chain];
    const shared = planner(...all);
    expect(all.every(({ id }) => shared.planOf(id).ok && shared.textOf(id) !== null)).toBe(true);
    expect(parse).toHaveBeenCalledTimes(50);
    expect(texts(...all, profile('end', 't50'))).not.toContain(null);
    expect(parse).toHaveBeenCalledTimes(50);
  });
});
