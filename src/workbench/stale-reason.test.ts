import { describe, expect, it } from 'vitest';
import type { Plan, PlanNode } from '../core/plan';
import { timeLeft } from './estimate';
import { staleReason } from './stale-reason';

const node = (step: string, params: PlanNode['params'], inputs: PlanNode['inputs'] = {}): PlanNode => ({
  step,
  version: 1,
  params,
  inputs,
});
const profileOf = (...before: PlanNode[]): Plan => ({
  nodes: [...before, node('profile', {}, { table: { node: before.length - 1, slot: 'table' } })],
  target: before.length,
});
const reason = (before: Plan, now: Plan) => staleReason(before, now, (step) => step.toUpperCase());

describe('why a cell is stale', () => {
  const before = profileOf(node('load', { header: 'auto', limit: null }));

  it('names the step and the params that changed', () => {
    const now = profileOf(node('load', { header: 'no', limit: 5 }));
    expect(reason(before, now)).toBe('Changed in “LOAD”: header, limit.');
  });

  it('names the step that takes the place of another', () => {
    const now = profileOf(node('clean', {}));
    expect(reason(before, now)).toBe('Its input comes from “CLEAN” now.');
  });

  it('names the step whose traits were declared', () => {
    const load = { ...node('load', { header: 'auto', limit: null }), traits: { table: { synthetic: true } } };
    expect(reason(before, profileOf(load))).toBe('“LOAD” was changed.');
  });
});

describe('the time left', () => {
  it('is told once enough is done, in the unit that reads best', () => {
    expect(timeLeft(undefined, 9000)).toBeUndefined();
    expect(timeLeft(0.01, 9000)).toBeUndefined();
    expect(timeLeft(0.5, 4000)).toBe('4.0 s left');
    expect(timeLeft(0.1, 4000)).toBe('36 s left');
    expect(timeLeft(0.1, 60_000)).toBe('9 min left');
  });
});
