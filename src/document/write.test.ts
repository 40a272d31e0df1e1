import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WorkbenchCell, WorkbenchDocument } from './document';
import { lookupWithFixtures } from './fixtures/steps';
import { readDocument } from './read';
import { writeDocument } from './write';

const write = (document: WorkbenchDocument) => writeDocument(document, lookupWithFixtures);

function read(text: string): WorkbenchDocument {
  const outcome = readDocument(text, lookupWithFixtures);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value.document;
}

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((each) => each !== '__proto__');
const json = fc
  .jsonValue({ maxDepth: 3 })
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'proto')) as fc.JsonValue);
const record = <Value>(value: fc.Arbitrary<Value>) =>
  fc.dictionary(name, value, { maxKeys: 3, noNullPrototype: true });

const params = fc.record(
  {
    source: fc.oneof(
      fc.record({ kind: fc.constant('sample'), name }),
      fc.record({ kind: fc.constant('embedded'), name, text }),
      fc.record({ kind: fc.constant('file'), files: fc.tuple(fc.record({ name, bytes: fc.nat() })) }),
    ),
    delimiter: fc.constantFrom('auto', ';', 'too long to be one'),
    header: fc.constantFrom('auto', 'yes', 'no', 'maybe'),
    missing: fc.array(text, { maxLength: 3 }),
    types: record(fc.constantFrom('text', 'date')),
    limit: fc.constantFrom(null, 5, -5),
  },
  { requiredKeys: [] },
);

const patch = fc.record({
  version: fc.constant(1 as const),
  key: fc.oneof(
    fc.record({ kind: fc.constant('row-hash' as const) }),
    fc.record({
      kind: fc.constant('columns' as const),
      columns: fc.array(name, { minLength: 1, maxLength: 2 }),
    }),
  ),
  decisions: fc.array(
    fc.record(
      { row: text, action: fc.constantFrom('set', 'label', 'quarantine', 'drop'), column: text, value: json },
      { requiredKeys: ['row', 'action'] },
    ),
    { maxLength: 3 },
  ),
});

const stepCell = fc.record(
  {
    kind: fc.constant('step'),
    step: fc.constantFrom('load', 'fixture_append', 'fixture_split', 'profile', 'unheard_of'),
    version: fc.constantFrom(1, 1, 1, 9),
    inputs: record(fc.oneof(name, fc.array(name, { maxLength: 3 }))),
    outputs: record(name),
    traits: record(fc.record({ part: fc.option(text), synthetic: fc.boolean() }, { requiredKeys: [] })),
    patch,
  },
  { requiredKeys: ['kind', 'step', 'version'] },
);
const cell = fc.oneof(
  fc
    .tuple(stepCell, params)
    .map(([step, given]) => (step.step === 'load' ? { ...step, params: given } : step)),
  fc.record({ kind: fc.constant('note'), text }),
  fc.record({ kind: fc.constant('hologram'), beam: json }),
);
const workbench = fc
  .tuple(text, fc.array(cell, { maxLength: 5 }), record(json))
  .map(([title, cells, extra]) => ({
    ...Object.fromEntries(Object.entries(extra).map(([key, value]) => [`x-${key}`, value])),
    format: 'sluice',
    version: 1,
    title,
    cells: cells.map((each, place) => ({ ...each, id: `c${place}` })),
  }));

describe('writing a workbench', () => {
  test('and reading it again gives the same document, and the same text when written once more', () => {
    fc.assert(
      fc.property(workbench, (file) => {
        const document = read(JSON.stringify(file));
        const written = write(document);
        expect(read(written)).toEqual(document);
        expect(write(read(written))).toBe(written);
      }),
    );
  });

  test('loses nothing that stood in the file', () => {
    fc.assert(
      fc.property(workbench, (file) => {
        expect(JSON.parse(write(read(JSON.stringify(file))))).toMatchObject(
          JSON.parse(JSON.stringify(file)) as object,
        );
      }),
    );
  });

  test('gives equal text for equal documents, however their fields were put together', () => {
    const ordered: WorkbenchCell = {
      id: 'c1',
      kind: 'step',
      step: 'fixture_split',
      version: 1,
      params: { column: 'y', parts: { train: 0.8, test: 0.2 } },
      inputs: { table: 'a' },
      outputs: { train: 'b', test: 'c' },
      traits: { train: { part: 'train', synthetic: false }, test: { part: 'test' } },
    };
    const shuffled: WorkbenchCell = {
      traits: { test: { part: 'test' }, train: { synthetic: false, part: 'train' } },
      outputs: { test: 'c', train: 'b' },
      inputs: { table: 'a' },
      params: { parts: { train: 0.8, test: 0.2 }, column: 'y' },
      version: 1,
      step: 'fixture_split',
      kind: 'step',
      id: 'c1',
    };
    const documentOf = (only: WorkbenchCell) => ({ title: 't', cells: [only], extra: {} });
    expect(write(documentOf(shuffled))).toBe(write(documentOf(ordered)));
  });

  test('indents by two spaces and ends with a newline', () => {
    expect(write({ title: 'T', cells: [], extra: { z: 1 } })).toBe(
      '{\n  "format": "sluice",\n  "version": 1,\n  "title": "T",\n  "cells": [],\n  "z": 1\n}\n',
    );
  });
});
