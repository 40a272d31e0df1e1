import type { BestSplit } from './number-split';
import type { Tree } from './tree';

/** The nodes of a tree while it grows, each field a list. */
export class NodeList {
  readonly #splits: number[] = [];
  readonly #thresholds: number[] = [];
  readonly #lowSets: number[] = [];
  readonly #highSets: number[] = [];
  readonly #lefts: number[] = [];
  readonly #rights: number[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #bandwidths: number[] = [];

  /** Adds a leaf behind a node (-1: the root), and gives its place. */
  add(start: number, end: number, parent: number, isLeft: boolean): number {
    const node = this.#splits.push(-1) - 1;
    this.#starts.push(start);
    this.#ends.push(end);
    for (const list of [this.#thresholds, this.#lowSets, this.#highSets]) list.push(0);
    for (const list of [this.#lefts, this.#rights, this.#bandwidths]) list.push(0);
    if (parent >= 0) (isLeft ? this.#lefts : this.#rights)[parent] = node;
    return node;
  }

  /** Makes a leaf a node that divides its rows. */
  divide(node: number, { predictor, threshold, lowSet, highSet }: BestSplit): void {
    this.#splits[node] = predictor;
    this.#thresholds[node] = threshold;
    this.#lowSets[node] = lowSet;
    this.#highSets[node] = highSet;
  }

  /** The noise that smooths what is drawn from a leaf. */
  setBandwidth(node: number, bandwidth: number): void {
    this.#bandwidths[node] = bandwidth;
  }

  /** The tree. */
  finish(members: Int32Array): Tree {
    return {
      splits: Int32Array.from(this.#splits),
      thresholds: Float64Array.from(this.#thresholds),
      lowSets: Uint32Array.from(this.#lowSets),
      highSets: Uint32Array.from(this.#highSets),
      lefts: Int32Array.from(this.#lefts),
      rights: Int32Array.from(this.#rights),
      starts: Int32Array.from(this.#starts),
      ends: Int32Array.from(this.#ends),
      bandwidths: Float64Array.from(this.#bandwidths),
      members,
    };
  }
}
