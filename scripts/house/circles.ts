import { posix } from 'node:path';
import type { Import } from './imports';

/**
 * Circles among our own files, each as the sorted list of its members. Imports of values count everywhere; imports of
 * types count between folders, but inside one folder (a step and its reading) they may point both ways.
 */
export function importCircles(imports: readonly Import[]): string[][] {
  const own = imports.filter((edge) => !edge.isPackage);
  const values = knots(own.filter((edge) => !edge.isTypeOnly));
  const acrossFolders = knots(own).filter(
    (knot) => new Set(knot.map((path) => posix.dirname(path))).size > 1,
  );
  return [
    ...values,
    ...acrossFolders.filter((knot) => !values.some((other) => other.join() === knot.join())),
  ];
}

/** Strongly connected components of more than one file, or of one that imports itself (Tarjan 1972). */
function knots(edges: readonly Import[]): string[][] {
  const neighbours = targetsByFile(edges);
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];

  const visit = (node: string) => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    stack.push(node);
    for (const next of neighbours.get(node) ?? []) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(node) !== order.get(node)) return;
    const knot = stack.splice(stack.indexOf(node)).sort();
    if (knot.length > 1 || neighbours.get(node)?.includes(node)) found.push(knot);
  };

  for (const node of neighbours.keys()) if (!order.has(node)) visit(node);
  return found;
}

function targetsByFile(edges: readonly Import[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { from, to } of edges) groups.set(from, [...(groups.get(from) ?? []), to]);
  return groups;
}
