import { describe, expect, it } from 'vitest';
import { newStepCell } from '../../document/cells';
import type { StepCell, WorkbenchDocument } from '../../document/document';
import { applyEdit } from '../../document/edits';
import { stepCells } from '../../document/graph';
import { isReplaceable } from './replaceable';

const blank: WorkbenchDocument = { title: '', cells: [], extra: {} };
const withCell = (document: WorkbenchDocument, wanted: Parameters<typeof newStepCell>[1]) => ({
  ...document,
  cells: [...document.cells, newStepCell(document, wanted)],
});
const source = { kind: 'file', files: [{ name: 'a.csv' }, { name: 'b.csv' }] };
const loaded = withCell(blank, { step: 'load', params: { source } });
const table = Object.values((loaded.cells[0] as StepCell).outputs)[0] ?? '';
const document = withCell(loaded, { step: 'profile', inputs: { table } });
const made = stepCells(document);
const [load = '', profile = ''] = made.map(({ id }) => id);

describe('cells that came of several files', () => {
  it('may give way while they are as they were made, whatever else is done', () => {
    expect(isReplaceable(document, made)).toBe(true);
    expect(isReplaceable({ ...document, title: 'Another' }, made)).toBe(true);
    expect(isReplaceable(withCell(document, { step: 'load', params: { source } }), made)).toBe(true);
    const files = source.files.map((file) => ({ ...file, bytes: 4, sha256: 'a'.repeat(64) }));
    const params = { source: { ...source, files } };
    const read = applyEdit(document, { type: 'set-params', id: load, params });
    expect(isReplaceable(read, made)).toBe(true);
  });

  it('stay once one of them was changed or deleted, or is read by another', () => {
    const changed = applyEdit(document, { type: 'set-params', id: load, params: { header: 'no' } });
    expect(isReplaceable(changed, made)).toBe(false);
    expect(isReplaceable(applyEdit(document, { type: 'delete-cell', id: profile }), made)).toBe(false);
    expect(isReplaceable(withCell(document, { step: 'filter', inputs: { table } }), made)).toBe(false);
    expect(isReplaceable(document, [])).toBe(false);
  });
});
