import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { partsOf, zipOf } from '../../../headless/fuzz/archives';
import { drawsOf, mutated, pick } from '../../../headless/fuzz/mutate';
import { FailureError } from '../../core/failure';
import { formatKind, type NumberFormats } from './formats';
import { columnLetters, parseRange, rangeName } from './range';
import { readSheet, type ReadSheetOutput } from './read-sheet';

const fixtures = new URL('../../steps/load/load-excel/fixtures/', import.meta.url);

const read = (file: Blob): Promise<ReadSheetOutput> =>
  Promise.resolve(
    readSheet.run(
      { file, name: 'book', sheet: '', range: '', header: 'auto', rows: Infinity, types: {}, isBuilt: true },
      () => undefined,
    ),
  );

async function codeOf(bytes: Uint8Array | string): Promise<string> {
  try {
    await read(new Blob([bytes as BlobPart]));
    return 'read';
  } catch (error) {
    if (error instanceof FailureError) return error.failure.code;
    throw error;
  }
}

describe('ranges', () => {
  test.each([
    ['A3:F20', 'A3:F20'],
    ['$a$3:$f$20', 'A3:F20'],
    ['AA1:AB2', 'AA1:AB2'],
  ])('%s is %s', (text, name) => {
    const range = parseRange(text);
    expect(range === null ? null : rangeName(range)).toBe(name);
  });

  test('sides may be open', () => {
    expect(parseRange('A:F')).toEqual({ top: 0, left: 0, bottom: Infinity, right: 5 });
    expect(parseRange('3:20')).toEqual({ top: 2, left: 0, bottom: 19, right: Infinity });
    expect(parseRange('B3')).toEqual({ top: 2, left: 1, bottom: Infinity, right: Infinity });
    expect(parseRange('B3:D')).toEqual({ top: 2, left: 1, bottom: Infinity, right: 3 });
  });

  test.each([
    '',
    'A',
    '3',
    'A0:B1',
    'B1:A1',
    'A2:B1',
    'A1:',
    ':B2',
    'A1:B2:C3',
    'AAAA1',
    'A1 B2',
    'sheet!A1',
    'XFE1:XFE2',
  ])('“%s” is none', (text) => {
    expect(parseRange(text)).toBeNull();
  });

  test('columns have letters', () => {
    expect([0, 25, 26, 701, 702, 16_383].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD']);
  });
});

describe('number formats', async () => {
  const { SSF } = (await import('@e965/xlsx')) as { readonly SSF: NumberFormats };
  test.each([
    ['General', 'number'],
    ['0.00', 'number'],
    ['#,##0 "days"', 'number'],
    ['00000', 'padded'],
    ['0.0%', 'percent'],
    ['yyyy-mm-dd', 'date'],
    ['mmm', 'date'],
    ['m/d/yy h:mm', 'moment'],
    ['h:mm AM/PM', 'time'],
    ['mm:ss', 'time'],
    ['[h]:mm', 'duration'],
    ['[$-409]d. mmmm yyyy;@', 'date'],
    ['[Red]0', 'number'],
  ])('%s makes a %s', (format, kind) => {
    expect(formatKind(format, SSF)).toBe(kind);
  });
});

describe('what is no workbook', () => {
  test.each([
    ['<html><table><tr><td>1</td></tr></table></html>', 'sheet-format-not-read'],
    ['a,b\n1,2\n', 'sheet-format-not-read'],
    ['', 'file-empty'],
    ['PK\u0003\u0004', 'sheet-damaged'],
    ['PK\u0005\u0006' + '\0'.repeat(18), 'sheet-format-not-read'],
  ])('%.20s', async (text, code) => {
    expect(await codeOf(text)).toBe(code);
  });

  test('a binary workbook, a document, a workbook with a password and a bomb are named', async () => {
    const letter = Uint8Array.of(120);
    expect(await codeOf(await zipOf({ 'xl/workbook.bin': letter }))).toBe('sheet-format-not-read');
    expect(await codeOf(await zipOf({ 'word/document.xml': letter }))).toBe('sheet-format-not-read');
    const encrypted = await oleOf({ EncryptedPackage: 'x', EncryptionInfo: 'y' });
    expect(await codeOf(encrypted)).toBe('sheet-encrypted');
    const bomb = await zipOf({
      '[Content_Types].xml': new Uint8Array(1000).fill(32),
      'xl/worksheets/sheet1.xml': new Uint8Array(401_000_000),
    });
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await codeOf(bomb)).toBe('sheet-too-large');
    expect(await codeOf(lying(bomb))).toMatch(/sheet-(too-large|damaged)/);
  }, 60_000);
});

describe('what is broken', () => {
  test.each(['odd.xlsx', 'open-document.ods'])(
    '200 mutated copies of %s give a table or a failure with a name',
    async (name) => {
      const base = new Uint8Array(await readFile(new URL(name, fixtures)));
      const codes = new Map<string, number>();
      for (let run = 0; run < 200; run++) {
        const code = await codeOf(mutated(base, drawsOf(4, run)));
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
      expect(codes.get('sheet-damaged')).toBeGreaterThan(20);
      expect([...codes.keys()].filter((code) => !/^(read|file-empty|sheet-[a-z-]+)$/.test(code))).toEqual([]);
    },
    120_000,
  );

  test('200 workbooks with mutated parts, and as many of the old kind, give a table or a failure with a name', async () => {
    const parts = await partsOf(new Uint8Array(await readFile(new URL('odd.xlsx', fixtures))));
    const names = Object.keys(parts).filter((name) => name.endsWith('.xml'));
    const old = await oldWorkbook();
    const codes = new Set<string>();
    for (let run = 0; run < 200; run++) {
      const draw = drawsOf(5, run);
      const name = pick(draw, names);
      codes.add(
        await codeOf(await zipOf({ ...parts, [name]: mutated(parts[name] ?? new Uint8Array(), draw) })),
      );
      codes.add(await codeOf(mutated(old, draw)));
    }
    expect(codes.has('read') && codes.has('sheet-damaged')).toBe(true);
    expect([...codes].filter((code) => !/^(read|file-empty|sheet-[a-z-]+)$/.test(code))).toEqual([]);
  }, 120_000);
});

/** The bomb with sizes that claim it is small. */
function lying(zip: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(zip);
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 46 < copy.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
  }
  return copy;
}

/** What is used of the library's files within files. */
interface Cfb {
  readonly utils: { cfb_new(): object; cfb_add(file: object, name: string, bytes: Uint8Array): void };
  write(file: object, options: object): Uint8Array;
}

async function oleOf(streams: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const { CFB } = (await import('@e965/xlsx')) as { readonly CFB: Cfb };
  const file = CFB.utils.cfb_new();
  for (const [name, text] of Object.entries(streams)) {
    CFB.utils.cfb_add(file, `/${name}`, new TextEncoder().encode(text));
  }
  return Uint8Array.from(CFB.write(file, { type: 'buffer' }));
}

async function oldWorkbook(): Promise<Uint8Array> {
  const { utils, write } = await import('@e965/xlsx');
  const book = utils.book_new();
  const rows = Array.from({ length: 30 }, (_, i) => [`t${i}`, i, i / 3, i % 2 === 0]);
  utils.book_append_sheet(book, utils.aoa_to_sheet([['a', 'b', 'c', 'd'], ...rows]), 'data');
  return new Uint8Array(write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer);
}
