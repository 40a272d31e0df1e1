import type { Plan, PlanNode } from '../../core/plan';
import { contractOf } from '../../steps/index';

/** A load node for a file of this name. */
export function loadNode(name: string, params: Readonly<Record<string, unknown>> = {}): PlanNode {
  const source = { kind: 'file', files: [{ name }] };
  return { step: 'load', version: 1, params: completeParams('load', { source, ...params }), inputs: {} };
}

/** Load and profile of one file, the profile being the target. */
export function profilePlan(name: string): Plan {
  const profile: PlanNode = {
    step: 'profile',
    version: 1,
    params: {},
    inputs: { table: { node: 0, slot: 'table' } },
  };
  return { nodes: [loadNode(name), profile], target: 1 };
}

/** A load of one file. */
export function loadPlan(name: string, params: Readonly<Record<string, unknown>> = {}): Plan {
  return { nodes: [loadNode(name, params)], target: 0 };
}

function completeParams(
  step: string,
  params: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return contractOf(step)?.params.parse(params) ?? params;
}

/** Rows of a table large enough that reading and profiling it can be interrupted: about 25 bytes a row. */
export function largeCsv(rows: number): string {
  const lines = ['id,group,value'];
  for (let row = 0; row < rows; row++) lines.push(`${row},g${row % 977},${((row * 7919) % 100003) / 7}`);
  return `${lines.join('\n')}\n`;
}
