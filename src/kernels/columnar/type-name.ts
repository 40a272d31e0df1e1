import { TYPE, type ArrowField, type ArrowType } from './arrow-schema';

const UNITS = ['s', 'ms', 'us', 'ns'];
const FLOATS = ['half float', 'float', 'double'];
const INTERVALS = ['months', 'days and milliseconds', 'months, days and nanoseconds'];

/** How Arrow calls the type of a field: `int64`, `timestamp[us, UTC]`, `list of utf8`, `dictionary of utf8`. */
export function typeName(field: ArrowField): string {
  const name = plainName(field.type, field.children);
  return field.dictionary === null ? name : `dictionary of ${name}`;
}

function plainName(type: ArrowType, children: readonly ArrowField[]): string {
  const [first, second] = children;
  const inner = first === undefined ? 'nothing' : typeName(first);
  const unit = UNITS[type.unit ?? 0] ?? '';
  switch (type.code) {
    case TYPE.int:
      return `${type.signed ? '' : 'u'}int${type.bits}`;
    case TYPE.float:
      return FLOATS[type.precision ?? 0] ?? 'float';
    case TYPE.decimal:
      return `decimal${type.bits}(${type.precision}, ${type.scale})`;
    case TYPE.date:
      return type.unit === 0 ? 'date32' : 'date64';
    case TYPE.time:
      return `time${type.bits}[${unit}]`;
    case TYPE.timestamp:
      return `timestamp[${unit}${(type.zone ?? null) === null ? '' : `, ${type.zone}`}]`;
    case TYPE.interval:
      return `interval of ${INTERVALS[type.unit ?? 0] ?? 'months'}`;
    case TYPE.duration:
      return `duration[${unit}]`;
    case TYPE.fixedBinary:
      return `binary of ${type.width} bytes`;
    case TYPE.list:
    case TYPE.largeList:
    case TYPE.listView:
    case TYPE.largeListView:
      return `list of ${inner}`;
    case TYPE.fixedList:
      return `list of ${type.width} ${inner}`;
    case TYPE.struct:
      return `struct of ${children.map((child) => `${child.name}: ${typeName(child)}`).join(', ') || 'nothing'}`;
    case TYPE.map: {
      const [key, value] = first?.children ?? [];
      return `map of ${key ? typeName(key) : '?'} to ${value ? typeName(value) : '?'}`;
    }
    case TYPE.union:
      return `union of ${children.map(typeName).join(', ')}`;
    case TYPE.runEnd:
      return `runs of ${second === undefined ? 'nothing' : typeName(second)}`;
    default:
      return SIMPLE[type.code] ?? 'null';
  }
}

const SIMPLE: Readonly<Record<number, string>> = {
  [TYPE.null]: 'null',
  [TYPE.binary]: 'binary',
  [TYPE.utf8]: 'utf8',
  [TYPE.bool]: 'bool',
  [TYPE.largeBinary]: 'large binary',
  [TYPE.largeUtf8]: 'large utf8',
  [TYPE.binaryView]: 'binary view',
  [TYPE.utf8View]: 'utf8 view',
};
