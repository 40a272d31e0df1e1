import type { PatchValue } from '../core/artifact';
import type { ContractLookup, RawParams } from '../core/contract';
import type { SourceFingerprint } from '../core/source';
import { fitSlots } from './cells';
import {
  nameSchema,
  patchSchema,
  type DeclaredTraits,
  type SourceColumn,
  type StepCell,
  type WorkbenchDocument,
} from './document';
import { takenNames } from './names';
import { completeParams } from './params';
import { sourcesOf, withFingerprints } from './sources';

/** The cell with the given params set and the others kept; slots that params make follow. */
export function setParams(
  document: WorkbenchDocument,
  cell: StepCell,
  params: RawParams,
  lookup: ContractLookup,
): StepCell {
  const contract = lookup(cell.step);
  if (contract === undefined) throw new Error(`There is no step “${cell.step}”.`);
  const changed = { ...cell, params: completeParams(contract, { ...cell.params, ...params }) };
  return fitSlots(withoutOldColumns(changed, cell), contract, takenNames(document));
}

/** Columns on record are those of a source: of another one they tell nothing. */
function withoutOldColumns(changed: StepCell, before: StepCell): StepCell {
  const { columns, ...bare } = changed;
  const isSame = JSON.stringify(sourcesOf(changed)) === JSON.stringify(sourcesOf(before));
  return columns === undefined || isSame ? changed : bare;
}

/** More columns than these are not written down: the file would hold little else. */
const MOST_COLUMNS = 1000;

/** The cell with the sizes and hashes of the files that were read, and the columns that they had. */
export function recordSources(
  cell: StepCell,
  sources: readonly SourceFingerprint[],
  columns: readonly SourceColumn[],
): StepCell {
  const { columns: _, ...bare } = cell;
  const recorded = { ...bare, params: withFingerprints(cell.params, sources) };
  const read = new Set(sources.map(({ name }) => name));
  const isOfFiles = sourcesOf(cell).some(
    (source) => source.kind === 'file' && source.files.every(({ name }) => read.has(name)),
  );
  if (!isOfFiles || columns.length === 0 || columns.length > MOST_COLUMNS) return recorded;
  return { ...recorded, columns: columns.map(({ name, type }) => ({ name, type })) };
}

/** The cell with an input slot connected to one name, to several, or (null) to none. */
export function setInput(cell: StepCell, slot: string, names: string | readonly string[] | null): StepCell {
  const { [slot]: _, ...others } = cell.inputs;
  if (names === null) return { ...cell, inputs: others };
  const value =
    typeof names === 'string' ? nameSchema.parse(names) : names.map((name) => nameSchema.parse(name));
  return { ...cell, inputs: { ...cell.inputs, [slot]: value } };
}

/** The cell with the traits that a person declares for an output slot; null takes them back. */
export function setTraits(cell: StepCell, slot: string, traits: DeclaredTraits | null): StepCell {
  const { traits: before = {}, ...bare } = cell;
  const { [slot]: _, ...others } = before;
  const after = traits === null ? others : { ...others, [slot]: traits };
  return Object.keys(after).length === 0 ? bare : { ...bare, traits: after };
}

/** The cell with the decisions made by hand; null removes them. */
export function setPatch(cell: StepCell, patch: PatchValue | null): StepCell {
  const { patch: _, ...bare } = cell;
  return patch === null ? bare : { ...bare, patch: patchSchema.parse(patch) };
}
