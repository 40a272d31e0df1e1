import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CSV, USUAL_FORMATS, type TableFormat } from '../src/kernels/table-file/table-format';
import { openSaveBench, type SaveBench, type Standing } from './save-files';

/** The seed of every random table; a failing run names its own and the path to the smallest table that fails. */
const SEED = 20_240_601;
const RUNS = 12;

let bench: SaveBench;
beforeAll(async () => {
  bench = await openSaveBench();
});
afterAll(() => bench.close());

const literal = (text: string): string =>
  `'${text.replaceAll("'", "''").replaceAll('\0', "' || chr(0) || '")}'`;
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    ' ',
    '"',
    '""',
    ',',
    'a,b',
    'a\nb',
    'a\r\nb',
    '\r',
    '\t',
    "it's",
    '=1+1',
    '007',
    'null',
    'NaN',
    'NA',
  ),
  fc.constantFrom(
    'Größe',
    '東京',
    '👩‍👩‍👧',
    '\u0001',
    '_x0041_',
    '<&>',
    '\\n',
    '\u2028',
    '\ufeff',
    'a\u0000b',
    '-0',
  ),
);
const int = (bits: number) =>
  fc.bigInt({ min: -(2n ** BigInt(bits - 1)), max: 2n ** BigInt(bits - 1) - 1n }).map(String);
const decimal = (width: number, scale: number) =>
  fc.bigInt({ min: -(10n ** BigInt(width)) + 1n, max: 10n ** BigInt(width) - 1n }).map((value) => {
    const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
    return `'${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}'::DECIMAL(${width},${scale})`;
  });
const finite = fc
  .oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(-0, 0.1, 1e16, 5e-324, 2 ** 53))
  .map((value) => `'${Object.is(value, -0) ? '-0.0' : String(value)}'::DOUBLE`);
const special = fc.constantFrom(`'nan'::DOUBLE`, `'inf'::DOUBLE`, `'-inf'::DOUBLE`, `'-0.0'::DOUBLE`);
/** Microseconds from the year 1 to 9999. */
const micros = fc.bigInt({ min: -62_135_596_800_000_000n, max: 253_402_300_799_999_999n });
const timestamp = fc
  .oneof(micros, fc.constantFrom(-1n, 0n, -62_135_596_800_000_000n))
  .map((value) => `make_timestamp(${value})`);

/** The types, each with literals of its values. */
const TYPES = {
  BIGINT: fc
    .oneof(int(64), fc.constantFrom('9007199254740993', '-9223372036854775808'))
    .map((n) => `${literal(n)}::BIGINT`),
  INTEGER: int(32),
  TINYINT: int(8),
  UBIGINT: fc.constantFrom('0::UBIGINT', '18446744073709551615::UBIGINT'),
  DOUBLE: fc.oneof(finite, special),
  FLOAT: fc.constantFrom('0.1::FLOAT', `'nan'::FLOAT`, '3.4e38::FLOAT', `'-0.0'::FLOAT`),
  'DECIMAL(18,3)': decimal(18, 3),
  'DECIMAL(38,10)': decimal(38, 10),
  VARCHAR: words.map((text) => `(${literal(text)})`),
  BOOLEAN: fc.constantFrom('true', 'false'),
  DATE: fc.integer({ min: -719_162, max: 2_932_896 }).map((day) => `DATE '1970-01-01' + (${day})::INTEGER`),
  TIME: fc.integer({ min: 0, max: 86_399_999_999 }).map((n) => `TIME '00:00:00' + to_microseconds(${n})`),
  TIMESTAMP: timestamp,
  FINITE: finite,
  // A file with other control characters is not taken for text; the reader says so by name.
  PRINTED: words
    .filter((text) => !/\p{Cc}/u.test(text.replace(/[\t\n\r]/g, '')))
    .map((text) => `(${literal(text)})`),
} as const satisfies Record<string, fc.Arbitrary<string>>;

type TypeName = keyof typeof TYPES;
const sqlTypeOf = (type: TypeName): string =>
  type === 'FINITE' ? 'DOUBLE' : type === 'PRINTED' ? 'VARCHAR' : type;

/** A SELECT of random rows of such types; in the first row nothing is missing where `isFirstFull`. */
function tables(types: readonly TypeName[], isFirstFull = false): fc.Arbitrary<string> {
  return fc
    .record({
      columns: fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: 6 }),
      rows: fc.integer({ min: isFirstFull ? 1 : 0, max: 12 }),
    })
    .chain(({ columns, rows }) =>
      fc.tuple(
        fc.constant(columns),
        fc.tuple(
          ...columns.map((type) =>
            fc.tuple(
              fc.array(TYPES[type], { minLength: rows, maxLength: rows }),
              fc.array(fc.nat(3), { minLength: rows, maxLength: rows }),
            ),
          ),
        ),
      ),
    )
    .map(([columns, values]) => {
      const rows = values[0]?.[0].length ?? 0;
      const row = (at: number): string =>
        columns
          .map((type, column) => {
            const isMissing = values[column]?.[1][at] === 0 && !(isFirstFull && at === 0);
            const value = isMissing ? 'NULL' : (values[column]?.[0][at] ?? 'NULL');
            return `(${value})::${sqlTypeOf(type)} AS ${NAMES[column]}`;
          })
          .join(', ');
      const selects = Array.from({ length: rows }, (_, at) => `SELECT ${row(at)}`);
      const none = columns.map((type, column) => `NULL::${sqlTypeOf(type)} AS ${NAMES[column]}`).join(', ');
      return rows === 0 ? `SELECT ${none} WHERE false` : selects.join(' UNION ALL ');
    });
}

/** Names that a format could take for something else. */
const NAMES = ['a', '"select"', '"a,b"', '"say ""hi"""', '"Größe 東京"', '"2020"'];

const sqlTypes = ({ table }: Standing): string[] => table.columns.map(({ sqlType }) => sqlType);

async function expectRoundTrip(
  tablesOf: fc.Arbitrary<string>,
  format: TableFormat,
  load: (bytes: Uint8Array, made: Standing) => Promise<Standing>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(tablesOf, async (select) => {
      const made = await bench.made(select);
      const read = await load(await bench.saved(made, format), made);
      expect(await bench.textOf(read)).toBe(await bench.textOf(made));
      expect(sqlTypes(read)).toEqual(sqlTypes(made));
    }),
    { seed: SEED, numRuns: RUNS },
  );
}

const ALL_TYPES = (Object.keys(TYPES) as TypeName[]).filter((type) => type === sqlTypeOf(type));

describe('a random table of all types comes back equal', () => {
  test.each<[string, TableFormat]>([
    ['Parquet (zstd)', USUAL_FORMATS.parquet],
    ['Parquet (snappy)', { kind: 'parquet', codec: 'snappy' }],
    ['Arrow file', USUAL_FORMATS.arrow],
    ['Arrow stream', { kind: 'arrow', form: 'stream' }],
  ])(
    'from %s',
    (_, format) =>
      expectRoundTrip(tables(ALL_TYPES), format, (bytes) => bench.loaded('load-columnar', bytes)),
    120_000,
  );
});

const LOAD_TYPES: Readonly<Record<string, string>> = {
  BIGINT: 'integer',
  DOUBLE: 'number',
  VARCHAR: 'text',
  BOOLEAN: 'boolean',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
};

describe('a random table comes back equal where the reader is told how it was written', () => {
  const dialects = [
    ['comma', { ...CSV.dialect, missing: '∅' }],
    ['semicolon, decimal comma', { ...CSV.dialect, missing: '∅', delimiter: ';', decimal: ',' }],
    ['tab, everything quoted', { ...CSV.dialect, missing: '∅', delimiter: '\t', isQuotedAll: true }],
  ] as const;
  test.each(dialects)(
    'from CSV: %s',
    (_, dialect) =>
      expectRoundTrip(
        tables(['BIGINT', 'DOUBLE', 'PRINTED', 'BOOLEAN', 'DATE', 'TIMESTAMP'], true),
        { ...CSV, dialect, hasMark: true },
        (bytes, made) =>
          bench.loaded('load', bytes, {
            ...{ delimiter: dialect.delimiter, quote: '"', escape: '"', header: 'yes', skip: 0 },
            ...{ comment: 'none', decimal: dialect.decimal, missing: [dialect.missing] },
            types: Object.fromEntries(made.table.columns.map((one) => [one.name, LOAD_TYPES[one.sqlType]])),
          }),
      ),
    120_000,
  );
});

describe('a random table without NaN, infinities and decimals comes back equal', () => {
  test.each([
    ['NDJSON', USUAL_FORMATS.ndjson],
    ['JSON', USUAL_FORMATS.json],
  ])(
    'from %s',
    (_, format) =>
      expectRoundTrip(
        tables(['BIGINT', 'FINITE', 'VARCHAR', 'BOOLEAN', 'DATE', 'TIMESTAMP'], true),
        format,
        (bytes) => bench.loaded('load-json', bytes),
      ),
    120_000,
  );
});

describe('what a format has no word for is as documented', () => {
  const edges = `SELECT 'nan'::DOUBLE AS x, '' AS t, 1.50::DECIMAL(9,2) AS d, 2::HUGEINT AS h, TIME '01:02:03.000004' AS c UNION ALL SELECT '-inf'::DOUBLE, NULL, NULL, NULL, NULL`;

  test('JSON has no NaN: it is text', async () => {
    const bytes = await bench.saved(await bench.made(edges), USUAL_FORMATS.ndjson);
    expect(new TextDecoder().decode(bytes)).toBe(
      '{"x":"NaN","t":"","d":1.50,"h":2,"c":"01:02:03.000004"}\n{"x":"-Infinity","t":null,"d":null,"h":null,"c":null}\n',
    );
  });

  test('a huge integer is a decimal of 38 digits in Parquet', async () => {
    const read = await bench.loaded(
      'load-columnar',
      await bench.saved(await bench.made(edges), USUAL_FORMATS.parquet),
    );
    expect(sqlTypes(read)).toEqual(['DOUBLE', 'VARCHAR', 'DECIMAL(9,2)', 'DECIMAL(38,0)', 'TIME']);
  });

  test('plain CSV tells an empty text from a missing one by quotes', async () => {
    const bytes = await bench.saved(await bench.made(edges), CSV);
    expect(new TextDecoder().decode(bytes)).toBe('x,t,d,h,c\nnan,"",1.50,2,01:02:03.000004\n-inf,,,,\n');
  });
});

test('several row groups and record batches are one table, in its order', async () => {
  const made = await bench.made('SELECT i AS id, (i * 7) % 1000 AS v FROM range(300000) r(i)');
  const text = await bench.textOf(made);
  for (const format of [USUAL_FORMATS.parquet, USUAL_FORMATS.arrow]) {
    const read = await bench.loaded('load-columnar', await bench.saved(made, format));
    expect(read.table.rows).toBe(300_000);
    expect((await bench.textOf(read)) === text).toBe(true);
  }
}, 60_000);

test('rows of very large texts come in smaller pieces, and none is lost', async () => {
  const made = await bench.made(`SELECT i AS id, repeat('x', 2000000) AS t FROM range(60) r(i)`);
  const read = await bench.loaded('load-columnar', await bench.saved(made, USUAL_FORMATS.parquet));
  const asked = {
    ...read.request,
    query: { kind: 'page', slot: read.slot, offset: 0, limit: 60, columns: ['id'] },
  } as const;
  const page = await bench.engine.ask(asked);
  expect(page).toMatchObject({
    ok: true,
    value: { columns: { id: Array.from({ length: 60 }, (_, id) => id) } },
  });
}, 60_000);
