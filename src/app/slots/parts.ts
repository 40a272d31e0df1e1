import type { Edit } from '../../document/edits';
import type { StepCell } from '../../document/document';
import { freshName, toName } from '../../document/names';

/** A named share, such as a part of a split: `{ name: 'train', share: 0.8 }`. */
export interface Part {
  readonly name: string;
  readonly share: number;
}

/** The parts in a param's value, as far as it holds any. */
export function partsIn(value: unknown): Part[] {
  return Array.isArray(value) ? value.filter(isPart) : [];
}

function isPart(value: unknown): value is Part {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    'share' in value &&
    typeof value.name === 'string' &&
    typeof value.share === 'number'
  );
}

/** The parts with one more, which takes half of the largest share. */
export function withPart(parts: readonly Part[]): Part[] {
  const largest = Math.max(0, ...parts.map((part) => part.share));
  const place = parts.findIndex((part) => part.share === largest);
  const half = place < 0 ? 1 : round(largest / 2);
  const name = freshName(
    parts.map((part) => part.name),
    parts.some((part) => part.name === 'validation') ? 'part' : 'validation',
  );
  const kept = parts.map((part, index) =>
    index === place ? { ...part, share: round(largest - half) } : part,
  );
  return [...kept, { name, share: half }];
}

/** The parts without one; the first that stays takes over its share. */
export function withoutPart(parts: readonly Part[], index: number): Part[] {
  const gone = parts[index]?.share ?? 0;
  const kept = parts.filter((_, place) => place !== index);
  return kept.map((part, place) => (place === 0 ? { ...part, share: round(part.share + gone) } : part));
}

/** The parts with one share set; of two, the other makes them whole. */
export function withShare(parts: readonly Part[], index: number, share: number): Part[] {
  return parts.map((part, place) => {
    if (place === index) return { ...part, share };
    return parts.length === 2 ? { ...part, share: round(1 - share) } : part;
  });
}

/** Shares are written as percentages with two decimals; more is noise of the arithmetic. */
function round(share: number): number {
  return Math.round(share * 1e4) / 1e4;
}

/**
 * The edits that set the parts. Where a part has another name than before at the same place, and its table was called
 * after it, the table and all that reads it follow.
 */
export function partsEdits(cell: StepCell, param: string, parts: readonly Part[]): Edit[] {
  const before = partsIn(cell.params[param]);
  const renamed =
    before.length === parts.length
      ? before.map((part, index) => [part.name, parts[index]?.name ?? ''] as const)
      : [];
  const edits = renamed.flatMap(([old, name]): Edit[] => {
    const table = cell.outputs[old];
    if (old === name || table === undefined) return [];
    const rename = (to: string): Edit => ({ type: 'rename-output', id: cell.id, slot: name, name: to });
    return table === toName(old) ? [rename(table), rename(toName(name))] : [rename(table)];
  });
  return [{ type: 'set-params', id: cell.id, params: { [param]: parts } }, ...edits];
}
