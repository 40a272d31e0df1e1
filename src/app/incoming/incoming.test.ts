import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { listTar } from '../../kernels/archive/tar';
import { addressFailure, looksLikeTable, readPaste } from './paste';
import { lookAt } from './look';
import { packFolder } from './pack-folder';
import { sortItems } from './sort-items';
import { filesOfLines, firstChoice, zipLines } from './zip-choice';

const itemOf = (path: string, content: string | Uint8Array<ArrayBuffer> = 'a,b\n1,2\n') => ({
  path,
  file: new File([content], path.replace(/^.*\//, '')),
});
const member = (path: string, more = {}) => ({
  path,
  bytes: 10,
  packed: 5,
  method: 8,
  isEncrypted: false,
  offset: 0,
  ...more,
});

describe('files on their way in', () => {
  it('go to the step that reads them', async () => {
    const gz = new Uint8Array(gzipSync('{"a":1}\n{"a":2}\n'));
    const { files, zips, workbenches, failures } = await sortItems([
      itemOf('a.csv'),
      itemOf('b.parquet', 'PAR1'),
      itemOf('c.json.gz', gz),
      itemOf('d.json', '{"format": "sluice", "version": 1}'),
      itemOf('e.zip', 'PK\x03\x04'),
      itemOf('f.pdf', '%PDF-1.4'),
      itemOf('g.xlsx', ''),
    ]);
    expect(files.map(({ step, file }) => [file.name, step])).toEqual([
      ['a.csv', 'load'],
      ['b.parquet', 'load-columnar'],
      ['c.json.gz', 'load-json'],
      ['g.xlsx', 'load-excel'],
    ]);
    expect(zips.map(({ name }) => name)).toEqual(['e.zip']);
    expect(workbenches.map(({ name }) => name)).toEqual(['d.json']);
    expect(failures.map(({ code }) => code)).toEqual(['file-format-not-read']);
  });

  it('in a folder of images are one archive, its tables beside it', async () => {
    const items = [
      itemOf('pets/cat/1.png', 'x'),
      itemOf('pets/.DS_Store', 'x'),
      itemOf('pets/labels.csv'),
      itemOf('pets/README.md', 'words'),
    ];
    const { files, failures } = await sortItems(items);
    expect(files.map(({ step, file }) => [file.name, step])).toEqual([
      ['pets/', 'load-images'],
      ['labels.csv', 'load'],
    ]);
    expect(failures).toEqual([]);
    const packed = await listTar(files[0]?.file.file as File);
    expect(packed.map(({ path, bytes }) => [path, bytes])).toEqual([
      ['pets/README.md', 5],
      ['pets/cat/1.png', 1],
      ['pets/labels.csv', 8],
    ]);
  });

  it('in a folder of tables go by their names, and by their paths where names are shared', async () => {
    const { files } = await sortItems([itemOf('y/a/t.csv'), itemOf('y/b/t.csv'), itemOf('y/c.csv')]);
    expect(files.map(({ file }) => file.name)).toEqual(['y/a/t.csv', 'y/b/t.csv', 'c.csv']);
    const { failures } = await sortItems([itemOf('z/a.pdf', '%PDF')]);
    expect(failures.map(({ code }) => code)).toEqual(['folder-empty']);
  });

  it('are packed the same whatever the order they came in', async () => {
    const long = `pets/${'x'.repeat(120)}/ü.png`;
    const items = [itemOf(long, 'abc'), itemOf('pets/a.png', 'd'.repeat(600))];
    const [one, other] = [packFolder(items), packFolder([...items].reverse())];
    expect(new Uint8Array(await one.arrayBuffer())).toEqual(new Uint8Array(await other.arrayBuffer()));
    expect(await listTar(one)).toMatchObject([
      { path: 'pets/a.png', bytes: 600, offset: 512 },
      { path: long, bytes: 3 },
    ]);
  });

  it('are looked at no further than their start', async () => {
    const text = `a,b\n${'1,2\n'.repeat(100_000)}`;
    const { kind, start } = await lookAt('a.csv.gz', new File([new Uint8Array(gzipSync(text))], 'a.csv.gz'));
    expect(kind).toEqual({ kind: 'data', format: 'text' });
    expect(start?.startsWith('a,b\n1,2\n')).toBe(true);
  });
});

describe('the members of an archive', () => {
  it('are offered by what their names say; images are one line', () => {
    const lines = zipLines('d.zip', [
      member('a.csv'),
      member('x/1.png'),
      member('x/2.png'),
      member('notes'),
      member('inner.zip'),
      member('locked.csv', { isEncrypted: true }),
    ]);
    expect(lines.map(({ path, format, images, fault }) => [path, format, images, fault !== null])).toEqual([
      ['', 'image', 2, false],
      ['a.csv', 'text', 0, false],
      ['notes', null, 0, false],
      ['inner.zip', null, 0, true],
      ['locked.csv', 'text', 0, true],
    ]);
    expect(firstChoice(lines)).toEqual([0, 1]);
    const archive = { name: 'd.zip', file: new File([], 'd.zip') };
    expect(filesOfLines(archive, lines.slice(0, 3)).map(({ step, file }) => [step, file.member])).toEqual([
      ['load-images', undefined],
      ['load', 'a.csv'],
      ['load', 'notes'],
    ]);
  });
});

describe('what is pasted', () => {
  const data = (text: string) => ({ files: [] as unknown as FileList, getData: () => text });

  it.each([
    ['name\tage\nAda\t36\n', true],
    ['a,b\n1,2\n', true],
    ['a;b\r\n1;2', true],
    ['Dear Ada,\nI am well, as you asked.\n', false],
    ['one line, with a comma', false],
    ['word', false],
  ])('%j is a table: %s', (text, expected) => {
    expect(looksLikeTable(text)).toBe(expected);
  });

  it('is a part of the workbench up to 1 MB, a file beyond, and of an address the reason why not', () => {
    expect(readPaste(data('a\tb\n1\t2\n'))).toEqual({ kind: 'table', name: 'pasted', text: 'a\tb\n1\t2\n' });
    const long = readPaste(data('a\tb\n'.repeat(300_000)));
    expect(long).toMatchObject({ kind: 'files', items: [{ path: 'pasted.tsv' }] });
    expect(readPaste(data('https://example.org/a.csv'))).toMatchObject({
      kind: 'address',
      failure: {
        code: 'file-from-address',
        hint: 'Download the file in a tab of its own, then drop it here.',
      },
    });
    expect(addressFailure('see https://example.org')).toBeNull();
    expect(readPaste(data('hello'))).toEqual({ kind: 'nothing' });
  });
});
