import { failWith } from '../../../core/failure';
import type { RunContext } from '../../../core/run-context';
import { randomState } from '../../../kernels/random-state';
import { sumFarthestAcross } from '../../../kernels/resampling/across';
import { cleanNeighbourhoods } from '../../../kernels/resampling/cleaning-rule';
import { editInRounds, editOnce, type EditingRule, type MayLose } from '../../../kernels/resampling/edited';
import { editAsImbalancedLearn } from '../../../kernels/resampling/edited-as-imbalanced-learn';
import type { FindNear } from '../../../kernels/resampling/find-near';
import { gather } from '../../../kernels/resampling/find-near-in';
import {
  countByClass,
  groupedByClass,
  largestClass,
  smallestByAppearance,
  smallestClass,
} from '../../../kernels/resampling/labels';
import { nearMiss } from '../../../kernels/resampling/near-miss';
import { oneSided } from '../../../kernels/resampling/one-sided';
import { withoutTomekLinks } from '../../../kernels/resampling/tomek';
import { unknownClasses, type ClassCount, type ClassGoal } from './goals';
import type { Ground } from './ground';
import { allowed } from './make-rows';
import { isAdding } from './methods';
import type { ResampleParams } from './step';

/** Rounds of repeated editing at most. */
const MOST_ROUNDS = 100;

/** What is cleaned. */
export interface CleanAsked {
  readonly ground: Ground;
  readonly labels: Int32Array;
  /** The rows that have a class, ascending. */
  readonly rows: Int32Array;
  readonly classes: readonly ClassCount[];
  readonly params: ResampleParams;
}

/** What cleaning leaves: the rows, in the order in which they are given, and the classes that were spared, by their places. */
export interface Cleaned {
  readonly rows: Int32Array;
  readonly spared: readonly number[];
}

interface Cleaning extends CleanAsked {
  /** Classes, without the one of rows that have none. */
  readonly count: number;
  readonly mayLose: MayLose;
  readonly rarest: number;
  readonly near: FindNear;
}

/**
 * Takes rows away by what their neighbours are. Own rules: the rarest class is the one at the start, no class is edited away, and the
 * rows that stay keep their order; as imbalanced-learn: its order, class after class for all but Tomek links and neighbourhood cleaning.
 */
export async function cleanRows(asked: CleanAsked): Promise<Cleaned> {
  const { params, labels, rows, ground } = asked;
  const count = asked.classes.filter(({ label }) => label !== null).length;
  const counts = countByClass(labels, rows, count);
  const isCompatible = params.rules === 'imbalanced-learn';
  const cleaning = {
    ...asked,
    count,
    mayLose: mayLoseNow(asked, counts),
    rarest: isCompatible ? smallestByAppearance(labels, rows, count) : smallestClass(counts),
    near: ground.nearByGraph(),
  };
  const cleaned = await clean(cleaning);
  return isCompatible ? cleaned : { ...cleaned, rows: cleaned.rows.slice().sort() };
}

function mayLoseNow({ params, classes }: CleanAsked, counts: readonly number[]): MayLose {
  const { losing, losingClasses, method } = params;
  switch (losing) {
    case 'auto':
      return counts.map((_, label) => isAdding(method) || label !== smallestClass(counts));
    case 'all':
      return counts.map(() => true);
    case 'largest':
      return counts.map((_, label) => label === largestClass(counts));
    case 'listed': {
      const unknown = losingClasses.filter((name) => !classes.some(({ label }) => label === name));
      if (unknown.length > 0) failWith('resample-class-unknown', unknownClasses(unknown, classes));
      return counts.map((_, label) => losingClasses.includes(classes[label]?.label ?? ''));
    }
    default:
      return losing satisfies never;
  }
}

async function clean(cleaning: Cleaning): Promise<Cleaned> {
  const { labels, rows, mayLose, near, params, rarest, count } = cleaning;
  const isCompatible = params.rules === 'imbalanced-learn';
  switch (params.method) {
    case 'Tomek links':
    case 'SMOTE and Tomek links':
      return spareAll(cleaning, await withoutTomekLinks({ labels, mayLose }, rows, near));
    case 'edited neighbours':
    case 'SMOTE and edited neighbours':
    case 'repeated editing':
    case 'all-k editing':
      return edit(cleaning);
    case 'neighbourhood cleaning': {
      const k = allowed(params.n, rows, params);
      const asked = { labels, mayLose, rarest, k, votesForItself: isCompatible };
      return spareAll(cleaning, await cleanNeighbourhoods(asked, rows, near));
    }
    case 'one-sided selection': {
      // Against the rarest class nothing tells its own rows apart: our rules keep it whole.
      const loses = mayLose.map((may, label) => may && (isCompatible || label !== rarest));
      const chosen = await oneSided({ labels, mayLose: loses, rarest }, randomState(params.seed), near);
      // Imbalanced-learn looks for links among the rows in the order chosen.
      const links = await withoutTomekLinks(
        { labels, mayLose: loses },
        isCompatible ? chosen : chosen.sort(),
        near,
      );
      return spareAll(cleaning, links);
    }
    default:
      throw new Error(`“${params.method}” cleans nothing (${count} classes).`);
  }
}

async function edit(cleaning: Cleaning): Promise<Cleaned> {
  const { labels, rows, mayLose, near, params, count, rarest } = cleaning;
  const n = allowed(params.n, rows, params);
  const rules = rulesOf(params, n);
  const stopsWhenStill = params.method === 'repeated editing';
  if (params.rules === 'sluice') {
    const sizes = countByClass(labels, rows, count);
    // One round may leave a class small; more may not make it smaller than the rarest was.
    const floors = sizes.map((size, label) =>
      rules.length === 1 || label === rarest || size < sizes[rarest]! ? 1 : sizes[rarest]!,
    );
    return editInRounds({ labels, mayLose, rules, floors }, rows, near, stopsWhenStill);
  }
  const asked = {
    ...{ labels, classes: count, rules, stopsWhenStill },
    mayLoseNow: (counts: readonly number[]) => mayLoseNow(cleaning, counts),
  };
  const kept =
    rules.length === 1
      ? await editOnce(labels, rows, mayLose, rules[0]!, near)
      : await editAsImbalancedLearn(asked, rows, near);
  return { rows: groupedByClass(labels, kept, count), spared: [] };
}

function rulesOf({ method, kind, rules }: ResampleParams, n: number): EditingRule[] {
  const tie = rules === 'sluice' ? 'stays' : 'first';
  const rule = (k: number): EditingRule => ({ kind, k, tie });
  if (method === 'repeated editing') return Array.from({ length: MOST_ROUNDS }, () => rule(n));
  if (method === 'all-k editing') return Array.from({ length: n }, (_, i) => rule(i + 1));
  return [rule(n)];
}

/** By our own rules a class that would lose its last row keeps all of them. */
function spareAll({ labels, rows, count, params }: Cleaning, left: Int32Array): Cleaned {
  if (params.rules === 'imbalanced-learn') return { rows: left, spared: [] };
  const before = countByClass(labels, rows, count);
  const after = countByClass(labels, left, count);
  const spared = after.flatMap((size, label) => (size === 0 && before[label]! > 0 ? [label] : []));
  if (spared.length === 0) return { rows: left, spared };
  const kept = new Set(left);
  return { rows: rows.filter((row) => kept.has(row) || spared.includes(labels[row]!)), spared };
}

/** The rows that NearMiss keeps of the classes that have a goal. */
export async function nearMissRows(
  { kernels }: Pick<RunContext, 'kernels'>,
  { ground, labels, rows, classes, params }: CleanAsked,
  goals: readonly ClassGoal[],
): Promise<Int32Array> {
  const isCompatible = params.rules === 'imbalanced-learn';
  const count = classes.filter(({ label }) => label !== null).length;
  const counts = countByClass(labels, rows, count);
  const rarest = isCompatible ? smallestByAppearance(labels, rows, count) : smallestClass(counts);
  if (isCompatible && params.n > counts[rarest]!) {
    failWith('resample-class-too-small', {
      ...{
        class: classes[rarest]?.label ?? '',
        rows: counts[rarest]!,
        needed: params.n,
        method: params.method,
      },
    });
  }
  const keep = goals
    .slice(0, count)
    .map(({ isDrawn, goal }, label) => (isDrawn && (isCompatible || label !== rarest) ? goal : null));
  const asked = {
    labels,
    keep,
    rarest,
    version: Number(params.version) as 1 | 2 | 3,
    k: params.n,
    shortList: params.shortList,
  };
  const sumFarthest = (queries: Int32Array, among: Int32Array, k: number) =>
    sumFarthestAcross(kernels, gather(ground.space, queries), gather(ground.space, among), k);
  const kept = await nearMiss(asked, ground.near(), sumFarthest);
  const all = Int32Array.from(kept.flatMap((some) => [...some]));
  return isCompatible ? all : all.sort();
}
