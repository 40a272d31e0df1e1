import { randomState, type RandomState } from '../random-state';
import type { ChannelScale, DrawnOperation, OperationSetting } from './operations';

/** The bound of seeds. */
const SEEDS = 2 ** 32;

/**
 * The seed of a new window, from the seed of the step, the row of its parent and the number of the draw from that parent: so that no
 * window depends on how the work is divided. Mixed by the last step of MurmurHash3.
 */
export function seedOf(seed: number, row: number, draw: number): number {
  return mixed(mixed(mixed(seed ^ 0x9e3779b9) ^ row) ^ Math.imul(draw + 1, 0x85ebca6b));
}

function mixed(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number from the standard normal distribution (Box and Muller 1958). */
export function drawNormal(random: RandomState): number {
  return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}

/**
 * The operations of one new window, in their order: each with its chance, and where chance left out all, one of them, drawn by
 * its chance. All from one seed.
 */
export function drawOperations(
  seed: number,
  settings: readonly OperationSetting[],
  scales: readonly ChannelScale[],
): DrawnOperation[] {
  const random = randomState(seed);
  const chosen = settings.map(({ chance }) => random.uniform() < chance);
  if (!chosen.includes(true)) chosen[oneOf(random, settings)] = true;
  return settings.filter((_, place) => chosen[place]).map((setting) => drawOne(random, setting, scales));
}

function oneOf(random: RandomState, settings: readonly OperationSetting[]): number {
  let left = random.uniform() * settings.reduce((sum, { chance }) => sum + chance, 0);
  const found = settings.findIndex(({ chance }) => (left -= chance) < 0);
  return found < 0 ? settings.length - 1 : found;
}

function drawOne(
  random: RandomState,
  setting: OperationSetting,
  scales: readonly ChannelScale[],
): DrawnOperation {
  const { operation, strength, points } = setting;
  const around = scales.map(({ centre }) => centre);
  const normals = (count: number) => Array.from({ length: count }, () => drawNormal(random));
  switch (operation) {
    case 'jitter':
      return { operation, sd: scales.map(({ spread }) => strength * spread), seed: random.below(SEEDS - 1) };
    case 'scale':
      return { operation, factors: scales.map(() => 1 + strength * drawNormal(random)), around };
    case 'drift':
      return {
        operation,
        anchors: scales.map(() => cumulated(normals(points + 2))),
        reach: scales.map(({ spread }) => strength * spread),
      };
    case 'time warp':
      return { operation, anchors: speedAnchors(random, points + 1, strength) };
    case 'magnitude warp':
      return {
        operation,
        anchors: scales.map(() => normals(points + 2).map((normal) => 1 + strength * normal)),
        around,
      };
    case 'window slice': {
      const from = random.uniform() * (1 - strength);
      return { operation, from, to: from + strength };
    }
    case 'dropout': {
      const { gap, fill, value } = setting;
      return { operation, chance: strength, gap, fill, value, seed: random.below(SEEDS - 1) };
    }
    case 'permutation':
      return { operation, order: otherOrder(random, Math.max(2, Math.round(strength))) };
    case 'reverse':
      return { operation };
    default:
      return operation satisfies never;
  }
}

function cumulated(steps: readonly number[]): number[] {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

/**
 * How far time has come after each of some stretches of equal length, from 0 to 1: speeds are uniform, shifted so that the greatest is
 * `ratio` times the least, as tsaug's TimeWarp draws them.
 */
function speedAnchors(random: RandomState, stretches: number, ratio: number): number[] {
  const speeds = Array.from({ length: stretches }, () => random.uniform());
  const [least, greatest] = [Math.min(...speeds), Math.max(...speeds)];
  const shift = (greatest - ratio * least) / (ratio - 1);
  const passed = cumulated(speeds.map((speed) => speed + shift));
  const all = passed.at(-1)!;
  return [0, ...passed.slice(0, -1).map((sum) => sum / all), 1];
}

/** An order of n pieces that is not the one they had. */
function otherOrder(random: RandomState, n: number): number[] {
  for (;;) {
    const order = [...random.permutation(n)];
    if (order.some((piece, place) => piece !== place)) return order;
  }
}
