import type { TableArtifact } from './artifact';
import type { RunInputs } from './run-context';

/** The table at an input slot of a run. No run starts without the inputs it must have: anything else there is a bug and throws. */
export function tableAt(inputs: RunInputs, slot = 'table'): TableArtifact {
  const input = inputs[slot];
  if (input === undefined || !('kind' in input) || input.kind !== 'table') {
    throw new Error(`A step was run without a table at its slot “${slot}”.`);
  }
  return input;
}

/** The tables at a list slot of a run, in order; anything else there is a bug and throws. */
export function tablesAt(inputs: RunInputs, slot: string): TableArtifact[] {
  const input = inputs[slot] ?? [];
  return ('kind' in input ? [input] : input).map((one) => {
    if (one.kind !== 'table') throw new Error(`A step was run without tables at its slot “${slot}”.`);
    return one;
  });
}
