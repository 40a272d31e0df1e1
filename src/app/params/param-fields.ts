import * as z from 'zod';
import type { ColumnMeta } from '../../core/column-param';
import type { ParamsSchema } from '../../core/contract';
import type { NumberFormat } from '../../core/number-format';
import type { When } from '../../core/param-when';

/** How one param is edited in a form, found from its schema. */
export type ParamField = {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  /** Under which other params it means something; under all where left out. */
  readonly when?: readonly When[] | undefined;
} & (
  | {
      readonly kind: 'choice';
      readonly options: readonly string[];
      /** Options in plain words, where the schema has some in `words`; the others go by their own name. */
      readonly words: Readonly<Record<string, string>>;
      readonly more: MoreOptions | null;
    }
  | { readonly kind: 'text' }
  | {
      readonly kind: 'number';
      readonly isOptional: boolean;
      readonly isInteger: boolean;
      readonly min: number | undefined;
      readonly max: number | undefined;
      /** True where the least value itself is too small. */
      readonly isAboveMin: boolean;
    }
  | { readonly kind: 'boolean' }
  /** A text in SQL, edited under the sentence. */
  | { readonly kind: 'sql' }
  /** Named shares, such as the parts of a split. */
  | { readonly kind: 'parts' }
  | { readonly kind: 'list' }
  /** One column, or several, of the table at an input slot; of the types given. */
  | {
      readonly kind: 'column' | 'columns';
      readonly slot: string;
      readonly types: readonly string[] | null;
      /** What stands in the sentence's slot where none is chosen and none need be, from `unset` in the schema; else null. */
      readonly unset: string | null;
    }
  /** A value to each of some columns: those at an input slot, or those of the cell's own table where that is null. */
  | {
      readonly kind: 'record';
      readonly values: RecordValues;
      readonly slot: string | null;
      /** Where its names are no columns: the frame of the cell's own result that has them, and the column there. */
      readonly keysOf: { readonly frame: string; readonly column: string } | null;
    }
);

/** Of a choice with many options: those that stand behind the leading ones, and a line on each. */
export interface MoreOptions {
  /** What the others are called together: "More methods". */
  readonly label: string;
  readonly options: readonly string[];
  readonly lines: Readonly<Record<string, string>>;
}

/** What a record holds under each of its names. */
export type RecordValues =
  /** One of a few words, such as a type. */
  | { readonly of: 'choice'; readonly options: readonly string[] }
  | { readonly of: 'text' }
  /** A whole number from `min` on. */
  | { readonly of: 'count'; readonly min: number }
  /** A list of words. */
  | { readonly of: 'words' }
  /** Lists of words, each under a name of its own, such as those for true and for false. */
  | { readonly of: 'named-words'; readonly lists: readonly string[] };

type JsonSchema = z.core.JSONSchema.BaseSchema;

const known = new WeakMap<ParamsSchema, readonly ParamField[]>();

/**
 * The fields of a step's params, in the order of the schema. Params that no plain field can edit are left out. A field is called
 * as the `label` of its schema's meta says, else by the param's name.
 */
export function paramFields(schema: ParamsSchema): readonly ParamField[] {
  const fields = known.get(schema) ?? fieldsOf(schema);
  known.set(schema, fields);
  return fields;
}

/** The field of a query that is all there is to set of a step, which then stands under the sentence; else undefined. */
export function queryField(schema: ParamsSchema): ParamField | undefined {
  const [first, ...others] = paramFields(schema);
  return first?.kind === 'sql' && others.length === 0 ? first : undefined;
}

function fieldsOf(schema: ParamsSchema): ParamField[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).flatMap(([name, property]) =>
    typeof property === 'boolean' ? [] : fieldOf(name, property),
  );
}

function fieldOf(name: string, property: JsonSchema): ParamField[] {
  const when = 'when' in property ? (property.when as readonly When[]) : undefined;
  const label = 'label' in property ? String(property.label) : labelOf(name);
  const base = { name, label, hint: property.description ?? '', when };
  if ('columnOf' in property && property.type !== 'object') {
    const { columnOf, types } = property as unknown as ColumnMeta;
    const kind = property.type === 'array' ? 'columns' : 'column';
    const unset = 'unset' in property ? String(property.unset) : null;
    return [{ ...base, kind, slot: columnOf, types: types ?? null, unset }];
  }
  if ('editor' in property && property.editor === 'sql') return [{ ...base, kind: 'sql' }];
  const branches = property.anyOf?.filter((branch) => typeof branch !== 'boolean') ?? [property];
  const isOptional = branches.some((branch) => branch.type === 'null');
  const [first, ...others] = branches.filter((branch) => branch.type !== 'null');
  if (first === undefined) return [];
  if (others.length > 0) {
    return [first, ...others].every(({ type }) => type === 'string') ? [{ ...base, kind: 'text' }] : [];
  }
  if (isTexts(first.enum)) {
    const words = 'words' in property ? (property.words as Record<string, string>) : {};
    return [{ ...base, kind: 'choice', options: first.enum, words, more: moreOf(property) }];
  }
  switch (first.type) {
    case 'string':
      return [{ ...base, kind: 'text' }];
    case 'integer':
    case 'number':
      return [numberField(base, first, isOptional)];
    case 'boolean':
      return [{ ...base, kind: 'boolean' }];
    case 'array':
      if (isParts(first.items)) return [{ ...base, kind: 'parts' }];
      return isWords(first) ? [{ ...base, kind: 'list' }] : [];
    case 'object': {
      const values = recordValues(first.additionalProperties);
      const slot = 'columnOf' in property ? String(property.columnOf) : null;
      const keysOf = 'keysOf' in property ? (property.keysOf as { frame: string; column: string }) : null;
      return values === null ? [] : [{ ...base, kind: 'record', values, slot, keysOf }];
    }
    default:
      return [];
  }
}

/** The options behind the leading ones, where the schema names some by `more`, with `moreLabel` and a line on each in `lines`. */
function moreOf(property: JsonSchema): MoreOptions | null {
  if (!('more' in property) || !isTexts(property.more)) return null;
  const lines = 'lines' in property ? (property.lines as Record<string, string>) : {};
  return {
    label: 'moreLabel' in property ? String(property.moreLabel) : 'More',
    options: property.more,
    lines,
  };
}

function recordValues(values: JsonSchema['additionalProperties']): RecordValues | null {
  if (typeof values !== 'object') return null;
  if (isTexts(values.enum)) return { of: 'choice', options: values.enum };
  if (values.type === 'string') return { of: 'text' };
  if (values.type === 'integer') return { of: 'count', min: values.minimum ?? 0 };
  if (isWords(values)) return { of: 'words' };
  const lists = Object.entries(values.properties ?? {});
  if (values.type !== 'object' || lists.length === 0 || !lists.every(([, list]) => isWords(list)))
    return null;
  return { of: 'named-words', lists: lists.map(([name]) => name) };
}

function isWords(schema: JsonSchema | boolean): boolean {
  if (typeof schema !== 'object' || schema.type !== 'array') return false;
  const { items } = schema;
  return typeof items === 'object' && !Array.isArray(items) && 'type' in items && items.type === 'string';
}

function numberField(
  base: Pick<ParamField, 'name' | 'label' | 'hint' | 'when'>,
  { type, minimum, exclusiveMinimum, maximum }: JsonSchema,
  isOptional: boolean,
): ParamField {
  const above = typeof exclusiveMinimum === 'number' ? exclusiveMinimum : undefined;
  const limit = (edge: number | undefined) =>
    edge === undefined || Math.abs(edge) >= Number.MAX_SAFE_INTEGER ? undefined : edge;
  return {
    ...base,
    kind: 'number',
    isOptional,
    isInteger: type === 'integer',
    min: limit(minimum ?? above),
    max: limit(maximum),
    isAboveMin: minimum === undefined && above !== undefined,
  };
}

/** What a value of a field must be, said where one is not: "Give a whole number from 1 to 500, or leave it empty." */
export function expectedText(field: ParamField, format: NumberFormat): string {
  if (field.kind !== 'number') return `This does not fit: ${field.hint}`;
  const { isInteger, isOptional, isAboveMin, min, max } = field;
  const low =
    min === undefined ? '' : isAboveMin ? `above ${format.number(min)}` : `from ${format.number(min)}`;
  const high = max === undefined ? '' : `${isAboveMin ? 'and at most' : 'to'} ${format.number(max)}`;
  const range = [low, high].filter((text) => text !== '').join(' ');
  const what = `${isInteger ? 'a whole number' : 'a number'}${range === '' ? '' : ` ${range}`}`;
  return `Give ${what}${isOptional ? ', or leave it empty' : ''}.`;
}

function isParts(items: JsonSchema['items']): boolean {
  if (typeof items !== 'object' || !('properties' in items)) return false;
  const { name, share, ...others } = items.properties ?? {};
  return name !== undefined && share !== undefined && Object.keys(others).length === 0;
}

/** True for a list of texts. */
export function isTexts(values: unknown): values is string[] {
  return Array.isArray(values) && values.every((value) => typeof value === 'string');
}

function labelOf(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
