import { describe, expect, it } from 'vitest';
import type { Plan, PlanNode } from '../core/plan';
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

  it('names what changed further up, though steps are gone with it', () => {
    const query = (text: string, inputs: PlanNode['inputs']) => node('sql', { text }, inputs);
    const full = profileOf(node('load', {}), query('FROM people', { people: { node: 0, slot: 'table' } }));
    const emptied = profileOf(query('', {}));
    expect(reason(full, emptied)).toBe('Changed in “SQL”: text.');
    expect(reason(emptied, full)).toBe('Changed in “SQL”: text.');
  });

  it('names the step that reads another output, and one that stands in between now', () => {
    const part = (slot: string): Plan => ({
      nodes: [node('split', {}), node('profile', {}, { table: { node: 0, slot } })],
      target: 1,
    });
    expect(reason(part('train'), part('test'))).toBe('“PROFILE” has another input now.');
    const between = profileOf(
      node('load', { header: 'auto', limit: null }),
      node('filter', {}, { table: { node: 0, slot: 'table' } }),
    );
    expect(reason(before, between)).toBe('Its input comes from “FILTER” now.');
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
