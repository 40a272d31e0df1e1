import type { StepContract } from '../core/contract';
import { load } from './load/load/step';
import { profile } from './understand/profile/step';

/** Every step's contract, in the order of the palette. Pure: any world may import it. */
export const contracts: readonly StepContract[] = [load, profile];

/** The contract of a step, or undefined where this Sluice does not know it. */
export function contractOf(step: string): StepContract | undefined {
  return contracts.find((contract) => contract.id === step);
}
