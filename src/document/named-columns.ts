import * as z from 'zod';
import type { RawParams, StepContract } from '../core/contract';

/** A param of a cell that names columns of the table at an input slot. */
export interface NamingParam {
  readonly param: string;
  readonly slot: string;
  readonly columns: readonly string[];
}

/** The params that name columns of an input and name any: one, several, or as the names of a record. Texts of SQL are not looked into. */
export function namingParams({ params: schema }: StepContract, params: RawParams): NamingParam[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).flatMap(([param, property]) => {
    const slot = typeof property === 'object' ? property.columnOf : undefined;
    const columns = columnsIn(params[param]);
    return typeof slot === 'string' && columns.length > 0 ? [{ param, slot, columns }] : [];
  });
}

function columnsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string');
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/** The value of such a param with one column called otherwise; a column that it names already is not named twice. */
export function withColumnNamed(value: unknown, from: string, to: string): unknown {
  const renamed = (name: unknown): unknown => (name === from ? to : name);
  if (Array.isArray(value)) return [...new Set(value.map(renamed))];
  if (typeof value !== 'object' || value === null) return renamed(value);
  const entries = Object.entries(value);
  const isNamed = Object.hasOwn(value, to);
  return Object.fromEntries(
    entries.flatMap(([name, each]) => {
      if (name !== from) return [[name, each]];
      return isNamed ? [] : [[to, each]];
    }),
  );
}
