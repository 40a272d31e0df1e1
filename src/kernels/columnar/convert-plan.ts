import { TYPE, UNIT, type ArrowField, type ArrowType } from './arrow-schema';
import { typeName } from './type-name';

/** What is done with the values of a column so that the database takes them; null: they go over as they are. */
export type Conversion = 'half-to-single' | 'decimal' | 'decimal-to-text' | null;

/** What becomes of a field: the field as the database gets it, what is done with its values, and what is to be said. */
export interface FieldPlan {
  readonly field: ArrowField;
  readonly from: ArrowField;
  readonly conversion: Conversion;
  readonly children: readonly FieldPlan[];
  /** What the conversion changes, as a clause: "times are UTC, without their zone Europe/Berlin". */
  readonly said: readonly string[];
  /** Why the column cannot be read; null where it can. */
  readonly problem: string | null;
}

/** Extensions of Arrow that the database knows; of all others the storage is taken. */
const KNOWN_EXTENSIONS: readonly string[] = ['arrow.uuid', 'arrow.bool8'];
/** Digits of the widest decimal of the database. */
const MOST_DIGITS = 38;

/** Plans the conversion of columns whose names are to be `names`. */
export function planFields(fields: readonly ArrowField[], names: readonly string[]): FieldPlan[] {
  return fields.map((field, index) => planField({ ...field, name: names[index] ?? field.name }));
}

function planField(from: ArrowField): FieldPlan {
  const names = uniqueNames(from.children.map((child) => child.name));
  const children = from.children.map((child, index) =>
    planField(from.type.code === TYPE.struct ? { ...child, name: names[index] ?? child.name } : child),
  );
  const { type, conversion, said, problem } = planType(from);
  const renamed = from.type.code === TYPE.struct && names.some((name, i) => name !== from.children[i]?.name);
  return {
    field: { ...from, type, children: children.map((child) => child.field), metadata: knownExtension(from) },
    from,
    conversion,
    children,
    said: [
      ...said,
      ...(renamed ? ['fields of one name, or without one, got names of their own'] : []),
      ...children.flatMap((child) => child.said),
    ],
    problem:
      problem ??
      children.find((child) => child.problem !== null)?.problem ??
      (from.dictionary !== null && conversion !== null ? `a dictionary of ${typeName(from)}` : null),
  };
}

interface TypePlan {
  readonly type: ArrowType;
  readonly conversion: Conversion;
  readonly said: readonly string[];
  readonly problem: string | null;
}

const asItIs = (type: ArrowType, ...said: string[]): TypePlan => ({
  type,
  conversion: null,
  said,
  problem: null,
});

function planType(field: ArrowField): TypePlan {
  const { type } = field;
  switch (type.code) {
    case TYPE.null:
      return asItIs(type, 'no type in the file and no value: an empty column of integers');
    case TYPE.float:
      return type.precision === 0
        ? { ...asItIs({ code: TYPE.float, precision: 1 }), conversion: 'half-to-single' }
        : asItIs(type);
    case TYPE.decimal:
      return planDecimal(type);
    case TYPE.date:
      return asItIs(type, ...(type.unit === UNIT.milli ? ['dates in milliseconds: kept to the day'] : []));
    case TYPE.time:
    case TYPE.duration:
      return asItIs(type, ...(type.unit === UNIT.nano ? ['nanoseconds: kept to the microsecond'] : []));
    case TYPE.timestamp:
      return (type.zone ?? null) === null
        ? asItIs(type)
        : asItIs({ ...type, zone: null }, `times are in UTC, without their zone (${type.zone})`);
    case TYPE.interval:
      return asItIs(type, ...(type.unit === 2 ? ['nanoseconds: kept to the microsecond'] : []));
    case TYPE.struct:
      return { ...asItIs(type), problem: field.children.length === 0 ? 'a struct without fields' : null };
    case TYPE.runEnd:
      return { ...asItIs(type), problem: 'values stored as runs' };
    case TYPE.union:
      return { ...asItIs(type), problem: type.mode === 1 ? 'a dense union' : null };
    default:
      return asItIs(type);
  }
}

/** The database reads decimals of 128 bits with 0 to 38 digits behind the point. */
function planDecimal(type: ArrowType): TypePlan {
  const { precision = 0, scale = 0, bits = 128 } = type;
  const digits = scale < 0 ? precision - scale : Math.max(precision, scale);
  if (digits > MOST_DIGITS) {
    return {
      type: { code: TYPE.utf8 },
      conversion: 'decimal-to-text',
      said: [`decimals of ${digits} digits, kept exactly as text (the database holds ${MOST_DIGITS})`],
      problem: null,
    };
  }
  const wide = { code: TYPE.decimal, precision: digits, scale: Math.max(0, scale), bits: 128 };
  const same = bits === 128 && scale >= 0 && digits === precision;
  return { type: wide, conversion: same ? null : 'decimal', said: [], problem: null };
}

function knownExtension({ metadata }: ArrowField): ArrowField['metadata'] {
  const name = metadata.find(([key]) => key === 'ARROW:extension:name')?.[1] ?? '';
  return KNOWN_EXTENSIONS.includes(name)
    ? metadata.filter(([key]) => key.startsWith('ARROW:extension:'))
    : [];
}

/** Whether any value must be changed: else the bodies of batches go over untouched. */
export function changesValues(plan: FieldPlan): boolean {
  return plan.conversion !== null || plan.children.some(changesValues);
}

/**
 * Names for columns that are told apart by the database, which does not look at capitals: an empty name becomes `column`
 * with its place, a name that was there before gets a number.
 */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set(names.map((name) => name.toLowerCase()));
  const given = new Set<string>();
  return names.map((own, index) => {
    const wanted = own === '' ? `column${index}` : own;
    let name = wanted;
    const isFree = (): boolean => {
      const key = name.toLowerCase();
      return !given.has(key) && (name === own || !taken.has(key));
    };
    for (let number = 1; !isFree(); number++) name = `${wanted}_${number}`;
    given.add(name.toLowerCase());
    return name;
  });
}
