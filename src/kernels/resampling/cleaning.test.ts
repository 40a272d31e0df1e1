import { expect, test } from 'vitest';
import { randomState } from '../random-state';
import { farthestByAllPairs, nearByAllPairs } from './brute-force';
import { cleanNeighbourhoods } from './cleaning-rule';
import { editOnce, type EditingRule } from './edited';
import { editAsImbalancedLearn } from './edited-as-imbalanced-learn';
import golden from './fixtures/cleaning.json';
import {
  countByClass,
  groupedByClass,
  labelledRows,
  largestClass,
  smallestByAppearance,
  smallestClass,
} from './labels';
import { nearMiss } from './near-miss';
import { oneSided } from './one-sided';
import { withoutTomekLinks } from './tomek';

interface Params {
  readonly mayLose?: string;
  readonly k?: number;
  readonly kind?: string;
  readonly seed?: number;
  readonly version?: number;
  readonly shortList?: number;
}

const mayLoseNow = (which: string | undefined) => (counts: readonly number[]) =>
  counts.map((_, label) => {
    if (which === 'all') return true;
    return which === 'majority' ? label === largestClass(counts) : label !== smallestClass(counts);
  });

async function keptBy(
  table: { x: number[][]; y: number[] },
  method: string,
  params: Params,
): Promise<Int32Array> {
  const labels = Int32Array.from(table.y);
  const rows = labelledRows(labels);
  const classes = Math.max(...table.y) + 1;
  const near = nearByAllPairs(table.x);
  const counts = countByClass(labels, rows, classes);
  const mayLose = mayLoseNow(params.mayLose)(counts);
  const rarest = smallestByAppearance(labels, rows, classes);
  const k = params.k ?? 0;
  const rule = (size: number): EditingRule => ({ kind: params.kind as 'all', k: size, tie: 'first' });
  const rounds = (rules: EditingRule[], stopsWhenStill: boolean) =>
    editAsImbalancedLearn(
      { labels, classes, mayLoseNow: mayLoseNow(params.mayLose), rules, stopsWhenStill },
      rows,
      near,
    );
  switch (method) {
    case 'tomek':
      return withoutTomekLinks({ labels, mayLose }, rows, near);
    case 'enn':
      return groupedByClass(labels, await editOnce(labels, rows, mayLose, rule(k), near), classes);
    case 'renn':
      return groupedByClass(labels, await rounds(new Array<EditingRule>(100).fill(rule(k)), true), classes);
    case 'allknn': {
      const rules = Array.from({ length: k }, (_, i) => rule(i + 1));
      return groupedByClass(labels, await rounds(rules, false), classes);
    }
    case 'oss': {
      const chosen = await oneSided({ labels, mayLose, rarest }, randomState(params.seed!), near);
      return withoutTomekLinks({ labels, mayLose }, chosen, near);
    }
    case 'ncr':
      return cleanNeighbourhoods({ labels, mayLose, rarest, k, votesForItself: true }, rows, near);
    case 'nearmiss': {
      const keep = counts.map((_, label) => (label === rarest ? null : counts[rarest]!));
      const asked = { labels, keep, rarest, version: params.version as 1, k, shortList: params.shortList! };
      const kept = await nearMiss(asked, near, farthestByAllPairs(table.x));
      return Int32Array.from(kept.flatMap((some) => [...some]));
    }
    default:
      throw new Error(method);
  }
}

const cases = golden.cases.map((one) => ({
  ...one,
  title: `${one.method} ${JSON.stringify(one.params)}: ${one.table}`,
}));

test.each(cases)(
  'keeps the rows of imbalanced-learn, in its order: $title',
  async ({ table, method, params, kept }) => {
    const found = await keptBy(golden.tables[table as keyof typeof golden.tables], method, params);
    expect([...found]).toEqual(kept);
  },
);
