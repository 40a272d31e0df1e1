import * as z from 'zod';
import type { ParamsSchema, RawParams } from './contract';

/** A condition on other params: each that is named has one of the values given. */
export type When = Readonly<Record<string, readonly (string | number | boolean | null)[]>>;

/** What a schema says of a param that means something only beside certain values of others. */
export type WhenMeta = { readonly when: readonly When[] };

/** For `meta` of a param: it is used where one of the conditions holds. Elsewhere it is kept, not shown, and decides nothing. */
export function usedWhen(...when: readonly When[]): WhenMeta {
  return { when };
}

/** True where one of the conditions holds under the params, and where there is none. */
export function isUsed(when: readonly When[] | undefined, params: RawParams): boolean {
  if (when === undefined) return true;
  return when.some((condition) =>
    Object.entries(condition).every(([name, values]) => values.some((value) => value === params[name])),
  );
}

/** The params that mean something under the values of the others: what decides the result of a step. */
export function paramsInUse(schema: ParamsSchema, params: RawParams): RawParams {
  return Object.fromEntries(Object.entries(params).filter(([name]) => isUsed(whenOf(schema, name), params)));
}

function whenOf(schema: ParamsSchema, name: string): readonly When[] | undefined {
  const param = schema.shape[name] as z.ZodType | undefined;
  const meta = param === undefined ? undefined : z.globalRegistry.get(param);
  return meta?.when as WhenMeta['when'] | undefined;
}
