import { describe, expect, test } from 'vitest';
import { fitSlots, newNoteCell, newStepCell } from './cells';
import { emptyDocument, type StepCell, type WorkbenchCell, type WorkbenchDocument } from './document';
import { applyEdit, type Edit } from './edits';
import { lookupWithFixtures } from './fixtures/steps';
import { planFor } from './plan';
import { readDocument } from './read';
import { writeDocument } from './write';

const apply = (document: WorkbenchDocument, ...edits: Edit[]) =>
  edits.reduce((before, edit) => applyEdit(before, edit, lookupWithFixtures), document);

function add(document: WorkbenchDocument, step: string, more: object = {}): WorkbenchDocument {
  const cell = newStepCell(document, { step, ...more }, lookupWithFixtures);
  return apply(document, { type: 'insert-cell', cell, at: document.cells.length });
}

function stepOf(document: WorkbenchDocument, id: string): StepCell {
  const cell = document.cells.find((each) => each.id === id);
  if (cell?.kind !== 'step') throw new Error(`no step ${id}`);
  return cell;
}

const ids = (document: WorkbenchDocument) => document.cells.map((cell: WorkbenchCell) => cell.id);
const file = (name: string) => ({ source: { kind: 'file', files: [{ name }] } });

/** c1 loads credit, c2 splits it, c3 appends both parts, c4 profiles the training part. */
const base = [
  (document: WorkbenchDocument) => add(document, 'load', { params: file('Credit.csv') }),
  (document: WorkbenchDocument) =>
    add(document, 'fixture_split', { params: { column: 'Status' }, inputs: { table: 'credit' } }),
  (document: WorkbenchDocument) =>
    add(document, 'fixture_append', { inputs: { tables: ['train', 'test', 'train'] } }),
  (document: WorkbenchDocument) => add(document, 'profile', { inputs: { table: 'train' } }),
].reduce((document, grow) => grow(document), emptyDocument);

describe('a new cell', () => {
  test('has complete params, the next id and a name for each table it makes', () => {
    expect(base.cells.map((cell) => cell.kind === 'step' && [cell.id, cell.outputs])).toEqual([
      ['c1', { table: 'credit' }],
      ['c2', { train: 'train', test: 'test' }],
      ['c3', { table: 'train_fixture_append' }],
      ['c4', {}],
    ]);
    expect(stepOf(base, 'c1').params).toMatchObject({ header: 'auto', missing: [''] });
  });

  test('takes no name that another cell has', () => {
    const twice = add(add(base, 'load', { params: file('credit.csv') }), 'load', {
      params: file('CREDIT.csv'),
    });
    expect([stepOf(twice, 'c5').outputs, stepOf(twice, 'c6').outputs]).toEqual([
      { table: 'credit_2' },
      { table: 'credit_3' },
    ]);
  });

  test('of a step that does not exist is a bug', () => {
    expect(() => newStepCell(base, { step: 'teleport' })).toThrow('no step');
  });
});

describe('an edit', () => {
  test('leaves the document it is given, and the cells it does not touch, as they are', () => {
    const before = writeDocument(base, lookupWithFixtures);
    const after = apply(base, { type: 'set-params', id: 'c2', params: { column: 'Age' } });
    expect(writeDocument(base, lookupWithFixtures)).toBe(before);
    expect(after.cells[0]).toBe(base.cells[0]);
    expect(after.cells[1]).not.toBe(base.cells[1]);
  });

  test('sets the title and the text of a note', () => {
    const cell = newNoteCell(base);
    const after = apply(
      base,
      { type: 'insert-cell', cell, at: 1 },
      { type: 'set-note', id: cell.id, text: '# Hi' },
      { type: 'set-title', title: 'Risk' },
    );
    expect([after.title, after.cells[1]]).toEqual(['Risk', { id: 'c5', kind: 'note', text: '# Hi' }]);
  });

  test('moves a cell to the place it has afterwards', () => {
    expect(ids(apply(base, { type: 'move-cell', id: 'c1', to: 2 }))).toEqual(['c2', 'c3', 'c1', 'c4']);
    expect(ids(apply(base, { type: 'move-cell', id: 'c4', to: 0 }))).toEqual(['c4', 'c1', 'c2', 'c3']);
    expect(ids(apply(base, { type: 'move-cell', id: 'c1', to: 99 }))).toEqual(['c2', 'c3', 'c4', 'c1']);
  });

  test('that deletes a cell leaves references dangling, and the plans say so', () => {
    const after = apply(base, { type: 'delete-cell', id: 'c1' });
    const plan = planFor(after, 'c2', lookupWithFixtures);
    expect([ids(after), !plan.ok && plan.failure.code]).toEqual([['c2', 'c3', 'c4'], 'reference-missing']);
  });

  test('that duplicates a cell puts a copy below it, which gives fresh names to what it makes', () => {
    const after = apply(base, { type: 'duplicate-cell', id: 'c2' });
    expect(ids(after)).toEqual(['c1', 'c2', 'c5', 'c3', 'c4']);
    expect(stepOf(after, 'c5')).toMatchObject({
      inputs: { table: 'credit' },
      outputs: { train: 'train_2', test: 'test_2' },
    });
  });

  test('connects and disconnects an input', () => {
    const connected = apply(base, { type: 'set-input', id: 'c4', slot: 'table', names: 'credit' });
    expect(stepOf(connected, 'c4').inputs).toEqual({ table: 'credit' });
    const without = apply(connected, { type: 'set-input', id: 'c4', slot: 'table', names: null });
    expect(stepOf(without, 'c4').inputs).toEqual({});
  });

  test('declares traits and takes them back', () => {
    const traits = { part: 'train' };
    const declared = apply(base, { type: 'set-traits', id: 'c1', slot: 'table', traits });
    expect(stepOf(declared, 'c1').traits).toEqual({ table: traits });
    const back = apply(declared, { type: 'set-traits', id: 'c1', slot: 'table', traits: null });
    expect(back).toEqual(base);
  });

  test('stores decisions made by hand and removes them', () => {
    const decisions = [{ row: '1', action: 'label' as const, column: 'y', value: 'bad' }];
    const patch = { version: 1 as const, key: { kind: 'columns' as const, columns: ['id'] }, decisions };
    const patched = apply(base, { type: 'set-patch', id: 'c1', patch });
    expect(stepOf(patched, 'c1').patch).toEqual(patch);
    expect(apply(patched, { type: 'set-patch', id: 'c1', patch: null })).toEqual(base);
  });

  test('records what was read from a source, and nothing of other files', () => {
    const sha256 = 'a'.repeat(64);
    const sources = [
      { name: 'Credit.csv', bytes: 9, sha256 },
      { name: 'other.csv', bytes: 1, sha256: 'b'.repeat(64) },
    ];
    const after = apply(base, { type: 'record-sources', id: 'c1', sources });
    expect(stepOf(after, 'c1').params.source).toEqual({
      kind: 'file',
      files: [{ name: 'Credit.csv', bytes: 9, sha256 }],
    });
  });

  test('records the columns of the files that were read, until others are to be read', () => {
    const sources = [{ name: 'Credit.csv', bytes: 9, sha256: 'a'.repeat(64) }];
    const columns = [{ name: 'age', type: 'integer' }];
    const record = (read: typeof sources, found: typeof columns) =>
      apply(base, { type: 'record-sources', id: 'c1', sources: read, columns: found });
    const after = record(sources, columns);
    expect(stepOf(after, 'c1').columns).toEqual(columns);
    const again = readDocument(writeDocument(after));
    expect(again.ok && stepOf(again.value.document, 'c1').columns).toEqual(columns);
    const kept = apply(after, { type: 'set-params', id: 'c1', params: { header: 'no' } });
    expect(stepOf(kept, 'c1').columns).toEqual(columns);
    const other = apply(after, { type: 'set-params', id: 'c1', params: file('other.csv') });
    expect(stepOf(other, 'c1').columns).toBeUndefined();
    expect(stepOf(record([], columns), 'c1').columns).toBeUndefined();
    const many = Array.from({ length: 1001 }, (_, index) => ({ name: `c${index}`, type: 'integer' }));
    expect(stepOf(record(sources, many), 'c1').columns).toBeUndefined();
  });

  test('reads another thing in place of one, wherever a cell reads it', () => {
    const after = apply(base, { type: 'read-instead', id: 'c3', from: 'train', to: 'credit' });
    expect(stepOf(after, 'c3').inputs).toEqual({ tables: ['credit', 'test', 'credit'] });
    expect(stepOf(after, 'c4')).toBe(stepOf(base, 'c4'));
  });

  test.each<[string, Edit]>([
    ['of a cell that is not there', { type: 'delete-cell', id: 'c9' }],
    ['that sets params of a note', { type: 'set-params', id: 'n', params: {} }],
    ['that sets the text of a step', { type: 'set-note', id: 'c1', text: '' }],
    ['that inserts an id twice', { type: 'insert-cell', cell: newNoteCell(emptyDocument), at: 0 }],
    ['that gives an empty name', { type: 'rename-output', id: 'c1', slot: 'table', name: '' }],
    ['that connects an empty name', { type: 'set-input', id: 'c4', slot: 'table', names: [''] }],
  ])('%s is a bug', (_, edit) => {
    const document = { ...base, cells: [...base.cells, { id: 'n', kind: 'note', text: '' } as const] };
    expect(() => apply(document, edit)).toThrow();
  });
});

describe('setting params', () => {
  test('keeps the params that are not named', () => {
    const after = apply(base, { type: 'set-params', id: 'c1', params: { header: 'no' } });
    expect(stepOf(after, 'c1').params).toEqual({ ...stepOf(base, 'c1').params, header: 'no' });
  });

  test('gives slots that params make a fresh name, keeps those that stay and drops those that go', () => {
    const parts = { train: 0.6, tune: 0.2, fresh: 0.2 };
    const declared = apply(base, { type: 'set-traits', id: 'c2', slot: 'test', traits: { part: 'test' } });
    const after = stepOf(apply(declared, { type: 'set-params', id: 'c2', params: { parts } }), 'c2');
    expect(after.outputs).toEqual({ train: 'train', tune: 'tune', fresh: 'fresh' });
    expect(after).not.toHaveProperty('traits');
  });

  test('leaves the slots alone while the params do not fit', () => {
    const after = apply(base, { type: 'set-params', id: 'c2', params: { column: '', parts: {} } });
    expect(stepOf(after, 'c2').outputs).toEqual({ train: 'train', test: 'test' });
  });

  test('drops inputs that the step does not have', () => {
    const stray = { ...stepOf(base, 'c4'), inputs: { table: 'train', tabel: 'x' } };
    const contract = lookupWithFixtures('profile');
    expect(contract && fitSlots(stray, contract, new Set()).inputs).toEqual({ table: 'train' });
  });
});

describe('renaming an output', () => {
  const rename = (document: WorkbenchDocument, id: string, slot: string, name: string) =>
    apply(document, { type: 'rename-output', id, slot, name });

  test('takes every reference with it, in lists too', () => {
    const after = rename(base, 'c2', 'train', 'learn');
    expect(stepOf(after, 'c3').inputs).toEqual({ tables: ['learn', 'test', 'learn'] });
    expect(stepOf(after, 'c4').inputs).toEqual({ table: 'learn' });
    expect(stepOf(after, 'c2').inputs).toEqual({ table: 'credit' });
  });

  test('changes no plan', () => {
    const nodes = (document: WorkbenchDocument) => {
      const plan = planFor(document, 'c3', lookupWithFixtures);
      return plan.ok && plan.value.nodes;
    };
    expect(nodes(rename(base, 'c2', 'train', 'ünique name'))).toEqual(nodes(base));
  });

  test('names an output that had none, and touches nothing else', () => {
    const after = rename(base, 'c4', 'statistics', 'figures');
    expect(stepOf(after, 'c4').outputs).toEqual({ statistics: 'figures' });
    expect(after.cells.slice(0, 3)).toEqual(base.cells.slice(0, 3));
  });

  test('leaves references to another cell that makes the same name', () => {
    const clash = rename(base, 'c1', 'table', 'test');
    const mended = rename(clash, 'c1', 'table', 'credit_again');
    expect(stepOf(mended, 'c3').inputs).toEqual({ tables: ['train', 'test', 'train'] });
  });

  test('takes the references of steps that are not known here along, and keeps all else of them', () => {
    const raw = {
      id: 'f',
      kind: 'step',
      step: 'teleport',
      x: 1,
      inputs: { a: 'train', b: ['test', 'train'] },
    };
    const text = JSON.stringify({ format: 'sluice', version: 1, cells: [raw] });
    const read = readDocument(text);
    const foreign = read.ok ? read.value.document.cells : [];
    const after = rename({ ...base, cells: [...base.cells, ...foreign] }, 'c2', 'train', 'learn');
    expect(after.cells.at(-1)).toMatchObject({
      raw: { ...raw, inputs: { a: 'learn', b: ['test', 'learn'] } },
    });
  });
});
