import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFilesBench, type FilesBench } from '../../headless/step-on-files';

let bench: FilesBench;
beforeAll(async () => {
  bench = await openFilesBench();
});
afterAll(() => bench.close());

type Options = NonNullable<Parameters<ZipWriter<unknown>['add']>[2]>;

async function zipOf(files: Readonly<Record<string, string>>, options: Options = {}): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [name, text] of Object.entries(files)) {
    await writer.add(name, new Uint8ArrayReader(new TextEncoder().encode(text)), options);
  }
  return writer.close();
}

const TABLES = { 'north/a.csv': 'x,y\n1,2\n3,4\n', 'süd/b.csv': 'x,y\n5,6\n' };

describe('members of archives', () => {
  it.each([
    ['deflated', {}],
    ['stored', { level: 0 }],
    ['zip64', { zip64: true }],
  ] as const)('are read where they are %s', async (kind, options) => {
    const path = await bench.write(`${kind}.zip`, await zipOf(TABLES, options));
    const { page } = await bench.run('load', [{ name: 'data.zip', member: 'süd/b.csv', path }]);
    expect(page).toMatchObject({ rows: 1, columns: { x: [5], y: [6] } });
  });

  it('of one archive are different tables, and the archive is what is on record', async () => {
    const bytes = await zipOf(TABLES);
    const path = await bench.write('two.zip', bytes);
    const [a, b] = await Promise.all([
      bench.run('load', [{ name: 'two.zip', member: 'north/a.csv', path }]),
      bench.run('load', [{ name: 'two.zip', member: 'süd/b.csv', path }]),
    ]);
    expect([a.page.rows, b.page.rows]).toEqual([2, 1]);
    expect(a.result.key).not.toBe(b.result.key);
    expect(a.result.sources).toEqual([
      { name: 'two.zip', bytes: bytes.length, sha256: expect.any(String) as string },
    ]);
    expect(a.result.sources).toEqual(b.result.sources);
    const again = await bench.engine.run(
      bench.request('load', [{ name: 'two.zip', member: 'north/a.csv', path }]),
    );
    expect(again).toMatchObject({ ok: true, value: { cached: true } });
  });

  it('that are not there, locked or cut off fail by name', async () => {
    const path = await bench.write('some.zip', await zipOf(TABLES));
    const failure = (name: string, member: string, at: string) =>
      bench.failure('load', [{ name, member, path: at }]);
    expect(await failure('some.zip', 'c.csv', path)).toMatchObject({
      code: 'zip-member-missing',
      message: 'The archive “some.zip” holds no “c.csv”.',
    });
    const locked = await bench.write('locked.zip', await zipOf(TABLES, { password: 'x' }));
    expect((await failure('locked.zip', 'north/a.csv', locked))?.code).toBe('zip-encrypted');
    const bytes = await zipOf(TABLES);
    const cut = await bench.write('cut.zip', bytes.subarray(0, bytes.length - 30));
    expect((await failure('cut.zip', 'north/a.csv', cut))?.code).toBe('zip-unreadable');
    const text = await bench.write('text.zip', 'x,y\n1,2\n');
    expect((await failure('text.zip', 'north/a.csv', text))?.code).toBe('zip-unreadable');
  });

  it('whose bytes were changed are damaged, not read', async () => {
    const bytes = await zipOf(TABLES, { level: 0 });
    // The first digit of the first table, in its content: the check sum is another then.
    bytes[new TextDecoder('latin1').decode(bytes).indexOf('1,2')] = 0x39;
    const path = await bench.write('changed.zip', bytes);
    const failure = await bench.failure('load', [{ name: 'changed.zip', member: 'north/a.csv', path }]);
    expect(failure?.code).toBe('zip-damaged');
  });

  it('that would grow without measure are refused before any of it is unpacked', async () => {
    const bytes = await zipOf({ 'zeros.csv': 'x\n'.repeat(1000) });
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const list = new TextDecoder('latin1').decode(bytes).indexOf('PK\x01\x02');
    view.setUint32(list + 24, 3_000_000_000, true);
    const path = await bench.write('bomb.zip', bytes);
    const failure = await bench.failure('load', [{ name: 'bomb.zip', member: 'zeros.csv', path }]);
    expect(failure?.code).toBe('zip-too-large');
    expect(failure?.message).toMatch(/would grow to 3\.0 GB, [\d]+ times its packed size/);
  });

  it('that hold more than they state are damaged', async () => {
    const bytes = await zipOf({ 'zeros.csv': 'x\n'.repeat(1000) });
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const list = new TextDecoder('latin1').decode(bytes).indexOf('PK\x01\x02');
    view.setUint32(list + 24, 100, true);
    const path = await bench.write('more.zip', bytes);
    expect((await bench.failure('load', [{ name: 'more.zip', member: 'zeros.csv', path }]))?.code).toBe(
      'zip-damaged',
    );
  });
});
