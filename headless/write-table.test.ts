import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from './main';
import { openNodeEngine } from './node-engine';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-write-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const workbench = {
  format: 'sluice',
  version: 1,
  title: '',
  cells: [
    {
      id: 'c1',
      kind: 'step',
      step: 'load',
      version: 1,
      params: {
        source: { kind: 'embedded', name: 't', text: 'name,2020,2019\nx,1,2\ny,3,4\n' },
        header: 'yes',
      },
      outputs: { table: 't' },
    },
  ],
};

test.each([
  ['csv', 'name,2020,2019\nx,1,2\ny,3,4\n'],
  ['json', '[\n{"name":"x","2020":1,"2019":2},\n{"name":"y","2020":3,"2019":4}\n]\n'],
])('columns named like numbers keep their place in %s', async (ending, text) => {
  const [document, out] = [join(folder, 'w.sluice.json'), join(folder, `out.${ending}`)];
  await writeFile(document, JSON.stringify(workbench));
  const answer = await main(['run', document, '--table', `t=${out}`], () => openNodeEngine());
  expect(answer.exitCode).toBe(0);
  expect(await readFile(out, 'utf8')).toBe(text);
});
