import { cellAt, type Frame } from '../../../core/frame';

/** How clusters are taken that nobody decided about. */
export type Accept = 'chosen' | 'all';

/** A value of a cluster as it stands now. */
export interface Member {
  readonly value: string;
  readonly rows: number;
  /** What it becomes; itself where it stays. */
  readonly becomes: string;
}

/** A cluster as it stands now. */
export interface ClusterNow {
  readonly proposed: string;
  /** What its values become once they are accepted: what was typed, else the value proposed. */
  readonly target: string;
  readonly members: readonly Member[];
  readonly rows: number;
  /** Whether all of its values become the target, some, or none beside the target itself. */
  readonly state: 'all' | 'some' | 'none';
}

/** What was decided by hand: values and what they become. */
export type Targets = ReadonlyMap<string, string>;

/** The clusters of a result under the present decisions, in their order. */
export function clustersNow(frame: Frame, targets: Targets, accept: Accept): ClusterNow[] {
  const clusters: ClusterNow[] = [];
  for (let row = 0; row < frame.rows;) {
    const [number, proposed] = [cellAt(frame, 'cluster', row), String(cellAt(frame, 'proposed', row))];
    const members: Member[] = [];
    for (; row < frame.rows && cellAt(frame, 'cluster', row) === number; row++) {
      const value = String(cellAt(frame, 'value', row));
      const becomes = targets.get(value) ?? unsaid(value, proposed, accept);
      members.push({ value, rows: Number(cellAt(frame, 'rows', row)), becomes });
    }
    clusters.push(clusterOf(proposed, members));
  }
  return clusters;
}

function clusterOf(proposed: string, members: readonly Member[]): ClusterNow {
  const target = members.find(({ value, becomes }) => value !== becomes)?.becomes ?? proposed;
  const others = members.filter(({ value }) => value !== target);
  const taken = others.filter(({ becomes }) => becomes === target).length;
  const state = taken === 0 ? 'none' : taken === others.length ? 'all' : 'some';
  return { proposed, target, members, rows: members.reduce((sum, { rows }) => sum + rows, 0), state };
}

/** What a value becomes that nobody decided about. */
function unsaid(value: string, proposed: string, accept: Accept): string {
  return accept === 'all' ? proposed : value;
}

/** The decisions with some values of a cluster sent to a target, or (null) left as they are. */
export function decide(
  targets: Targets,
  accept: Accept,
  { proposed }: ClusterNow,
  values: readonly string[],
  target: string | null,
): Map<string, string> {
  const next = new Map(targets);
  for (const value of values) {
    const becomes = target ?? value;
    if (becomes === unsaid(value, proposed, accept)) next.delete(value);
    else next.set(value, becomes);
  }
  return next;
}

/** The decisions with another target for a cluster: for the values that were accepted, for all where none was. */
export function retarget(
  targets: Targets,
  accept: Accept,
  cluster: ClusterNow,
  target: string,
): Map<string, string> {
  const taken = cluster.members.filter(
    ({ value, becomes }) => becomes === cluster.target || value === cluster.target,
  );
  const moved = cluster.state === 'none' ? cluster.members : taken;
  return decide(
    targets,
    accept,
    cluster,
    moved.map(({ value }) => value),
    target,
  );
}

/** The decisions but that about one value. */
export function without(targets: Targets, value: string): Map<string, string> {
  return new Map([...targets].filter(([one]) => one !== value));
}

/** How many values and rows change under the present decisions; `beside` are decided values in no cluster. */
export function changeOf(
  clusters: readonly ClusterNow[],
  beside: readonly Member[],
): { readonly values: number; readonly rows: number } {
  const changed = [...clusters.flatMap(({ members }) => members), ...beside].filter(
    ({ value, becomes, rows }) => value !== becomes && rows > 0,
  );
  return { values: changed.length, rows: changed.reduce((sum, { rows }) => sum + rows, 0) };
}
