import type { RawParams, SuggestedInput, Suggestion } from '../core/contract';
import type { StepCell, WorkbenchDocument } from '../document/document';
import { stepCells } from '../document/graph';
import { namesIn } from '../document/params';
import { contractOf } from '../steps/index';
import { asItCame } from './as-it-came';
import { otherPartsOf, paramsOfSplit, partsBeside, wholeOf } from './other-parts';

/** The inputs of the cell that a suggestion proposes, by name. */
export function suggestedInputs(
  document: WorkbenchDocument,
  cell: StepCell,
  suggestion: Suggestion,
): StepCell['inputs'] {
  const nameOf = (from: SuggestedInput): string | undefined => {
    if ('wholeOf' in from) return wholeOf(document, from.wholeOf) ?? undefined;
    if ('asItCame' in from) {
      return asItCame(document, from.asItCame)?.table ?? (from.orItself === true ? from.asItCame : undefined);
    }
    return 'name' in from ? from.name : cell.outputs[from.output];
  };
  const named = Object.fromEntries(
    Object.entries(suggestion.inputs).flatMap(([slot, from]): [string, string | string[]][] => {
      const names = [from].flat().flatMap((each) => nameOf(each) ?? []);
      const [first] = names;
      if (first === undefined) return [];
      return [[slot, Array.isArray(from) ? names : first]];
    }),
  );
  return {
    ...otherPart(document, cell, suggestion.step, named),
    ...partsBeside(document, contractOf(suggestion.step)?.inputs, named),
    ...named,
  };
}

/** The params of the cell that a suggestion proposes: of a whole that is divided anew, the parts stay as they are called and sized. */
export function suggestedParams(
  document: WorkbenchDocument,
  { step, params, inputs }: Suggestion,
): RawParams {
  const [part] = Object.values(inputs)
    .flat()
    .flatMap((from) => ('wholeOf' in from ? [from.wholeOf] : []));
  return part === undefined ? params : { ...paramsOfSplit(document, part, step), ...params };
}

/** What was fitted on one part of a split is for the other parts: the first that does not have it yet, at the table slot left open. */
function otherPart(
  document: WorkbenchDocument,
  cell: StepCell,
  step: string,
  named: StepCell['inputs'],
): StepCell['inputs'] {
  const { inputs = {} } = contractOf(step) ?? {};
  const ports = Object.entries(typeof inputs === 'object' ? inputs : {});
  const fitted = ports.flatMap(([slot, { kind }]) =>
    kind === 'transform' || kind === 'model' ? namesIn({ inputs: named }, slot) : [],
  );
  const [open, ...more] = ports.filter(
    ([slot, port]) => port.kind === 'table' && port.optional !== true && named[slot] === undefined,
  );
  const [fittedOn] = Object.values(cell.inputs).flat();
  const [name] = fitted;
  if (open === undefined || more.length > 0 || name === undefined || fittedOn === undefined) return {};
  const has = (table: string) =>
    stepCells(document).some((other) => {
      const read = Object.values(other.inputs).flat();
      return other.step === step && read.includes(name) && read.includes(table);
    });
  const table = otherPartsOf(document, fittedOn).find((each) => !has(each));
  return table === undefined ? {} : { [open[0]]: table };
}
