import type { z } from 'zod';
import { portsOf, type Ports, type RawParams, type StepContract } from '../core/contract';
import { makeFailure } from '../core/failure';
import { fail, succeed, type Outcome } from '../core/outcome';
import type { StepCell, StoredParams } from './document';
import { firstIssue } from './issues';

/** Params that fit their step, and the slots that follow from them. */
export interface FittingParams {
  readonly params: StoredParams;
  readonly inputs: Ports;
  readonly outputs: Ports;
}

/** Checks the params of a cell against its step; `params-invalid` names the first that does not fit. */
export function fitParams(contract: StepContract, params: RawParams): Outcome<FittingParams> {
  const parsed = contract.params.safeParse(params);
  if (!parsed.success) {
    const { path, reason } = firstIssue(parsed.error, '');
    return fail(makeFailure('params-invalid', { path, step: contract.title, reason }));
  }
  const fitting = parsed.data as StoredParams;
  return succeed({
    params: fitting,
    inputs: portsOf(contract.inputs, fitting),
    outputs: portsOf(contract.outputs, fitting),
  });
}

const fittings = new WeakMap<StepContract, WeakMap<StoredParams, Outcome<FittingParams>>>();

/** The fitting params of a cell of a document. Params of a document never change, so they are checked once per contract. */
export function fittingOf(contract: StepContract, { params }: StepCell): Outcome<FittingParams> {
  const known = fittings.get(contract) ?? new WeakMap<StoredParams, Outcome<FittingParams>>();
  fittings.set(contract, known);
  const fitting = known.get(params) ?? fitParams(contract, params);
  known.set(params, fitting);
  return fitting;
}

/**
 * Fills in the defaults of a step's params, in the order of its schema. A param that does not fit (one that waits for a
 * choice, say) stays as it is: the plan of the cell names it.
 */
export function completeParams(contract: StepContract, params: RawParams): StoredParams {
  const whole = contract.params.safeParse(params);
  if (whole.success) return whole.data as StoredParams;
  const known = Object.entries<z.core.$ZodType>(contract.params.shape).flatMap(([name, schema]) => {
    const value = completeParam(schema as z.ZodType, params[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  const unknown = Object.entries(params).filter(([name]) => !Object.hasOwn(contract.params.shape, name));
  return Object.fromEntries([...known, ...unknown]) as StoredParams;
}

function completeParam(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : value;
}

/** The names that a cell's input slot holds, in order: a list slot several, any other one or none. */
export function namesIn(cell: Pick<StepCell, 'inputs'>, slot: string): readonly string[] {
  const names = cell.inputs[slot] ?? [];
  return typeof names === 'string' ? [names] : names;
}
