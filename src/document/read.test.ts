import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { WorkbenchDocument } from './document';
import { lookupWithFixtures } from './fixtures/steps';
import { LARGEST_FILE } from './parse';
import { readDocument, type ReadDocument } from './read';
import { writeDocument } from './write';

const fixture = readFileSync(new URL('./fixtures/version-1.sluice.json', import.meta.url), 'utf8');

const source = { kind: 'file', files: [{ name: 'credit.csv' }] };
const load = { id: 'c1', kind: 'step', step: 'load', version: 1, params: { source } };

const fileOf = (cells: unknown, more: object = {}) =>
  JSON.stringify({ format: 'sluice', version: 1, title: 'T', cells, ...more });

function opened(text: string): ReadDocument {
  const outcome = readDocument(text, lookupWithFixtures);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
}

function documentOf(text: string): WorkbenchDocument {
  const { document, readOnly } = opened(text);
  expect(readOnly).toBeNull();
  return document;
}

function refusal(text: string): string {
  const outcome = readDocument(text, lookupWithFixtures);
  return outcome.ok ? 'opened' : `${outcome.failure.code}: ${outcome.failure.message}`;
}

describe('a workbench file', () => {
  test('that uses every feature keeps all it said; params that came since are written out', () => {
    const written = writeDocument(documentOf(fixture), lookupWithFixtures);
    expect(JSON.parse(written)).toMatchObject(JSON.parse(fixture) as object);
    expect(writeDocument(documentOf(written), lookupWithFixtures)).toBe(written);
  });

  test('is written as it was read where its steps are not known either', () => {
    const outcome = readDocument(fixture, () => undefined);
    expect(outcome.ok && writeDocument(outcome.value.document, () => undefined)).toBe(fixture);
  });

  test('written by hand gets the defaults that it leaves out', () => {
    const [cell] = documentOf(JSON.stringify({ format: 'sluice', version: 1, cells: [load] })).cells;
    expect(cell).toMatchObject({
      params: { source, delimiter: 'auto', header: 'auto', missing: [''], types: {}, limit: null },
      inputs: {},
      outputs: {},
    });
  });

  test('may begin with a byte order mark', () => {
    expect(documentOf(`\uFEFF${fileOf([])}`).cells).toEqual([]);
  });

  test('keeps fields at the top that are not known here', () => {
    const document = documentOf(fileOf([], { theme: { dark: true }, x: null }));
    expect(document.extra).toEqual({ theme: { dark: true }, x: null });
  });

  test('opens when two outputs share a name: their plans say so', () => {
    const twin = { ...load, id: 'c2', outputs: { table: 'credit' } };
    expect(documentOf(fileOf([{ ...load, outputs: { table: 'credit' } }, twin])).cells).toHaveLength(2);
  });
});

describe('a file that is no workbench', () => {
  test.each([
    ['', 'workbench-not-json'],
    ['a,b\n1,2\n', 'workbench-not-json'],
    [`{"format":"sluice","version":1,"cells":[`, 'workbench-not-json'],
    ['[]', 'workbench-not-sluice: This JSON is no workbench file.'],
    ['null', 'workbench-not-sluice'],
    ['{}', 'workbench-not-sluice'],
    ['{"format":"sluice"}', 'at version: expected a whole number from 1'],
    ['{"format":"sluice","version":"1"}', 'at version'],
    ['{"format":"sluice","version":0}', 'at version'],
    ['{"format":"sluice","version":1}', 'at cells: expected a list'],
    ['{"format":"sluice","version":1,"cells":{}}', 'at cells: expected a list'],
    ['{"format":"sluice","version":1,"title":3,"cells":[]}', 'at title: expected text'],
  ])('is refused: %s', (text, said) => {
    expect(refusal(text)).toContain(said);
  });

  test('is refused unread when it is too large', () => {
    expect(refusal(' '.repeat(LARGEST_FILE + 1))).toContain('workbench-too-large');
    expect(refusal('ä'.repeat(LARGEST_FILE / 2 + 1))).toContain(`${LARGEST_FILE + 2} bytes`);
  });

  test('is refused when it nests without end', () => {
    const depth = 200_000;
    const text = fileOf([], { deep: 0 }).replace(':0', `:${'['.repeat(depth)}${']'.repeat(depth)}`);
    expect(refusal(text)).toContain('nested deeper than 100 levels');
  });
});

describe('a value of the wrong type is named by its path', () => {
  test.each([
    [[7], 'cells[0]: expected an object'],
    [[{}], 'cells[0].kind: expected text'],
    [[{ id: 'c1', kind: 'note' }], 'cells[0].text: expected string, received undefined'],
    [[{ kind: 'note', text: '' }], 'cells[0].id'],
    [[{ id: 'c1', kind: 'step', step: 3 }], 'cells[0].step: expected text'],
    [[{ ...load, version: '1' }], 'cells[0].version: expected number, received string'],
    [[{ ...load, inputs: { table: 4 } }], 'cells[0].inputs.table: expected string, received number, or'],
    [[{ ...load, outputs: { table: '' } }], 'cells[0].outputs.table: too small'],
    [[{ ...load, note: 'x' }], 'cells[0].note: this field is not known here'],
    [[{ ...load, patch: { version: 2 } }], 'cells[0].patch.version'],
    [[load, { ...load, id: 'c2', params: { source, header: 7 } }], 'cells[1].params.header'],
    [[{ ...load, params: { source, limit: '9' } }], 'cells[0].params.limit: expected number'],
    [[{ ...load, params: { source, missing: [''.length] } }], 'cells[0].params.missing[0]'],
    [[{ ...load, params: { source, types: { 'my column': 1 } } }], 'cells[0].params.types["my column"]'],
    [[{ ...load, params: { source: 'credit.csv' } }], 'cells[0].params.source: expected object'],
    [[{ ...load, params: { source, quotes: '"' } }], 'cells[0].params.quotes: this field is not known here'],
    [[load, load], 'cells[1].id: two cells have the id “c1”'],
  ])('%j', (cells, said) => {
    expect(refusal(fileOf(cells))).toContain(
      `workbench-wrong-types: The workbench file is not valid at ${said}`,
    );
  });
});

test('a param that is missing, out of range or no choice does not keep the workbench from opening', () => {
  const params = { header: 'maybe', limit: -1, delimiter: ';' };
  const [cell] = documentOf(fileOf([{ ...load, params }])).cells;
  expect(cell).toMatchObject({ params: { ...params, quote: 'auto', missing: [''] } });
  expect(cell?.kind === 'step' && cell.params).not.toHaveProperty('source');
});

describe('cells that cannot run here', () => {
  const { cells } = documentOf(fixture);

  test('are kept word for word and say why', () => {
    const stored = (JSON.parse(fixture) as { cells: object[] }).cells;
    const foreign = cells.filter((cell) => cell.kind === 'foreign');
    expect(foreign.map(({ reason, raw }) => [reason, raw])).toEqual([
      ['newer-step', stored[7]],
      ['unknown-step', stored[8]],
      ['unknown-kind', stored[9]],
    ]);
  });

  test('get an id where they have none, or one that is taken', () => {
    const document = documentOf(fileOf([{ kind: 'x' }, { kind: 'y', id: 'c1' }, load]));
    expect(document.cells.map(({ id }) => id)).toEqual(['c2', 'c3', 'c1']);
    expect(writeDocument(document)).not.toContain('c2');
  });
});

describe('a file of a newer version', () => {
  test('opens read-only and shows what is known of it', () => {
    const cells = [load, { id: 'n', kind: 'note', markdown: '# hi' }, { id: 'z', kind: 'hologram' }];
    const { document, readOnly } = opened(fileOf(cells, { version: 2 }));
    expect(readOnly?.code).toBe('workbench-newer');
    expect(document.cells.map(({ kind }) => kind)).toEqual(['step', 'foreign', 'foreign']);
  });

  test('is refused by that name when its cells cannot be found', () => {
    expect(refusal(fileOf({ by: 'graph' }, { version: 7 }))).toContain('format 7; this one knows 1');
  });
});

describe('the name __proto__', () => {
  const withProto = (json: string) => json.replaceAll('PROTO', '__proto__');

  test('is refused in a step, where it would be lost', () => {
    const text = withProto(fileOf([{ ...load, params: { source, types: { PROTO: 'text' } } }]));
    expect(refusal(text)).toContain('cells[0].params.types');
  });

  test('is kept as plain data elsewhere and pollutes nothing', () => {
    const text = withProto(fileOf([{ id: 'f', kind: 'x', PROTO: { evil: 1 } }], { PROTO: { evil: 1 } }));
    const document = documentOf(text);
    expect(JSON.parse(writeDocument(document))).toEqual(JSON.parse(text));
    expect(Object.keys(document.extra)).toEqual(['__proto__']);
    expect(({} as { evil?: number }).evil).toBeUndefined();
  });
});
