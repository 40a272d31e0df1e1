import type { StepContract } from '../../core/contract';
import type { SentencePart } from '../../core/sentence';
import type { StepCell } from '../../document/document';
import { paramFields } from '../params/param-fields';
import { described } from './slot-options';

const PROBE = '\u{1F50D}';

/** True where the sentence would name a column that this param is set to; false where the other params leave it no part in it. */
export function tellsColumn(contract: StepContract, cell: StepCell, name: string): boolean {
  const isList = paramFields(contract.params).some(
    (field) => field.name === name && field.kind === 'columns',
  );
  return described(contract, cell, name, isList ? [PROBE] : PROBE).includes(PROBE);
}

/** The parts of a sentence without the columns that have no part in it under the other params, nor the space before them. */
export function toldParts(
  contract: StepContract,
  cell: StepCell,
  parts: readonly SentencePart[],
): SentencePart[] {
  const columns = new Set(
    paramFields(contract.params).flatMap(({ kind, name }) =>
      kind === 'column' || kind === 'columns' ? [name] : [],
    ),
  );
  const isSilent = (part: SentencePart | undefined): boolean =>
    part?.kind === 'slot' &&
    part.of === 'param' &&
    part.text === '' &&
    columns.has(part.name) &&
    !tellsColumn(contract, cell, part.name);
  return parts.flatMap((part, place): SentencePart[] => {
    if (isSilent(part)) return [];
    return part.kind === 'words' && isSilent(parts[place + 1])
      ? [{ kind: 'words', text: part.text.trimEnd() }]
      : [part];
  });
}
