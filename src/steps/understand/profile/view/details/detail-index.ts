import { cellAt, emptyFrame, type Cell, type Frame } from '../../../../../core/frame';
import type { CountedValue, ProfileIndex } from '../profile-index';
import { rowsByColumn } from '../rows-by-column';

/** A value at an end of a column, and how often it occurs. */
export interface ExtremeValue {
  readonly value: Cell;
  readonly count: number;
}

/** A bar of texts of some lengths: from `low` characters to under `high`, and what the bin is called. */
export interface LengthBar {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly label: string;
}

/** What suits a column, read from the frames of the phase `details`. */
export interface ColumnDetail {
  /** A figure of the frame `details`; of a masked column, null where it is a value of it. */
  figure(name: string): Cell;
  /** The least or greatest values, from the end inwards. */
  extremes(end: 'least' | 'greatest'): readonly ExtremeValue[];
  readonly patterns: readonly CountedValue[];
  /** Characters by class, the commonest first; and the share of those beyond ASCII. */
  readonly characters: readonly CountedValue[];
  readonly beyondAscii: CountedValue | null;
  readonly words: readonly CountedValue[];
  readonly lengths: readonly LengthBar[];
  readonly elements: readonly CountedValue[];
  /** Fields of structs with how many miss them. */
  readonly fields: readonly (CountedValue & { readonly type: string })[];
}

/** Figures that are values of the column, which a masked one does not show. */
const VALUES = new Set(['first', 'last', 'q1', 'median', 'q3', 'whisker_low', 'whisker_high']);
const BEYOND_ASCII = 'beyond ASCII';

/** The details of a column; all of them empty where the profile has none. Of a masked column, no value is told. */
export function detailOf(profile: ProfileIndex, column: number): ColumnDetail {
  const name = profile.name(column);
  const isMasked = profile.isMasked(column);
  const frameOf = (frame: string): Frame => profile.frames[frame] ?? emptyFrame;
  const rowsOf = (frame: string): readonly number[] => rowsByColumn(frameOf(frame)).get(name) ?? [];
  const counted = (frame: string, label: string): CountedValue[] =>
    rowsOf(frame).map((row) => ({
      label: String(cellAt(frameOf(frame), label, row) ?? ''),
      count: Number(cellAt(frameOf(frame), frame === 'fields' ? 'missing' : 'count', row) ?? 0),
      share: Number(cellAt(frameOf(frame), 'share', row) ?? 0),
    }));
  const classes = counted('characters', 'class');
  const [place] = rowsOf('details');
  return {
    figure: (figure) =>
      place === undefined || (isMasked && VALUES.has(figure))
        ? null
        : cellAt(frameOf('details'), figure, place),
    extremes: (end) => (isMasked ? [] : extremesAt(frameOf('extremes'), rowsOf('extremes'), end)),
    patterns: counted('patterns', 'pattern'),
    characters: classes.filter(({ label }) => label !== BEYOND_ASCII).sort((a, b) => b.count - a.count),
    beyondAscii: classes.find(({ label }) => label === BEYOND_ASCII) ?? null,
    words: isMasked ? [] : counted('words', 'word'),
    lengths: rowsOf('text_lengths').map((row) => lengthBar(frameOf('text_lengths'), row)),
    elements: isMasked ? [] : counted('elements', 'value'),
    fields: rowsOf('fields').map((row, i) => ({
      ...counted('fields', 'field')[i]!,
      type: String(cellAt(frameOf('fields'), 'type', row) ?? ''),
    })),
  };
}

function extremesAt(frame: Frame, rows: readonly number[], end: string): ExtremeValue[] {
  return rows
    .filter((row) => cellAt(frame, 'end', row) === end)
    .map((row) => ({ value: cellAt(frame, 'value', row), count: Number(cellAt(frame, 'count', row) ?? 0) }));
}

/** Lengths are whole: a bin is drawn from its least to the one after its greatest, and called by both. */
function lengthBar(frame: Frame, row: number): LengthBar {
  const [low, high, count] = ['low', 'high', 'count'].map((cell) =>
    Number(cellAt(frame, cell, row) ?? 0),
  ) as [number, number, number];
  return { low, high: high + 1, count, label: low === high ? String(low) : `${low} to ${high}` };
}
