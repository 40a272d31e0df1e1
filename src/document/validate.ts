import type { z } from 'zod';
import type { ContractLookup, StepContract } from '../core/contract';
import { FailureError } from '../core/failure';
import { connectNamed } from './cells';
import {
  noteCellSchema,
  stepCellSchema,
  type ForeignCell,
  type StepCell,
  type WorkbenchCell,
  type WorkbenchDocument,
} from './document';
import { firstIssue, isWrongType, nameIssue } from './issues';
import { numberedCellId, outputNames } from './names';
import { completeParams } from './params';
import { isObject, refusePrototypeKeys, wrongAt } from './parse';
import type { RawObject } from './upgrades/upgrades';

/** How strictly cells are read: `as-far-as-known` keeps as foreign what this version cannot read. */
export type Strictness = 'as-written' | 'as-far-as-known';

/** Turns an upgraded file into a complete document. Throws a `FailureError` with the path of the first wrong value. */
export function toDocument(
  file: RawObject,
  lookup: ContractLookup,
  strictness: Strictness,
): WorkbenchDocument {
  const { format: _format, version: _version, title = '', cells, ...extra } = file;
  if (typeof title !== 'string') return wrongAt('title', 'expected text');
  if (!Array.isArray(cells)) return wrongAt('cells', 'expected a list');
  const read = cells.map((cell: unknown, index) =>
    strictness === 'as-written' ? toCell(cell, index, lookup) : toCellOrForeign(cell, index, lookup),
  );
  return { title, cells: connected(withUniqueIds(read), lookup), extra };
}

/** A file written by hand need not say again which tables a text of it names. */
function connected(cells: readonly WorkbenchCell[], lookup: ContractLookup): WorkbenchCell[] {
  const names = cells.flatMap((cell) => Object.values(outputNames(cell)));
  return cells.map((cell) => {
    const contract = cell.kind === 'step' ? lookup(cell.step) : undefined;
    return cell.kind !== 'step' || contract === undefined ? cell : connectNamed(cell, contract, names);
  });
}

function toCellOrForeign(raw: unknown, index: number, lookup: ContractLookup): WorkbenchCell {
  try {
    return toCell(raw, index, lookup);
  } catch (error) {
    if (error instanceof FailureError && isObject(raw)) return foreign(raw, 'unknown-kind');
    throw error;
  }
}

function toCell(raw: unknown, index: number, lookup: ContractLookup): WorkbenchCell {
  const path = `cells[${index}]`;
  if (!isObject(raw)) return wrongAt(path, 'expected an object');
  if (typeof raw.kind !== 'string') return wrongAt(`${path}.kind`, 'expected text');
  if (raw.kind === 'note') return check(noteCellSchema, raw, path);
  if (raw.kind !== 'step') return foreign(raw, 'unknown-kind');
  if (typeof raw.step !== 'string') return wrongAt(`${path}.step`, 'expected text');
  const contract = lookup(raw.step);
  if (contract === undefined) return foreign(raw, 'unknown-step');
  if (typeof raw.version === 'number' && raw.version > contract.version) return foreign(raw, 'newer-step');
  return toStepCell(raw, path, contract);
}

function toStepCell(raw: RawObject, path: string, contract: StepContract): StepCell {
  refusePrototypeKeys(raw, path);
  const cell = check(stepCellSchema, raw, path);
  const issue = contract.params
    .safeParse(cell.params)
    .error?.issues.find((each) => isWrongType(each, cell.params));
  if (issue !== undefined) {
    const named = nameIssue(issue, `${path}.params`);
    wrongAt(named.path, named.reason);
  }
  return { ...cell, params: completeParams(contract, cell.params) };
}

function check<Schema extends z.ZodType>(schema: Schema, raw: unknown, base: string): z.output<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const { path, reason } = firstIssue(parsed.error, base);
  return wrongAt(path, reason);
}

function foreign(raw: RawObject, reason: ForeignCell['reason']): ForeignCell {
  return { id: typeof raw.id === 'string' ? raw.id : '', kind: 'foreign', reason, raw };
}

/**
 * Refuses an id that two cells of ours share: undo, trust and the runner's answer go by it. A foreign cell without an id
 * of its own is given one, which is not written into its file.
 */
function withUniqueIds(cells: readonly WorkbenchCell[]): WorkbenchCell[] {
  const taken = new Set<string>();
  cells.forEach(({ id, kind }, index) => {
    if (kind === 'foreign') return;
    if (taken.has(id)) wrongAt(`cells[${index}].id`, `two cells have the id “${id}”`);
    taken.add(id);
  });
  return cells.map((cell) => {
    if (cell.kind !== 'foreign') return cell;
    const id = cell.id === '' || taken.has(cell.id) ? numberedCellId(taken) : cell.id;
    taken.add(id);
    return id === cell.id ? cell : { ...cell, id };
  });
}
