import type { ContractLookup, RawParams, StepContract } from '../../core/contract';
import type { RawObject } from './upgrades';

/**
 * Brings the params of cells that an older version of their step wrote to the current one, by the upgrades that stand in
 * the step's own contract. Works on unchecked JSON: what is no step cell of an older version comes back as it is.
 */
export function upgradeSteps(file: RawObject, lookup: ContractLookup): RawObject {
  if (!Array.isArray(file.cells)) return file;
  return { ...file, cells: file.cells.map((cell: unknown) => upgradeCell(cell, lookup)) };
}

function upgradeCell(cell: unknown, lookup: ContractLookup): unknown {
  if (!isOlderCandidate(cell)) return cell;
  const contract = lookup(cell.step);
  if (contract === undefined || cell.version >= contract.version) return cell;
  return {
    ...cell,
    version: contract.version,
    params: upgradeParams(contract, cell.version, cell.params ?? {}),
  };
}

interface OlderCandidate {
  readonly kind: 'step';
  readonly step: string;
  readonly version: number;
  readonly params?: RawParams;
}

function isOlderCandidate(cell: unknown): cell is OlderCandidate {
  if (typeof cell !== 'object' || cell === null) return false;
  const { kind, step, version, params } = cell as Record<string, unknown>;
  const isVersion = Number.isSafeInteger(version) && Number(version) >= 1;
  const hasParams =
    params === undefined || (typeof params === 'object' && params !== null && !Array.isArray(params));
  return kind === 'step' && typeof step === 'string' && isVersion && hasParams;
}

/** Params of a past version of a step as its current version reads them. A version without an upgrade is a bug and throws. */
export function upgradeParams(contract: StepContract, version: number, params: RawParams): RawParams {
  let current = params;
  for (let from = version; from < contract.version; from += 1) {
    const upgrade = contract.upgrades?.[from - 1];
    if (upgrade === undefined) throw new Error(`No upgrade leads from version ${from} of “${contract.id}”.`);
    current = upgrade(current);
  }
  return current;
}
