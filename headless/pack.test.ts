import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { joinBytes } from '../src/kernels/columnar/arrow-message';
import { packMember, PACK_WORKBENCH } from '../src/kernels/archive/pack-names';
import { zipFile } from '../src/kernels/archive/write-zip';
import { openCallBench, type CallBench, type Printed } from './call-bench';
import { main } from './main';
import { openNodeEngine } from './node-engine';

let bench: CallBench;
beforeEach(async () => void (bench = await openCallBench()));
afterEach(() => bench.close());

const DATA = 'a,b\n1,x\n2,y\n';
const sha256 = createHash('sha256').update(DATA).digest('hex');

const workbench = (name: string, hash: string): string =>
  JSON.stringify({
    ...{ format: 'sluice', version: 1, title: '' },
    cells: [
      {
        ...{ id: 'c1', kind: 'step', step: 'load', version: 1, outputs: { table: 'a' } },
        params: { source: { kind: 'file', files: [{ name, sha256: hash }] } },
      },
    ],
  });

/** Writes an archive of these members, and gives its path. */
async function packed(members: Readonly<Record<string, string>>): Promise<string> {
  const entries = Object.entries(members).map(([path, text]) => ({
    path,
    content: [new TextEncoder().encode(text)],
  }));
  const parts: Uint8Array[] = [];
  for await (const part of zipFile(entries)) parts.push(part);
  const path = bench.inFolder('w.sluice.zip');
  await writeFile(path, joinBytes(parts));
  return path;
}

const fakeRun = async (path: string): Promise<string | undefined> =>
  (await bench.call('run', path)).printed.failure?.code;

describe('a workbench with its data', () => {
  test('runs without asking for files, whatever they are called', async () => {
    const name = 'größe 1%/x.csv';
    const path = await packed({ [PACK_WORKBENCH]: workbench(name, sha256), [packMember(name)]: DATA });
    const { stdout, exitCode } = await main(['run', path], () => openNodeEngine());
    const printed = JSON.parse(stdout) as Printed;
    expect([exitCode, printed.cells.c1?.artifacts]).toMatchObject([0, { table: { rows: 2 } }]);
  }, 60_000);

  test('is refused by name where it is not whole', async () => {
    const text = workbench('a.csv', sha256);
    expect(await fakeRun(await packed({ 'data/a.csv': DATA }))).toBe('pack-no-workbench');
    expect(await fakeRun(await packed({ [PACK_WORKBENCH]: text }))).toBe('pack-member-missing');
    expect(await fakeRun(await packed({ [PACK_WORKBENCH]: text, 'data/a.csv': `${DATA}3,z\n` }))).toBe(
      'pack-member-other',
    );
    expect(await fakeRun(await packed({ [PACK_WORKBENCH]: 'no JSON' }))).toBe('workbench-not-json');
    expect(bench.engine.runs).toEqual([]);
  });

  test('that is damaged or cut off is refused by name', async () => {
    const path = await packed({ [PACK_WORKBENCH]: workbench('a.csv', sha256), 'data/a.csv': DATA });
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length - 30));
    expect(await fakeRun(path)).toBe('zip-unreadable');
    const flipped = Uint8Array.from(bytes);
    const at = bytes.indexOf('data/a.csv') + 'data/a.csv'.length + 2;
    flipped[at] = (flipped[at] ?? 0) ^ 255;
    await writeFile(path, flipped);
    expect(await fakeRun(path)).toMatch(/^zip-damaged$/);
  });
});

test('no name of a data file reaches out of its folder', () => {
  const names = ['..', '.', 'a/b.csv', 'a%2Fb.csv', '..\\c', 'photos/', 'x.csv'];
  const members = names.map(packMember);
  expect(new Set(members).size).toBe(names.length);
  for (const member of members) expect(member).toMatch(/^data\/(?!\.+$)[^/\\]+$/);
});
