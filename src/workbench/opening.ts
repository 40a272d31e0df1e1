import { canonicalJson, contentKey } from '../core/content-key';
import { makeFailure } from '../core/failure';
import { fail, succeed, type Outcome } from '../core/outcome';
import { sampleOf, SAMPLES } from '../core/samples';
import type { SourceFingerprint } from '../core/source';
import { newStepCell } from '../document/cells';
import { emptyDocument, type SourceColumn, type WorkbenchDocument } from '../document/document';
import { applyEdit } from '../document/edits';
import { readDocument } from '../document/read';
import type { HistoryEntry } from './history.svelte';
import { newWorkbenchId } from './keeping/shelf';

/** The document with a cell that loads a source and one that profiles its table, at the end. */
export function withSource(
  document: WorkbenchDocument,
  source: Readonly<Record<string, unknown>>,
): WorkbenchDocument {
  const load = newStepCell(document, { step: 'load', params: { source } });
  const loaded = applyEdit(document, { type: 'insert-cell', cell: load, at: document.cells.length });
  const table = load.outputs.table;
  if (table === undefined) return loaded;
  const profile = newStepCell(loaded, { step: 'profile', inputs: { table } });
  return applyEdit(loaded, { type: 'insert-cell', cell: profile, at: loaded.cells.length });
}

/** A workbench of its own for a sample; fails where there is no sample of that name. */
export function sampleEntry(name: string): Outcome<HistoryEntry> {
  const sample = sampleOf(name);
  if (sample === undefined) {
    const known = SAMPLES.map((each) => each.name).join(', ');
    return fail(makeFailure('sample-unknown', { name, known }));
  }
  const document = withSource({ ...emptyDocument, title: sample.title }, { kind: 'sample', name });
  return succeed({ id: newWorkbenchId(), document, origin: `sample:${name}` });
}

/** Reads the text of a workbench file; its origin is its content, so that trust is given to this very text. */
export function readEntry(text: string): Outcome<HistoryEntry> {
  const read = readDocument(text);
  if (!read.ok) return read;
  const { document, readOnly } = read.value;
  const origin = contentKey(text);
  const id = newWorkbenchId();
  return succeed({ id, document, origin, ...(readOnly && { readOnly: { failure: readOnly, text } }) });
}

/** The document with what was read of its sources on record, where it still has that cell. */
export function withRead(
  document: WorkbenchDocument,
  id: string,
  sources: readonly SourceFingerprint[],
  columns: readonly SourceColumn[],
): WorkbenchDocument {
  const isThere = document.cells.some((cell) => cell.id === id && cell.kind === 'step');
  if (!isThere) return document;
  const recorded = applyEdit(document, { type: 'record-sources', id, sources, columns });
  return canonicalJson(recorded) === canonicalJson(document) ? document : recorded;
}
