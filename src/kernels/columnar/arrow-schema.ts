import {
  hasField,
  int16,
  int32,
  int64,
  int8,
  table,
  tables,
  text,
  vector,
  type FlatTable,
} from './flat-reader';
import type { FlatFields, FlatValue } from './flat-writer';

/** The numbers of Arrow's types in its messages (`Schema.fbs`, format version 1.5). */
export const TYPE = {
  null: 1,
  int: 2,
  float: 3,
  binary: 4,
  utf8: 5,
  bool: 6,
  decimal: 7,
  date: 8,
  time: 9,
  timestamp: 10,
  interval: 11,
  list: 12,
  struct: 13,
  union: 14,
  fixedBinary: 15,
  fixedList: 16,
  map: 17,
  duration: 18,
  largeBinary: 19,
  largeUtf8: 20,
  largeList: 21,
  runEnd: 22,
  binaryView: 23,
  utf8View: 24,
  listView: 25,
  largeListView: 26,
} as const;

/** Units of times and timestamps. */
export const UNIT = { second: 0, milli: 1, micro: 2, nano: 3 } as const;

/** A type: its number, and those of its parameters that it has. */
export interface ArrowType {
  readonly code: number;
  /** Bits of integers, decimals and times. */
  readonly bits?: number;
  readonly signed?: boolean;
  /** Digits of a decimal; of a float 0 half, 1 single, 2 double. */
  readonly precision?: number;
  readonly scale?: number;
  readonly unit?: number;
  /** Of a timestamp; null or left out: none. */
  readonly zone?: string | null;
  /** Bytes of fixed-size binary, elements of a fixed-size list. */
  readonly width?: number;
  readonly mode?: number;
  readonly ids?: readonly number[];
  readonly sorted?: boolean;
}

/** A column, or a part of a nested one. */
export interface ArrowField {
  readonly name: string;
  readonly nullable: boolean;
  readonly type: ArrowType;
  /** Where the values stand in a dictionary: its id and the type of the places in it. */
  readonly dictionary: { readonly id: number; readonly index: ArrowType; readonly ordered: boolean } | null;
  readonly children: readonly ArrowField[];
  readonly metadata: readonly (readonly [string, string])[];
}

/** Nested deeper than this is damage, or a file made to exhaust its reader. */
const DEEPEST = 64;

/** The fields of a `Schema` table. Throws `RangeError` where it is damaged, `UnsupportedArrow` where its bytes are big-endian. */
export function readSchema(schema: FlatTable): ArrowField[] {
  if (int16(schema, 0) !== 0) throw new UnsupportedArrow('numbers with the most significant byte first');
  return tables(schema, 1).map((field) => readField(field, 0));
}

/** What a file holds is sound, but this reader does not know it. */
export class UnsupportedArrow extends Error {}

function readField(field: FlatTable, depth: number): ArrowField {
  if (depth > DEEPEST) throw new RangeError('Types are nested too deep.');
  const encoding = table(field, 4);
  const index = encoding === null ? null : table(encoding, 1);
  return {
    name: text(field, 0) ?? '',
    nullable: int8(field, 1) !== 0,
    type: readType(int8(field, 2), table(field, 3)),
    dictionary:
      encoding === null
        ? null
        : {
            id: int64(encoding, 0),
            index: index === null ? { code: TYPE.int, bits: 32, signed: true } : readType(TYPE.int, index),
            ordered: int8(encoding, 2) !== 0,
          },
    children: tables(field, 5).map((child) => readField(child, depth + 1)),
    metadata: tables(field, 6).map((pair) => [text(pair, 0) ?? '', text(pair, 1) ?? ''] as const),
  };
}

function readType(code: number, type: FlatTable | null): ArrowType {
  if (code < TYPE.null || code > TYPE.largeListView) throw new UnsupportedArrow(`a type of number ${code}`);
  if (type === null) return { code };
  switch (code) {
    case TYPE.int:
      return { code, bits: wholeBytes(int32(type, 0)), signed: int8(type, 1) !== 0 };
    case TYPE.float:
      return { code, precision: int16(type, 0) };
    case TYPE.decimal:
      return { code, precision: int32(type, 0), scale: int32(type, 1), bits: int32(type, 2, 128) };
    case TYPE.date:
    case TYPE.duration:
      return { code, unit: int16(type, 0, UNIT.milli) };
    case TYPE.time:
      return { code, unit: int16(type, 0, UNIT.milli), bits: int32(type, 1, 32) };
    case TYPE.timestamp:
      return { code, unit: int16(type, 0), zone: text(type, 1) };
    case TYPE.interval:
      return { code, unit: int16(type, 0) };
    case TYPE.union:
      return { code, mode: int16(type, 0), ...(hasField(type, 1) ? { ids: int32s(type, 1) } : {}) };
    case TYPE.fixedBinary:
    case TYPE.fixedList:
      return { code, width: int32(type, 0) };
    case TYPE.map:
      return { code, sorted: int8(type, 0) !== 0 };
    default:
      return { code };
  }
}

/** Integers are of 1, 2, 4 or 8 bytes; the database reads no others. */
function wholeBytes(bits: number): number {
  if (![8, 16, 32, 64].includes(bits)) throw new UnsupportedArrow(`integers of ${bits} bits`);
  return bits;
}

function int32s(parent: FlatTable, slot: number): number[] {
  const { start, length } = vector(parent, slot);
  return Array.from({ length }, (_, index) => parent.view.getInt32(start + 4 * index, true));
}

/** A `Schema` table with these fields, to be written. */
export function schemaFields(fields: readonly ArrowField[]): FlatFields {
  return [null, { kind: 'tables', items: fields.map(fieldFields) }];
}

function fieldFields({ name, nullable, type, dictionary, children, metadata }: ArrowField): FlatFields {
  return [
    { kind: 'text', value: name },
    { kind: 'int8', value: nullable ? 1 : 0 },
    { kind: 'int8', value: type.code },
    { kind: 'table', fields: typeFields(type) },
    dictionary === null
      ? null
      : {
          kind: 'table',
          fields: [
            { kind: 'int64', value: dictionary.id },
            { kind: 'table', fields: typeFields(dictionary.index) },
            { kind: 'int8', value: dictionary.ordered ? 1 : 0 },
          ],
        },
    { kind: 'tables', items: children.map(fieldFields) },
    metadata.length === 0
      ? null
      : {
          kind: 'tables',
          items: metadata.map(([key, value]) => [
            { kind: 'text', value: key },
            { kind: 'text', value },
          ]),
        },
  ];
}

function typeFields(type: ArrowType): FlatFields {
  const whole = (kind: 'int8' | 'int16' | 'int32', value = 0): FlatValue => ({ kind, value });
  switch (type.code) {
    case TYPE.int:
      return [whole('int32', type.bits), whole('int8', type.signed ? 1 : 0)];
    case TYPE.float:
      return [whole('int16', type.precision)];
    case TYPE.decimal:
      return [whole('int32', type.precision), whole('int32', type.scale), whole('int32', type.bits)];
    case TYPE.date:
    case TYPE.duration:
    case TYPE.interval:
      return [whole('int16', type.unit)];
    case TYPE.time:
      return [whole('int16', type.unit), whole('int32', type.bits)];
    case TYPE.timestamp:
      return [whole('int16', type.unit), zoned(type)];
    case TYPE.union:
      return [
        whole('int16', type.mode),
        type.ids === undefined
          ? null
          : { kind: 'numbers', bytes: 4, values: type.ids, count: type.ids.length },
      ];
    case TYPE.fixedBinary:
    case TYPE.fixedList:
      return [whole('int32', type.width)];
    case TYPE.map:
      return [whole('int8', type.sorted ? 1 : 0)];
    default:
      return [];
  }
}

function zoned({ zone = null }: ArrowType): FlatValue | null {
  return zone === null ? null : { kind: 'text', value: zone };
}
