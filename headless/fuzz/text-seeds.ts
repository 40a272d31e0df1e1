import { gzipOf } from './archives';
import { plainSeed, type FuzzSeed, type Reader } from './seed';

const each = <T>(count: number, make: (row: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

const city = (row: number): string =>
  ['Zürich', 'Łódź', 'São Paulo', '東京', 'Oslo, east', 'a "quoted" one'][row % 6] ?? '';
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const day = (row: number): string => `20${10 + (row % 20)}-0${1 + (row % 9)}-1${row % 10}`;

const comma = `id,city,score,born,active,remark\n${each(
  120,
  (row) =>
    `${row},${quoted(city(row))},${row % 7 === 0 ? '' : row / 3},${day(row)},${row % 2 === 0},${
      row % 11 === 0 ? '"two\nlines"' : 'plain'
    }`,
).join('\n')}\n`;

const semicolon = `Name;Betrag;Datum\r\n${each(
  80,
  (row) => `Müller ${row};${row}.${100 + row},${10 + row};${10 + (row % 18)}.0${1 + (row % 9)}.2021`,
).join('\r\n')}\r\n`;

const tabs = `gene\tcount\tnote\n${each(
  150,
  (row) => `G${row}\t${row * row}\t${row % 5 === 0 ? 'NA' : `n ${row}`}`,
).join('\n')}\n`;

const pipes = `# made by hand\n# twice\na|b|c\n${each(60, (row) => `${row}|'x ${row}'|${row / 8}`).join('\n')}\n`;

const single = `value\n${each(50, (row) => String(row * 1.5)).join('\n')}\n`;

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (one) => one.charCodeAt(0) & 255);

function utf16(text: string, isBig: boolean): Uint8Array {
  const bytes = new Uint8Array(2 + 2 * text.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, !isBig);
  for (let i = 0; i < text.length; i++) view.setUint16(2 + 2 * i, text.charCodeAt(i), !isBig);
  return bytes;
}

const records = each(80, (row) => ({
  id: row,
  city: city(row),
  at: { x: row / 7, y: row % 3 === 0 ? null : row, deep: { z: [row, 'é'] } },
  when: `${day(row)}T12:00:00Z`,
  ok: row % 2 === 0,
  ...(row % 9 === 0 && { rare: '𝄞'.repeat(row % 4) }),
}));

const columns = JSON.stringify({
  a: each(90, (row) => row),
  b: each(90, city),
  c: each(90, (row) => row / 4),
});
const lists = JSON.stringify([['a', 'b', 'c'], ...each(70, (row) => [row, city(row), row % 2 === 0])]);
const within = JSON.stringify({ meta: { n: 80, by: ['x'] }, data: { items: records.slice(0, 40) } });
const lines = records.map((record) => JSON.stringify(record)).join('\n');
const wideNumbers = each(
  60,
  (row) => `{"n":${9_007_199_254_740_990 + row}${row},"e":${row}e${row % 40}}`,
).join('\n');

const CSV_PARAMS: readonly object[] = [
  { header: 'no' },
  { strict: true },
  { quote: 'none' },
  { delimiter: ';', decimal: ',', thousands: '.' },
  { encoding: 'windows-1252' },
  { types: { id: 'integer', score: 'number', born: 'date' } },
  { columns: ['city', 'id'], filename: 'file' },
  { missing: ['', 'NA', 'plain'], skip: 2 },
  { escape: '\\', comment: '#' },
];
const JSON_PARAMS: readonly object[] = [
  { nested: 'text' },
  { at: '/data/items' },
  { at: '/' },
  { header: 'no' },
  { types: { id: 'text', when: 'timestamp', city: 'integer' }, filename: 'file' },
];

const gzipped = (
  reader: Reader,
  step: string,
  name: string,
  text: string,
  params: readonly object[],
): FuzzSeed => ({
  ...plainSeed(reader, step, name, text, params),
  pack: gzipOf,
});

/** Files of text: delimited, JSON, in several encodings, and packed with gzip. */
export const TEXT_SEEDS: readonly FuzzSeed[] = [
  plainSeed('csv', 'load', 'comma.csv', comma, CSV_PARAMS),
  plainSeed('csv', 'load', 'semicolon.csv', semicolon, CSV_PARAMS),
  plainSeed('csv', 'load', 'pipes.txt', pipes, CSV_PARAMS),
  plainSeed('csv', 'load', 'single.csv', single, CSV_PARAMS),
  plainSeed('tsv', 'load', 'tabs.tsv', tabs, CSV_PARAMS),
  plainSeed('tsv', 'load', 'windows.tsv', tabs.replaceAll('\n', '\r\n'), CSV_PARAMS),
  gzipped('csv-gz', 'load', 'comma.csv.gz', comma, CSV_PARAMS),
  gzipped('csv-gz', 'load', 'tabs.tsv.gz', tabs, CSV_PARAMS),
  // More than is looked at before the database reads it.
  gzipped('csv-gz', 'load', 'long.csv.gz', `a,b,c\n${'1,x,2020-01-01\n'.repeat(100_000)}`, CSV_PARAMS),
  plainSeed('encodings', 'load', 'latin1.csv', latin1(semicolon), CSV_PARAMS),
  plainSeed('encodings', 'load', 'little.csv', utf16(comma, false), CSV_PARAMS),
  plainSeed('encodings', 'load', 'big.csv', utf16(semicolon, true), CSV_PARAMS),
  plainSeed('encodings', 'load', 'marked.csv', `\uFEFF${comma}`, CSV_PARAMS),
  plainSeed('encodings', 'load-json', 'little.json', utf16(JSON.stringify(records), false), JSON_PARAMS),
  plainSeed('json', 'load-json', 'list.json', JSON.stringify(records, null, 1), JSON_PARAMS),
  plainSeed('json', 'load-json', 'columns.json', columns, JSON_PARAMS),
  plainSeed('json', 'load-json', 'lists.json', lists, JSON_PARAMS),
  plainSeed('json', 'load-json', 'within.json', within, JSON_PARAMS),
  plainSeed('ndjson', 'load-json', 'lines.ndjson', lines, JSON_PARAMS),
  plainSeed('ndjson', 'load-json', 'numbers.jsonl', wideNumbers, JSON_PARAMS),
  gzipped('json-gz', 'load-json', 'list.json.gz', JSON.stringify(records), JSON_PARAMS),
  gzipped('json-gz', 'load-json', 'lines.ndjson.gz', lines, JSON_PARAMS),
];
