import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tableToIPC } from 'apache-arrow';
import { Compression, Table, writeParquet, WriterPropertiesBuilder } from 'parquet-wasm/node';
import { arrowFileOf, arrowStreamOf, sampleTable } from '../columnar-files';
import { partsOf, zipOf } from './archives';
import { plainSeed, type FuzzSeed, type Parts, type Reader } from './seed';
import { TEXT_SEEDS } from './text-seeds';

const FIXTURES = 'src/steps/load';
const COLUMNAR_PARAMS: readonly object[] = [
  { columns: ['x', 'id'] },
  { columns: ['kind'], filename: 'file' },
  { limit: 7 },
];
const SHEET_PARAMS: readonly object[] = [
  { header: 'no' },
  { range: 'A2:C20' },
  { range: 'B:D', filename: 'file' },
  { types: { a: 'integer', b: 'date' } },
];
const IMAGE_PARAMS: readonly object[] = [{ label: 'none' }, { limit: 3, seed: 5 }];

const columnar = (reader: Reader, name: string, bytes: Uint8Array): FuzzSeed =>
  plainSeed(reader, 'load-columnar', name, bytes, COLUMNAR_PARAMS);

const sheet = (reader: Reader, name: string, bytes: Uint8Array): FuzzSeed =>
  plainSeed(reader, 'load-excel', name, bytes, SHEET_PARAMS);

const image = (name: string, bytes: Uint8Array): FuzzSeed =>
  plainSeed('images', 'load-images', name, bytes, IMAGE_PARAMS);

/** Files that are no text, made here or read from the fixtures of the steps. Takes 1 s. */
export async function binarySeeds(): Promise<readonly FuzzSeed[]> {
  const columns = await columnarSeeds();
  const sheets = await sheetSeeds();
  return [
    ...columns,
    ...sheets,
    ...(await archiveSeeds([...TEXT_SEEDS, ...columns, ...sheets])),
    ...(await imageSeeds()),
  ];
}

async function columnarSeeds(): Promise<FuzzSeed[]> {
  const table = sampleTable(60);
  const types = (name: string): Promise<Uint8Array> => fixture('load-columnar', name);
  return [
    columnar('parquet', 'plain.parquet', parquetOf(tableToIPC(table, 'stream'), Compression.UNCOMPRESSED)),
    columnar('parquet', 'snappy.parquet', parquetOf(tableToIPC(table, 'stream'), Compression.SNAPPY)),
    columnar('parquet', 'zstd.parquet', parquetOf(tableToIPC(table, 'stream'), Compression.ZSTD)),
    columnar('parquet', 'types.parquet', await types('types.parquet')),
    columnar('arrow-file', 'sample.arrow', arrowFileOf(table)),
    columnar('arrow-file', 'types.arrow', await types('types.arrow')),
    columnar('arrow-stream', 'sample.arrows', arrowStreamOf(table)),
    columnar('arrow-stream', 'types.arrows', await types('types.arrows')),
  ];
}

function parquetOf(stream: Uint8Array, compression: Compression): Uint8Array {
  const properties = new WriterPropertiesBuilder().setMaxRowGroupSize(40).setCompression(compression).build();
  return writeParquet(Table.fromIPCStream(stream), properties);
}

async function sheetSeeds(): Promise<FuzzSeed[]> {
  const packed = async (reader: Reader, name: string): Promise<FuzzSeed> => ({
    ...sheet(reader, name, new Uint8Array()),
    parts: await partsOf(await fixture('load-excel', name)),
    pack: zipOf,
  });
  const { utils, write } = await import('@e965/xlsx');
  const rows = Array.from({ length: 60 }, (_, i) => [
    i,
    `tëxt ${i}`,
    i / 3,
    i % 2 === 0,
    new Date(Date.UTC(2020, 0, i)),
  ]);
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['a', 'b', 'c', 'd', 'e'], ...rows]), 'data');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['note'], ['x']]), 'second');
  const old = (bookType: 'biff8' | 'biff5'): Uint8Array =>
    new Uint8Array(write(book, { type: 'array', bookType }) as ArrayBuffer);
  return [
    await packed('xlsx', 'odd.xlsx'),
    await packed('xlsx', 'calendar-1904.xlsx'),
    sheet('xls', 'eight.xls', old('biff8')),
    sheet('xls', 'five.xls', old('biff5')),
    await packed('ods', 'open-document.ods'),
  ];
}

/** Zip archives of which members are loaded, each by the step for it. */
async function archiveSeeds(seeds: readonly FuzzSeed[]): Promise<FuzzSeed[]> {
  const members: Record<string, FuzzSeed> = {};
  for (const [index, seed] of seeds.entries()) {
    if (
      ['comma.csv', 'list.json', 'lines.ndjson', 'snappy.parquet', 'types.arrow', 'odd.xlsx'].includes(
        seed.name,
      )
    )
      members[index % 2 === 0 ? seed.name : `folder ü/${seed.name}`] = seed;
  }
  const parts: Record<string, Uint8Array> = {};
  for (const [path, { parts: inner, pack }] of Object.entries(members))
    parts[path] = pack === undefined ? (inner[''] ?? new Uint8Array()) : await pack(inner);
  return Object.entries(members).map(([path, { step, params }]) => ({
    ...{ reader: 'zip-member', step, name: 'archive.zip', members: [path], parts, pack: zipOf, params },
  }));
}

async function imageSeeds(): Promise<FuzzSeed[]> {
  const folder = join(FIXTURES, 'load-images/fixtures/pets');
  const pets: Record<string, Uint8Array> = {};
  for (const entry of (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  )) {
    const path = join(entry.parentPath, entry.name);
    pets[path.slice(folder.length + 1).replaceAll('\\', '/')] = new Uint8Array(await readFile(path));
  }
  const sorted: Parts = Object.fromEntries(Object.entries(pets).sort(([a], [b]) => (a < b ? -1 : 1)));
  const archive: FuzzSeed = { ...image('pets.zip', new Uint8Array()), parts: sorted, pack: zipOf };
  const alone = Object.entries(sorted).filter(([path]) => !/cut|notes|d\.png/.test(path));
  // Both kinds in like numbers: a single image is read otherwise than an archive.
  return [...alone.map(([path, bytes]) => image(path.replace('/', '-'), bytes)), ...alone.map(() => archive)];
}

const fixture = async (step: string, name: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(join(FIXTURES, step, 'fixtures', name)));

/** Where files of others lie, if they are at hand, and how they are read. */
const SHARED: readonly {
  readonly folder: string;
  readonly ending: string;
  readonly make: (name: string, bytes: Uint8Array) => FuzzSeed;
}[] = [
  {
    folder: 'parquet_testing/data',
    ending: '.parquet',
    make: (name, bytes) => columnar('parquet', name, bytes),
  },
  { folder: 'csvkit_examples', ending: '.csv', make: (name, bytes) => plainSeed('csv', 'load', name, bytes) },
  { folder: 'csvkit_examples', ending: '.xls', make: (name, bytes) => sheet('xls', name, bytes) },
  { folder: 'csvkit_examples', ending: '.xlsx', make: (name, bytes) => sheet('xlsx', name, bytes) },
  { folder: 'excel_odd/readxl', ending: '.xls', make: (name, bytes) => sheet('xls', name, bytes) },
  { folder: 'excel_odd/readxl', ending: '.xlsx', make: (name, bytes) => sheet('xlsx', name, bytes) },
];

const MOST_BYTES = 50_000;

/** Files of others, of up to 50 kB each; none where they are not at hand. */
export async function sharedSeeds(root = '../shared/data'): Promise<readonly FuzzSeed[]> {
  const seeds: FuzzSeed[] = [];
  for (const { folder, ending, make } of SHARED) {
    const names = await readdir(join(root, folder)).catch(() => []);
    for (const name of names.filter((one) => one.endsWith(ending)).sort()) {
      const bytes = new Uint8Array(await readFile(join(root, folder, name)));
      if (bytes.length <= MOST_BYTES) seeds.push(make(name, bytes));
    }
  }
  return seeds;
}
