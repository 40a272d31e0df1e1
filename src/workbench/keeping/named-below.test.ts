import { expect, it } from 'vitest';
import { newStepCell } from '../../document/cells';
import { emptyDocument, type WorkbenchDocument } from '../../document/document';
import { namedBelowText } from './named-below';

it('says which cells name columns that are gone or of another type', () => {
  const add = (document: WorkbenchDocument, step: string, more: object): WorkbenchDocument => ({
    ...document,
    cells: [...document.cells, newStepCell(document, { step, ...more })],
  });
  const source = { source: { kind: 'file', files: [{ name: 'pima.csv' }] } };
  const marks = { tokens: { mass: ['0'], glucose: ['0'] } };
  const document = [
    (d: WorkbenchDocument) => add(d, 'load', { params: source }),
    (d: WorkbenchDocument) => add(d, 'missing-tokens', { params: marks, inputs: { table: 'pima' } }),
    (d: WorkbenchDocument) =>
      add(d, 'impute', { params: { columns: ['glucose'] }, inputs: { table: 'marked' } }),
  ].reduce((before, grow) => grow(before), emptyDocument);
  const changes = {
    missing: [{ name: 'mass', type: 'number' }],
    retyped: [{ name: 'glucose', before: 'integer', now: 'text' }],
  };
  expect(namedBelowText(document, ['c2', 'c3'], changes)).toBe(
    '“mass” is named by cell 2, “glucose” by cells 2 and 3.',
  );
  expect(namedBelowText(document, ['c3'], { missing: changes.missing, retyped: [] })).toBe('');
});
