import { describe, expect, it } from 'vitest';
import { emptyDocument, type WorkbenchDocument } from '../document/document';
import { stepCells } from '../document/graph';
import { arrange, type LoadFile } from './arrange';
import { FilesAtHand } from './files-at-hand';
import { takeLoads } from './take-loads';

const fileOf = (name: string, text = 'a,b\n1,2\n'): LoadFile => ({
  name,
  file: new File([text], name),
  start: text,
});
const asText = (...files: readonly LoadFile[]) => files.map((file) => ({ step: 'load' as const, file }));
const cellsOf = (document: WorkbenchDocument) =>
  stepCells(document).map(({ step, params, outputs }) => ({
    step,
    source: params.source,
    table: outputs.table,
  }));

describe('files of one kind', () => {
  it('are one table where their first lines are the same, or nearly, and their names a series', () => {
    const same = arrange(asText(fileOf('north.csv'), fileOf('south.csv')));
    expect(same).toMatchObject({ isTogether: true, loads: [{ files: [{}, {}] }], other: [{}, {}] });
    const nearly = arrange(asText(fileOf('s1.csv', 'a,b,c\n'), fileOf('s2.csv', 'a,b\n')));
    expect(nearly.isTogether).toBe(true);
    const unlike = arrange(asText(fileOf('t1.csv', 'a,b\n'), fileOf('t2.csv', 'x,y\n')));
    expect(unlike).toMatchObject({ isTogether: false, loads: [{}, {}], other: [{ files: [{}, {}] }] });
  });

  it('that nobody has looked into are one table where their names are a series', () => {
    const columnar = ['p-1.parquet', 'p-2.parquet'].map((name) => ({
      step: 'load-columnar' as const,
      file: { name, file: new File([], name) },
    }));
    expect(arrange(columnar).isTogether).toBe(true);
  });

  it('are a table each beside files of other kinds', () => {
    const image = { step: 'load-images' as const, file: fileOf('a.png') };
    const { loads, other } = arrange([
      image,
      ...asText(fileOf('one.csv')),
      { ...image, file: fileOf('b.png') },
    ]);
    expect(loads.map(({ step, files }) => [step, files.length])).toEqual([
      ['load-images', 2],
      ['load', 1],
    ]);
    expect(other).toBeNull();
  });
});

describe('loads that are taken', () => {
  it('become a cell with all files, named after what their names share, and a column for the file', () => {
    const files = new FilesAtHand();
    const load = { step: 'load' as const, files: [fileOf('sales_2020.csv'), fileOf('sales_2021.csv')] };
    const { document, added } = takeLoads(emptyDocument, files, [load]);
    expect(cellsOf(document)[0]).toEqual({
      step: 'load',
      source: { kind: 'file', files: [{ name: 'sales_2020.csv' }, { name: 'sales_2021.csv' }] },
      table: 'sales',
    });
    expect(stepCells(document)[0]?.params.filename).toBe('filename');
    expect(document.title).toBe('sales');
    expect(added).toEqual(['c1']);
    expect(files.has('sales_2021.csv')).toBe(true);
  });

  it('given again, go to the cells that have read them', () => {
    const files = new FilesAtHand();
    const load = { step: 'load' as const, files: [fileOf('s1.csv'), fileOf('s2.csv')] };
    const { document } = takeLoads(emptyDocument, files, [load]);
    const again = takeLoads(document, files, [load]);
    expect(again).toEqual({ document, given: ['s1.csv', 's2.csv'], added: [] });
    const fresh = takeLoads(document, new FilesAtHand(), [load]);
    expect(fresh.given).toEqual(['s1.csv', 's2.csv']);
  });

  it('of an archive share the archive, and another choice of members is another table', () => {
    const files = new FilesAtHand();
    const zip = new File(['PK'], 'data.zip');
    const member = (path: string): LoadFile => ({ name: 'data.zip', file: zip, member: path });
    const first = takeLoads(emptyDocument, files, [{ step: 'load', files: [member('x/a.csv')] }]);
    const second = takeLoads(first.document, files, [{ step: 'load', files: [member('x/b.csv')] }]);
    expect(cellsOf(second.document).filter(({ step }) => step === 'load')).toEqual([
      {
        step: 'load',
        source: { kind: 'file', files: [{ name: 'data.zip', member: 'x/a.csv' }] },
        table: 'a',
      },
      {
        step: 'load',
        source: { kind: 'file', files: [{ name: 'data.zip', member: 'x/b.csv' }] },
        table: 'b',
      },
    ]);
  });

  it('of a folder keep its name', () => {
    const folder = { name: 'pets/', file: new File(['x'], 'folder.tar') };
    const { document } = takeLoads(emptyDocument, new FilesAtHand(), [
      { step: 'load-images', files: [folder] },
    ]);
    expect(cellsOf(document)).toEqual([
      { step: 'load-images', source: { kind: 'file', files: [{ name: 'pets/' }] }, table: 'pets' },
    ]);
    expect(document.title).toBe('pets');
  });

  it('are not all profiled where they are many', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({
      step: 'load' as const,
      files: [fileOf(`${'abcdefghi'[index]}x.csv`)],
    }));
    const { document } = takeLoads(emptyDocument, new FilesAtHand(), many);
    expect(stepCells(document).map(({ step }) => step)).toEqual(Array(9).fill('load'));
  });
});
