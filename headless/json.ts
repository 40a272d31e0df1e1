import type { JsonValue } from '../src/core/artifact';

/**
 * A value as the runner prints it, with nothing lost that JSON could not say: NaN and ±Infinity as `"NaN"`, `"Infinity"`,
 * `"-Infinity"`; a BigInt beyond 2^53 as text; typed arrays as lists. Undefined fields are left out. Texts that stand for
 * large integers, decimals and dates are texts already.
 */
export function encodeJson(value: unknown): JsonValue {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case 'string':
    case 'boolean':
      return value;
    case 'object':
      return value === null ? null : encodeObject(value);
    default:
      return null;
  }
}

function encodeObject(value: object): JsonValue {
  if (Array.isArray(value)) return value.map(encodeJson);
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>, encodeJson);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [name, encodeJson(inner)]),
  );
}
