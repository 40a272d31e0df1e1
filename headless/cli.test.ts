import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../scripts/headless.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sluice-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function call(...args: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { stdout, stderr, status };
}

const source = { kind: 'embedded', name: 'tiny', text: 'a,b\n1,x\n2,"y, z"\n' };
const load = {
  id: 'c1',
  kind: 'step',
  step: 'load',
  version: 1,
  params: { source },
  outputs: { table: 'tiny' },
};

const missing = {
  ...load,
  id: 'c2',
  params: { source: { kind: 'file', files: [{ name: 'none.csv' }] } },
  outputs: {},
};

function writeWorkbench(name: string, ...cells: object[]): void {
  writeFileSync(join(folder, name), JSON.stringify({ format: 'sluice', version: 1, cells }));
}

describe('the built runner', () => {
  test('prints one JSON object and nothing else, and reads paths from where the caller stands', () => {
    writeWorkbench('good.json', load);
    const { stdout, status } = call('run', 'good.json', '--table', 'tiny=out.csv');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      cells: { c1: { status: 'done', artifacts: { table: { rows: 2 } } } },
    });
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toBe(source.text);
  });

  test('exits with 1 when a cell failed', () => {
    writeWorkbench('bad.json', load, missing);
    const { stdout, status } = call('run', 'bad.json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      cells: { c1: { status: 'done' }, c2: { status: 'failed', failure: { code: 'file-missing' } } },
    });
  });

  test('says on standard error when a file is not the one the workbench was saved with', () => {
    const files = [{ name: 'data.csv', bytes: 8, sha256: '0'.repeat(64) }];
    writeFileSync(join(folder, 'data.csv'), 'a,b\n1,2\n');
    writeWorkbench('other.json', { ...load, params: { source: { kind: 'file', files } } });
    const { stdout, stderr, status } = call('run', 'other.json');
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { cells: { c1: { status: 'done' } } }]);
    expect(stderr).toContain('“data.csv” is another file than the one that cell c1 was saved with');
  });

  test('exits with 2 after a bad call', () => {
    const { stdout, status } = call('run');
    expect([status, JSON.parse(stdout)]).toMatchObject([2, { failure: { code: 'bad-call' } }]);
  });
});
