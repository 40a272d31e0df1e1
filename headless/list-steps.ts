import * as z from 'zod';
import type { JsonValue } from '../src/core/artifact';
import { portsOf, type Ports, type StepContract } from '../src/core/contract';
import { encodeJson } from './json';

/**
 * Every step as data, for those who write workbench files by hand or by program. `params` is a JSON Schema of what a file
 * may say. Ports that params make are listed as they are at the default params (null where there are none), and named in
 * `madeByParams`.
 */
export function listSteps(contracts: readonly StepContract[]): JsonValue {
  return encodeJson({ steps: contracts.map(describeStep) });
}

function describeStep(contract: StepContract) {
  const { id, version, stage, title, summary, sentence, frames } = contract;
  return {
    id,
    version,
    stage,
    title,
    summary,
    sentence,
    params: z.toJSONSchema(contract.params, { io: 'input' }),
    inputs: defaultPorts(contract, contract.inputs),
    outputs: defaultPorts(contract, contract.outputs),
    madeByParams: (['inputs', 'outputs'] as const).filter((side) => typeof contract[side] === 'function'),
    frames,
  };
}

function defaultPorts(contract: StepContract, ports: StepContract['inputs']): Ports | null {
  if (typeof ports !== 'function') return ports;
  const params = contract.params.safeParse({});
  return params.success ? portsOf(ports, params.data) : null;
}
