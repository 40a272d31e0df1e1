import type { NumberFormat } from '../core/number-format';

/** Labels for numbers that stand side by side: short where that tells them apart, in full where it does not. */
export function numberLabels(values: readonly number[], format: NumberFormat): string[] {
  const short = values.map((value) => format.number(value));
  const distinct = new Set(values).size;
  return new Set(short).size === distinct
    ? short
    : values.map((value) => String(Number(value.toPrecision(15))));
}

/** A count as people write it; counts shared among bins of equal edges may be fractional. */
export function countLabel(count: number, format: NumberFormat): string {
  return Number.isInteger(count) ? format.count(count) : format.number(count);
}

/** A text cut to the given number of characters, for labels in a picture. */
export function cutLabel(text: string, characters: number): string {
  const points = [...text.slice(0, characters * 2 + 2)];
  return points.length > characters ? `${points.slice(0, characters - 1).join('')}…` : points.join('');
}
