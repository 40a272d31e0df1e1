import type { ContractLookup } from '../core/contract';
import { FailureError, makeFailure, type Failure } from '../core/failure';
import { fail, succeed, type Outcome } from '../core/outcome';
import { contractOf } from '../steps/index';
import { DOCUMENT_VERSION, type WorkbenchDocument } from './document';
import { parseFile } from './parse';
import { upgradeSteps } from './upgrades/upgrade-steps';
import { upgradeFile } from './upgrades/upgrades';
import { toDocument } from './validate';

/**
 * A workbench as it was read. `readOnly` says why it may be looked at but not saved: its file holds what this version
 * would not keep. To pass such a file on, pass on its text.
 */
export interface ReadDocument {
  readonly document: WorkbenchDocument;
  readonly readOnly: Failure | null;
}

/**
 * Reads a workbench file: parse, upgrade, validate, fill in defaults, in that order and nowhere else.
 *
 * Cells that cannot run here (unknown kind or step, newer step) are kept word for word, as are unknown fields at the top.
 * A param that is missing or out of range does not keep the file from opening: the plan of its cell names it. Failures:
 * `workbench-too-large`, `workbench-not-json`, `workbench-wrong-types` (with the path), and `workbench-newer` where not
 * even the list of cells is known; a newer file that can be shown has that failure as its `readOnly`.
 */
export function readDocument(text: string, lookup: ContractLookup = contractOf): Outcome<ReadDocument> {
  try {
    return succeed(readFile(text, lookup));
  } catch (error) {
    if (error instanceof FailureError) return fail(error.failure);
    throw error;
  }
}

function readFile(text: string, lookup: ContractLookup): ReadDocument {
  const { version, file } = parseFile(text);
  if (version > DOCUMENT_VERSION) return readNewer(version, file, lookup);
  const upgraded = upgradeSteps(upgradeFile(file, version, DOCUMENT_VERSION).file, lookup);
  return { document: toDocument(upgraded, lookup, 'as-written'), readOnly: null };
}

function readNewer(
  version: number,
  file: Readonly<Record<string, unknown>>,
  lookup: ContractLookup,
): ReadDocument {
  const newer = makeFailure('workbench-newer', { found: version, known: DOCUMENT_VERSION });
  try {
    return { document: toDocument(file, lookup, 'as-far-as-known'), readOnly: newer };
  } catch (error) {
    if (error instanceof FailureError) {
      throw new FailureError({ ...newer, detail: error.failure.message }, { cause: error });
    }
    throw error;
  }
}
