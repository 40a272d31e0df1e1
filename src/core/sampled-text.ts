import type { Traits } from './artifact';
import type { NumberFormat } from './number-format';
import { counted } from './words';

/**
 * What is said of a result that was made from a sample: "on a sample: 1,000 of 45,211 rows"; of how many is left out where it
 * is not known. Empty where it is exact.
 */
export function sampledText(sampled: Traits['sampled'] | undefined, format: NumberFormat): string {
  if (sampled === null || sampled === undefined) return '';
  return sampled.of === null
    ? `on a sample of ${counted(sampled.rows, 'row', format)}`
    : `on a sample: ${format.count(sampled.rows)} of ${counted(sampled.of, 'row', format)}`;
}
