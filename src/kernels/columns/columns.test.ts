import { describe, expect, test } from 'vitest';
import { writeForced } from './force';
import { readIso, type IsoMoment } from './iso';
import { areWider, KIND, typeOfKinds, whyText } from './kinds';
import { tableNames } from './names';
import { columnNotices } from './said';
import { ColumnWriter } from './writer';

const { boolean, integer, wide, huge, number, date, timestamp, instant, text, nested } = KIND;

describe('the types of a column', () => {
  test.each([
    [0, 'text'],
    [boolean, 'boolean'],
    [integer, 'integer'],
    [integer | wide, 'integer'],
    [integer | number, 'number'],
    [wide | number, 'text'],
    [huge, 'text'],
    [boolean | integer, 'text'],
    [date, 'date'],
    [date | timestamp, 'timestamp'],
    [instant, 'timestamp'],
    [instant | timestamp, 'text'],
    [date | text, 'text'],
    [nested, 'text'],
  ])('kinds %i make %s', (kinds, type) => {
    expect(typeOfKinds(kinds)).toBe(type);
  });

  test('kinds merge in any order to the same type', () => {
    const kinds = Object.values(KIND);
    const joined = (order: readonly number[]): string =>
      typeOfKinds(order.reduce((all, one) => all | one, 0));
    for (const a of kinds)
      for (const b of kinds) for (const c of kinds) expect(joined([a, b, c])).toBe(joined([c, a, b]));
  });

  test('a value is wider where the type changes, and where a column held nothing', () => {
    expect([areWider(number, integer), areWider(text, 0), areWider(integer, number), areWider(0, 0)]).toEqual(
      [true, true, false, false],
    );
  });

  test.each([
    [text, null],
    [text | date, null],
    [text | integer, 'mixed'],
    [huge | integer, 'huge'],
    [wide | number, 'huge'],
    [instant | date, 'zones'],
    [nested, 'nested'],
    [nested | text, 'mixed'],
  ])('kinds %i are text because of: %s', (kinds, why) => {
    expect(whyText(kinds)).toBe(why);
  });
});

describe('ISO 8601', () => {
  const read = (value: string): string => {
    const bytes = new TextEncoder().encode(value);
    const moment: IsoMoment = { kind: 0, days: 0, micros: 0 };
    readIso(bytes, 0, bytes.length, moment);
    if (moment.kind === 0) return 'none';
    const shown = new Date(moment.days * 86_400_000 + Math.floor(moment.micros / 1000)).toISOString();
    return `${moment.kind} ${shown} ${moment.micros % 1000}`;
  };
  test.each([
    ['2020-02-29', `${date} 2020-02-29T00:00:00.000Z 0`],
    ['1969-12-31T23:59:59.999999', `${timestamp} 1969-12-31T23:59:59.999Z 999`],
    ['2020-01-01 10:30', `${timestamp} 2020-01-01T10:30:00.000Z 0`],
    ['2020-01-01T00:30:00+01:00', `${instant} 2019-12-31T23:30:00.000Z 0`],
    ['2020-01-01T23:30-0130', `${instant} 2020-01-02T01:00:00.000Z 0`],
    ['2020-01-01T00:00:00.5000000Z', `${instant} 2020-01-01T00:00:00.500Z 0`],
    ['2020-01-01T00:00:00Z', `${instant} 2020-01-01T00:00:00.000Z 0`],
    ['0001-01-01', `${date} 0001-01-01T00:00:00.000Z 0`],
    ['9999-12-31', `${date} 9999-12-31T00:00:00.000Z 0`],
  ])('%s is a moment', (value, expected) => {
    expect(read(value)).toBe(expected);
  });
  test.each([
    '2019-02-29',
    '2020-13-01',
    '2020-00-10',
    '0000-01-01',
    '2020-1-01',
    '20200101',
    '2020-01-01T24:00',
    '2020-01-01T10',
    '2020-01-01T10:00:60',
    '2020-01-01T10:00:00.',
    '2020-01-01T10:00:00.1234567',
    '2020-01-01T10:00:00+1',
    '2020-01-01T10:00Zx',
    '2020-01-01x10:00',
    '2020-01-01T10:0',
  ])('%s is none', (value) => {
    expect(read(value)).toBe('none');
  });
});

describe('building a column', () => {
  test('integers of 64 bits are exact, small and large, negative too', () => {
    const writer = new ColumnWriter('integer');
    const values = [0, 1, -1, 2 ** 32, -(2 ** 32) - 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
    values.forEach((value, row) => writer.integer(row, value));
    writer.long(values.length, -(2n ** 63n));
    const column = writer.finish('n', values.length + 1);
    expect(column.type === 'integer' && [...column.values]).toEqual([...values.map(BigInt), -(2n ** 63n)]);
    expect(column.present).toBeUndefined();
  });

  test('timestamps are exact at both ends of the calendar', () => {
    const writer = new ColumnWriter('timestamp');
    writer.timestamp(0, -719_162, 1);
    writer.timestamp(1, 2_932_896, 86_399_999_999);
    const column = writer.finish('t', 2);
    expect(column.type === 'timestamp' && [...column.values]).toEqual([
      -719_162n * 86_400_000_000n + 1n,
      2_932_896n * 86_400_000_000n + 86_399_999_999n,
    ]);
  });

  test('rows that are passed over are missing; a second value for a row replaces the first', () => {
    const writer = new ColumnWriter('text');
    writer.text(1, 'first');
    writer.text(1, 'ü');
    writer.text(3000, 'last');
    const column = writer.finish('t', 3002);
    if (column.type !== 'text') throw new Error('no text');
    const at = (row: number): string =>
      new TextDecoder().decode(column.bytes.subarray(column.offsets[row], column.offsets[row + 1]));
    expect([at(0), at(1), at(2), at(3000), at(3001)]).toEqual(['', 'ü', '', 'last', '']);
    expect([0, 1, 2, 3000, 3001].map((row) => column.present?.[row])).toEqual([0, 1, 0, 1, 0]);
  });

  test('a row begun and given up leaves nothing', () => {
    const writer = new ColumnWriter('text');
    writer.text(0, 'a');
    writer.text(1, 'half');
    const column = writer.finish('t', 1);
    expect(column.type === 'text' && [[...column.offsets], column.bytes.length]).toEqual([[0, 1], 1]);
  });

  test.each([
    ['integer', '3.0', 3n],
    ['integer', '-9223372036854775808', -(2n ** 63n)],
    ['number', ' 1e3 ', 1000],
    ['number', 'Infinity', Infinity],
    ['boolean', 'YES', 1],
    ['date', '1970-01-02', 1],
    ['timestamp', '1970-01-01T00:00:00Z', 0n],
  ] as const)('%s takes “%s”', (type, value, expected) => {
    const writer = new ColumnWriter(type);
    expect(writeForced(writer, 0, value)).toBe(true);
    const column = writer.finish('c', 1);
    expect('values' in column && column.values[0]).toEqual(expected);
  });

  test.each([
    ['integer', '1.5'],
    ['integer', '9223372036854775808'],
    ['number', '0x10'],
    ['number', '1,5'],
    ['boolean', 'maybe'],
    ['date', '2020-01-01T10:00'],
    ['timestamp', 'noon'],
  ] as const)('%s refuses “%s”', (type, value) => {
    expect(writeForced(new ColumnWriter(type), 0, value)).toBe(false);
  });

  test('empty text is missing in a column that is no text', () => {
    const writer = new ColumnWriter('number');
    expect(writeForced(writer, 0, ' ')).toBe(true);
    expect([...(writer.finish('n', 1).present ?? [])]).toEqual([0]);
  });
});

describe('names', () => {
  test('are used once whatever their capitals, and never take a later one', () => {
    expect(tableNames(['a', 'A', '', 'a_1', 'column2', ''])).toEqual([
      'a',
      'A_2',
      'column2_1',
      'a_1',
      'column2',
      'column5',
    ]);
  });

  test('what was changed is said', () => {
    const [notice] = columnNotices([{ name: 'A_1', original: 'A', kinds: text, isForced: false }]);
    expect(notice?.text).toContain('column 1 (“A”) is “A_1”');
  });

  test('types that were set by hand need no word', () => {
    expect(columnNotices([{ name: 'a', original: 'a', kinds: text | integer, isForced: true }])).toEqual([]);
  });
});
