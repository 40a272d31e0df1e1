import type { ArrowArray } from './arrow-array';
import type { FieldPlan } from './convert-plan';

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** The values of a column as its plan wants them. Cost: the values of the parts that change. */
export function convertValues(plan: FieldPlan, array: ArrowArray): ArrowArray {
  const [validity = new Uint8Array()] = array.buffers;
  switch (plan.conversion) {
    case 'half-to-single':
      return { ...array, buffers: [validity, singles(array)] };
    case 'decimal':
      return { ...array, buffers: [validity, decimals(plan, array)] };
    case 'decimal-to-text':
      return { ...array, buffers: [validity, ...decimalTexts(plan, array)] };
    case null:
      return {
        ...array,
        children: array.children.map((child, index) => {
          const own = plan.children[index];
          return own === undefined ? child : convertValues(own, child);
        }),
      };
    default:
      return plan.conversion satisfies never;
  }
}

function viewOf(bytes: Uint8Array | undefined): DataView {
  const data = bytes ?? new Uint8Array();
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
}

const bytesOf = (values: { readonly buffer: ArrayBufferLike }): Uint8Array => new Uint8Array(values.buffer);

/** IEEE 754 half to single precision; every value has its equal. */
function singles(array: ArrowArray): Uint8Array {
  const halves = viewOf(array.buffers[1]);
  const values = new Float32Array(array.length);
  for (let row = 0; row < array.length; row++) values[row] = halfToNumber(halves.getUint16(2 * row, true));
  return bytesOf(values);
}

/** The number that 16 bits of a half-precision float stand for. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** A decimal's unscaled whole numbers, one after the other. */
function* unscaled(plan: FieldPlan, array: ArrowArray): Generator<bigint> {
  const words = (plan.from.type.bits ?? 128) / 32;
  const view = viewOf(array.buffers[1]);
  for (let row = 0; row < array.length; row++) {
    const at = row * words * 4;
    let value = BigInt(view.getInt32(at + 4 * (words - 1), true));
    for (let word = words - 2; word >= 0; word--) {
      value = (value << 32n) | BigInt(view.getUint32(at + 4 * word, true));
    }
    yield value;
  }
}

/** As decimals of 128 bits; a negative scale is multiplied out. */
function decimals(plan: FieldPlan, array: ArrowArray): Uint8Array {
  const factor = 10n ** BigInt(Math.max(0, -(plan.from.type.scale ?? 0)));
  const out = new BigInt64Array(2 * array.length);
  let at = 0;
  for (const value of unscaled(plan, array)) {
    const wide = value * factor;
    out[at] = BigInt.asIntN(64, wide);
    out[at + 1] = BigInt.asIntN(64, wide >> 64n);
    at += 2;
  }
  return bytesOf(out);
}

function decimalTexts(plan: FieldPlan, array: ArrowArray): [Uint8Array, Uint8Array] {
  const offsets = new Int32Array(array.length + 1);
  const texts: string[] = [];
  let row = 0;
  for (const value of unscaled(plan, array)) {
    const text = isThere(array, row) ? decimalText(value, plan.from.type.scale ?? 0) : '';
    texts.push(text);
    offsets[row + 1] = (offsets[row] ?? 0) + text.length;
    row += 1;
  }
  return [bytesOf(offsets), new TextEncoder().encode(texts.join(''))];
}

function isThere({ buffers }: ArrowArray, row: number): boolean {
  const validity = buffers[0];
  return (
    validity === undefined || validity.length === 0 || ((validity[row >> 3] ?? 0) >> (row & 7)) % 2 === 1
  );
}

/** A decimal as text: all of its digits, `scale` of them behind the point. */
function decimalText(unscaledValue: bigint, scale: number): string {
  const sign = unscaledValue < 0n ? '-' : '';
  const digits = (unscaledValue < 0n ? -unscaledValue : unscaledValue).toString();
  if (scale <= 0) return `${sign}${digits}${digits === '0' ? '' : '0'.repeat(-scale)}`;
  const padded = digits.padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}
