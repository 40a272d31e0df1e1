import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { FailureError } from './failure';
import {
  endingOf,
  fileKind,
  formatByName,
  looksLike,
  notReadFailure,
  requireStepFor,
  type FileKind,
} from './file-format';

const bytes = (text: string) => new TextEncoder().encode(text);
const kindOf = (name: string, head: string | Uint8Array) =>
  fileKind(name, typeof head === 'string' ? bytes(head) : head);
const short = (kind: FileKind) => (kind.kind === 'data' ? kind.format : kind.kind);

/** The start of a zip whose first members are those. */
function zipHead(...names: string[]): Uint8Array {
  const parts = names.flatMap((name) => {
    const header = new Uint8Array(30);
    header.set([0x50, 0x4b, 3, 4]);
    new DataView(header.buffer).setUint16(26, bytes(name).length, true);
    return [...header, ...bytes(name), 1, 2, 3];
  });
  return Uint8Array.from(parts);
}

describe('what a file is', () => {
  it.each([
    ['a.csv', 'a,b\n1,2\n', 'text'],
    ['a.tsv', '{"a"\t1}\n', 'text'],
    ['data', 'a b c\n', 'text'],
    ['a.csv', Uint8Array.of(0xff, 0xfe, 0x61, 0), 'text'],
    ['wide.txt', Uint8Array.of(0x61, 0, 0x2c, 0), 'text'],
    ['a.parquet', 'PAR1\x15\x04', 'parquet'],
    ['named.csv', 'PAR1\x15\x04', 'parquet'],
    ['a.arrow', 'ARROW1\0\0', 'arrow'],
    ['a.feather', 'ARROW1\0\0', 'arrow'],
    ['a.arrows', Uint8Array.of(255, 255, 255, 255, 0x78, 0, 0, 0), 'arrow-stream'],
    ['a.json', '[{"a":1},{"a":2}]', 'json'],
    ['a.json', '{"a":1}\n{"a":2}\n', 'ndjson'],
    ['a.jsonl', '{"a":1}\n', 'ndjson'],
    ['rows', ' {"a": 1, "b": 2}', 'json'],
    ['rows', '[1] is the first\n', 'text'],
    ['a.geojson', '{"type":"FeatureCollection"}', 'json'],
    ['w.sluice.json', '{\n  "format": "sluice",\n  "version": 1', 'workbench'],
    ['a.xlsx', zipHead('[Content_Types].xml', 'xl/workbook.xml'), 'xlsx'],
    ['a', zipHead('[Content_Types].xml', 'xl/workbook.xml'), 'xlsx'],
    ['a.ods', zipHead('mimetype', 'content.xml'), 'ods'],
    ['a.docx', zipHead('[Content_Types].xml', 'word/document.xml'), 'not-read'],
    ['a.zip', zipHead('a.csv', 'b.csv'), 'zip'],
    ['a.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'xls'],
    ['a.doc', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'not-read'],
    ['a.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'image'],
    ['a.svg', '<?xml version="1.0"?>\n<svg xmlns="x"/>', 'image'],
    ['a.avif', Uint8Array.from([0, 0, 0, 0x20, ...bytes('ftypavif')]), 'image'],
    ['a.csv.gz', Uint8Array.from(gzipSync('a,b\n')), 'gzip'],
    ['a.pdf', '%PDF-1.7', 'not-read'],
    ['a.db', 'SQLite format 3\0', 'not-read'],
    ['a.bz2', 'BZh91AY', 'not-read'],
    ['a.zst', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd), 'not-read'],
    ['a.rar', 'Rar!\x1a', 'not-read'],
    ['a.7z', Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c), 'not-read'],
    ['a.pkl', Uint8Array.of(0x80, 4, 0x95, 0), 'not-read'],
    ['a.html', '<!doctype html><table>', 'not-read'],
    ['a.xls', '<html><body><table>', 'not-read'],
    ['t10k-images-idx3-ubyte', Uint8Array.of(0, 0, 8, 3, 0), 'not-read'],
    ['a.csv', '', 'empty'],
  ] as const)('%s that starts like %j is %s', (name, head, expected) => {
    expect(short(kindOf(name, head))).toBe(expected);
  });

  it('goes by the members of a zip where they are known', () => {
    expect(fileKind('a.zip', zipHead('a'), ['a', 'xl/workbook.xml'])).toEqual({
      kind: 'data',
      format: 'xlsx',
    });
  });

  it('is told by the name alone where many files are listed', () => {
    expect(['a.CSV', 'x/b.parquet.gz', 'c.JPG', 'README', 'd.bin'].map(formatByName)).toEqual([
      'text',
      'parquet',
      'image',
      null,
      null,
    ]);
    expect(endingOf('Data.CSV.gz')).toBe('csv');
  });
});

describe('a file for another step', () => {
  const failure = (name: string, head: string | Uint8Array) => {
    try {
      requireStepFor('load', { name, head: typeof head === 'string' ? bytes(head) : head });
    } catch (error) {
      return error instanceof FailureError ? error.failure : error;
    }
    return null;
  };

  it('is refused with the step that reads it', () => {
    expect(failure('a.csv', 'a,b\n')).toBeNull();
    expect(failure('a.parquet', 'PAR1')).toMatchObject({
      code: 'file-of-other-step',
      message: 'The file “a.parquet” is a Parquet file; another step reads it.',
      hint: 'Use the step “Load Parquet or Arrow” (drop the file on the page, and the right one is taken).',
    });
    expect(failure('a.pdf', '%PDF-1.4')).toMatchObject({ code: 'file-format-not-read' });
    expect(failure('a.zip', zipHead('a.csv'))).toMatchObject({ code: 'file-format-not-read' });
    expect(failure('a.csv', '')).toMatchObject({ code: 'file-empty' });
  });

  it('is said to be not read only where no step reads it', () => {
    expect(notReadFailure('a.csv', kindOf('a.csv', 'a\n'))).toBeNull();
    expect(notReadFailure('a.pdf', kindOf('a.pdf', '%PDF'))?.message).toBe(
      'The file “a.pdf” is a PDF, which no step reads.',
    );
    expect(looksLike({ kind: 'data', format: 'ndjson' })).toBe('JSON, one value a line');
  });
});

const PARQUET = '../shared/data/parquet_testing/data';
test.skipIf(!existsSync(PARQUET))(
  'every Parquet file of the shared data is known (skipped without it)',
  () => {
    const files = readdirSync(PARQUET).filter((name) => name.endsWith('.parquet'));
    expect(files.length).toBeGreaterThan(30);
    const others = files.filter((name) => {
      const head = readFileSync(`${PARQUET}/${name}`).subarray(0, 4096);
      return short(kindOf(name, Uint8Array.from(head))) !== 'parquet';
    });
    expect(others).toEqual([]);
  },
);
