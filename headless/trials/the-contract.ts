import type { StepContract } from '../../src/core/contract';
import { contractOf } from '../../src/steps/index';

/** The contract of a step that a test knows to be there; throws where it is not. */
export function theContract(id: string): StepContract {
  const contract = contractOf(id);
  if (contract === undefined) throw new Error(`There is no step ${id}.`);
  return contract;
}
