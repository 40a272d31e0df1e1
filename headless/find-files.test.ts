import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newStepCell } from '../src/document/cells';
import { emptyDocument, type WorkbenchDocument } from '../src/document/document';
import { findFiles } from './find-files';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-find-'));
  await mkdir(join(folder, 'pets'));
  await writeFile(join(folder, 'a.zip'), 'PK');
});
afterAll(() => rm(folder, { recursive: true }));

function reading(...files: { name: string; member?: string }[]): WorkbenchDocument {
  const cell = newStepCell(emptyDocument, { step: 'load', params: { source: { kind: 'file', files } } });
  return { ...emptyDocument, cells: [cell] };
}
const workbench = (): string => join(folder, 'w.sluice.json');

describe('the files of a workbench', () => {
  it('beside it are found by their names: folders, and archives once for all their members', async () => {
    const document = reading(
      { name: 'pets/' },
      { name: 'a.zip', member: 'x.csv' },
      { name: 'a.zip', member: 'y.csv' },
    );
    expect(await findFiles(document, workbench(), [])).toEqual({
      ok: true,
      value: { 'pets/': { path: join(folder, 'pets') }, 'a.zip': { path: join(folder, 'a.zip') } },
    });
  });

  it('that are folders may be given with or without the slash', async () => {
    const path = join(folder, 'pets');
    for (const name of ['pets', 'pets/']) {
      expect(await findFiles(reading({ name: 'pets/' }), workbench(), [{ name, path }])).toEqual({
        ok: true,
        value: { 'pets/': { path } },
      });
    }
    const file = [{ name: 'pets/', path: join(folder, 'a.zip') }];
    expect(await findFiles(reading({ name: 'pets/' }), workbench(), file)).toMatchObject({
      ok: false,
      failure: { code: 'file-unreadable' },
    });
  });

  it('are never taken from outside its folder', async () => {
    for (const name of ['../', './', '../pets/', 'pets/../']) {
      expect(await findFiles(reading({ name }), workbench(), [])).toEqual({ ok: true, value: {} });
    }
  });
});
