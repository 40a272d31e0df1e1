import type { StepContract } from './contract';
import type { Frame } from './frame';

/** True where the first statement of a run is the whole of its step, by the frames of the run's result; see `isOneStatement`. */
export function isOneStatement(
  contract: Pick<StepContract, 'isOneStatement'> | undefined,
  frames: Readonly<Record<string, Frame>>,
): boolean {
  const claim = contract?.isOneStatement ?? false;
  return typeof claim === 'function' ? claim(frames) : claim;
}
