import { cellAt, emptyFrame, type Frame } from '../../../../core/frame';
import { maskReason } from '../../../../core/masking';
import { toMeaning, type MeaningId } from '../../../../core/meaning/meanings';
import type { Statistics } from '../../../../core/statistics';
import { identifiersIn } from './identifiers';
import type { Masks } from './masked-alert';

/** Values that the mask rule looks at: those that the frame `top_values` lists. */
const LOOKED_AT = 20;

/** The columns whose values a reading, which nobody can ask for more, never tells: by the same rule as those that a view hides at first. */
export function masksOf({ rows, columns }: Statistics, frames: Readonly<Record<string, Frame>>): Masks {
  const meanings = meaningsIn(frames.columns ?? emptyFrame);
  const identifiers = identifiersIn(frames.alerts);
  const masked = columns.filter(
    ({ name, type, count, distinct, values }) =>
      maskReason({
        ...{ name, type, rows, count, distinct, meaning: meanings.get(name) ?? null },
        values: values.counts.slice(0, LOOKED_AT).map(({ value }) => value),
        isIdentifier: identifiers.has(name),
      }) !== null,
  );
  const names = new Set(columns.map(({ name }) => name));
  const hidden = new Set(masked.map(({ name }) => name));
  const target = cellAt(frames.target ?? emptyFrame, 'column', 0);
  return {
    isName: (text) => names.has(text),
    isMasked: (column) => hidden.has(column),
    target: target === null ? null : String(target),
  };
}

function meaningsIn(columns: Frame): ReadonlyMap<string, MeaningId | null> {
  const meanings = new Map<string, MeaningId | null>();
  for (let row = 0; row < columns.rows; row++) {
    meanings.set(String(cellAt(columns, 'column', row)), toMeaning(cellAt(columns, 'meaning', row)));
  }
  return meanings;
}
