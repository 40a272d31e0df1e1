import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { columnParam, columnsParam } from '../core/column-param';
import type { StepContract } from '../core/contract';
import { contractOf } from '../steps/index';
import { disclosuresOf, tellsHashes } from './disclosures';
import type { WorkbenchCell, WorkbenchDocument } from './document';

const load = contractOf('load') as StepContract;

const fake: StepContract = {
  ...load,
  id: 'fake',
  params: z.strictObject({
    by: columnParam('table', 'Column'),
    features: columnsParam('table', 'Columns'),
    method: z.enum(['smote', 'random']).default('smote'),
    positive: z.string().default('').describe('Category'),
    classes: z.array(z.string()).default([]).describe('Categories'),
    seed: z.int().default(1).describe('Seed'),
    types: z
      .record(z.string(), z.enum(['text', 'number']))
      .default({})
      .describe('Types'),
    rules: z
      .array(z.strictObject({ column: z.string(), kind: z.enum(['in']), values: z.array(z.string()) }))
      .default([])
      .describe('Rules'),
    tokens: z
      .record(z.string(), z.array(z.string()))
      .default({})
      .meta({ description: 'Tokens', columnOf: 'table' }),
    sql: z.string().meta({ editor: 'sql', description: 'SQL' }).default('select 1'),
  }),
};
const lookup = (step: string) => ({ load, fake })[step];

const step = (params: Record<string, unknown>, more: object = {}): WorkbenchCell =>
  ({
    id: 'c',
    kind: 'step',
    step: 'fake',
    version: 1,
    inputs: {},
    outputs: {},
    params,
    ...more,
  }) as WorkbenchCell;
const document = (...cells: WorkbenchCell[]): WorkbenchDocument => ({ title: 'T', cells, extra: {} });
const told = (...cells: WorkbenchCell[]) =>
  Object.fromEntries(disclosuresOf(document(...cells), lookup).map(({ kind, items }) => [kind, items]));

describe('what a workbench file tells of the data', () => {
  it('is nothing where there is nothing but defaults, choices and numbers', () => {
    expect(told()).toEqual({});
    expect(told(step({ by: '', method: 'random', seed: 77, sql: 'select 1', types: {} }))).toEqual({});
    expect(told(step({ source: { kind: 'sample', name: 'credit' } }, { step: 'load' }))).toEqual({});
  });

  it('are the names of files, each once, and tables that it holds whole', () => {
    const source = {
      kind: 'file',
      files: [{ name: 'Patienten 2026.csv', bytes: 9, sha256: 'a'.repeat(64) }],
    };
    const embedded = { kind: 'embedded', name: 'rates', text: 'a\n1\n' };
    const cells = [
      step({ source }, { step: 'load' }),
      step({ source }, { step: 'load' }),
      step({ source: embedded }, { step: 'load' }),
    ];
    expect(told(...cells)).toEqual({ files: ['Patienten 2026.csv'], tables: ['rates'] });
    expect(tellsHashes(document(...cells))).toBe(true);
    expect(tellsHashes(document())).toBe(false);
  });

  it('are the columns on record of the files', () => {
    const source = { kind: 'file', files: [{ name: 'p.csv' }] };
    const columns = [{ name: 'age', type: 'integer' }];
    expect(told(step({ source }, { step: 'load', columns }))).toEqual({ files: ['p.csv'], columns: ['age'] });
  });

  it('are columns and the categories that somebody chose', () => {
    expect(
      told(
        step({
          by: 'größe',
          features: ['a', 'select'],
          positive: 'HIV+',
          classes: ['ja', 'nein'],
          types: { plz: 'text' },
        }),
      ),
    ).toEqual({ columns: ['größe', 'a', 'select', 'plz'], values: ['HIV+', 'ja', 'nein'] });
  });

  it('are the columns that a record names, and apart from them the words it has for each', () => {
    expect(told(step({ tokens: { ibu: ['N/A'], abv: ['?', 'N/A'] } }))).toEqual({
      columns: ['ibu', 'abv'],
      values: ['N/A', '?'],
    });
  });

  it('are values put in the place of others, and rows by their hash', () => {
    const merged = {
      version: 1,
      key: { kind: 'columns', columns: ['City'] },
      decisions: [{ row: 'andaluxia', action: 'set', column: 'City', value: 'andalusia' }],
    };
    const hashed = { ...merged, key: { kind: 'row-hash' }, decisions: [{ row: 'f00d', action: 'drop' }] };
    expect(told(step({}, { patch: merged }), step({}, { patch: hashed }))).toEqual({
      decisions: ['City "andaluxia" → "andalusia"', 'row f00d: drop'],
    });
  });

  it('are words deep inside a param, but not its choices', () => {
    const rules = [{ column: 'ward', kind: 'in', values: ['A7', 'B2'] }];
    expect(told(step({ rules }))).toEqual({ values: ['ward', 'A7', 'B2'] });
  });

  it('are the texts, long numbers and comments in SQL', () => {
    const sql = `select "a b" from t -- for Mrs Miller
      where name = 'O''Hara' and id = 4711001 and n > 12 /* ask him */`;
    expect(told(step({ sql }))).toEqual({ literals: ['for Mrs Miller', "O'Hara", '4711001', 'ask him'] });
  });

  it('are decisions by hand, notes, and all of a cell that is not known', () => {
    const patch = {
      version: 1,
      key: { kind: 'columns', columns: ['id'] },
      decisions: [{ row: '17', action: 'set', column: 'age', value: 44 }],
    };
    const note = { id: 'n', kind: 'note', text: '\n## About Mr Smith\n\nmore' } as const;
    const foreign = {
      id: 'f',
      kind: 'foreign',
      reason: 'unknown-step',
      raw: { step: 'dream', of: ['sheep'] },
    } as const;
    expect(told(step({}, { patch }), note, foreign)).toEqual({
      decisions: ['id 17: set age 44'],
      notes: ['About Mr Smith'],
      values: ['dream', 'sheep'],
    });
  });
});
