import { describe, expect, it } from 'vitest';
import type { Column } from '../core/table';
import { newStepCell } from '../document/cells';
import type { WorkbenchDocument } from '../document/document';
import { contractOf } from '../steps/index';
import { connectedCell } from './insertion';
import type { KnownTables } from './known-tables';

const blank: WorkbenchDocument = { title: '', cells: [], extra: {} };
const load = newStepCell(blank, { step: 'load', params: { source: { kind: 'sample', name: 'messages' } } });
const loaded = { ...blank, cells: [load] };
const split = newStepCell(loaded, { step: 'split', inputs: { table: 'messages' } });
const cut = newStepCell(
  { ...blank, cells: [load, split] },
  { step: 'window-series', inputs: { table: 'train' } },
);
const document: WorkbenchDocument = { ...blank, cells: [load, split, cut] };
const [windows = ''] = Object.values(cut.outputs);

const text = (name: string): Column => ({ name, type: 'text', sqlType: 'VARCHAR' });
const messages = [text('message'), text('label')];
const lists: Column[] = [
  { name: 'window', type: 'integer', sqlType: 'BIGINT' },
  { name: 'mV', type: 'other', sqlType: 'DOUBLE[]' },
];

const known = (more: Partial<KnownTables> = {}): KnownTables => ({
  partOf: (name) => (['train', windows].includes(name) ? 'train' : name === 'test' ? 'test' : null),
  columnsOf: (name) => (name === windows ? null : messages),
  ...more,
});
const made = (step: string, tables: KnownTables) => connectedCell(document, step, 3, tables, contractOf);

describe('a new cell', () => {
  it('names the columns of texts and of classes that speak for themselves', () => {
    const { params, inputs } = made('augment-text', known({ isLacking: (name) => name === windows }));
    expect({ inputs, text: params.text, label: params.label }).toEqual({
      ...{ inputs: { table: 'train' }, text: 'message', label: 'label' },
    });
  });

  it('names no classes that are too many, and nothing where the columns are not known', () => {
    const many = made(
      'augment-text',
      known({ isLacking: (name) => name === windows, distinctOf: () => 700 }),
    );
    expect([many.params.label, many.params.text]).toEqual(['', 'message']);
    const dark = made('augment-text', { partOf: () => null });
    expect([dark.params.label, dark.params.text]).toEqual(['', '']);
  });

  it('cuts series by the time that the table has', () => {
    const day: Column = { name: 'day', type: 'date', sqlType: 'DATE' };
    const of = (columns: readonly Column[]) =>
      made('window-series', known({ columnsOf: () => columns })).params.time;
    expect([of([day, ...messages]), of(messages)]).toEqual(['day', '']);
  });

  it('passes over a table that is not there, though it is the nearest', () => {
    expect(made('profile', known()).inputs).toMatchObject({ table: windows });
    expect(made('profile', known({ isLacking: (name) => name === windows })).inputs).toMatchObject({
      table: 'train',
    });
  });

  it('of windows takes a table that has them, or may come to; without, the one that a failure is then told of', () => {
    const all = (name: string) => (name === windows ? lists : messages);
    expect(made('augment-series', known({ columnsOf: all })).inputs).toEqual({ table: windows });
    expect(made('augment-series', known()).inputs).toEqual({ table: windows });
    expect(made('augment-series', known({ columnsOf: () => messages })).inputs).toEqual({ table: windows });
    const cells = [load, split];
    for (const about of [undefined, load]) {
      const none = connectedCell({ ...blank, cells }, 'augment-series', 2, known(), contractOf, about);
      expect(none.inputs).toEqual({ table: 'train' });
    }
  });
});
