import type { StepContract } from '../../core/contract';
import type { StepCell } from '../../document/document';
import type { ColumnsAtHand } from '../../workbench/input-tables';

/** One of the things a slot may be set to, as the page writes it. */
export interface SlotOption {
  readonly value: string;
  readonly label: string;
  /** Under which heading it stands in a list, after those without one. */
  readonly group?: string;
}

/** The values of a choice in the words of the step's own sentence, as far as these tell them apart. */
export function choiceOptions(
  contract: StepContract,
  cell: StepCell,
  name: string,
  values: readonly string[],
): SlotOption[] {
  const labels = values.map((value) => described(contract, cell, name, value));
  const isTold = new Set(labels).size === values.length;
  return values.map((value, index) => ({ value, label: (isTold && labels[index]) || value }));
}

/** How a param reads in the sentence when it has this value. */
export function described(contract: StepContract, cell: StepCell, name: string, value: unknown): string {
  return contract.describe({ ...cell.params, [name]: value })[name] ?? '';
}

/** The columns that a slot may name: those of the types that fit, or all. */
export function columnOptions({ columns }: ColumnsAtHand, types: readonly string[] | null): SlotOption[] {
  return columns
    .filter((column) => types === null || types.includes(column.type))
    .map(({ name }) => ({ value: name, label: name }));
}

/** Says why a value does not fit its param; null where it does. */
export function paramFault(
  contract: StepContract,
  cell: StepCell,
  name: string,
  value: unknown,
): string | null {
  const parsed = contract.params.safeParse({ ...cell.params, [name]: value });
  const issue = parsed.error?.issues.find((each) => each.path[0] === name);
  return issue === undefined ? null : issue.message;
}
