import { cellAt, type Cell, type Frame } from '../../../../core/frame';
import { MASK } from '../../../../core/masking';
import type { ProfileIndex } from './profile-index';

/** Rows as they are, to be shown: the names of their columns and the values, row by row; null is a missing one. */
export interface SampleTable {
  readonly names: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The rows of the frame `sample_rows`; values of masked columns, and only values, are `MASK`. */
export function sampleTable(frame: Frame, profile: ProfileIndex): SampleTable {
  const names: string[] = [];
  const rows: Cell[][] = [];
  for (let at = 0; at < frame.rows; at++) {
    const row = Number(cellAt(frame, 'row', at));
    const name = String(cellAt(frame, 'column', at));
    if (row === 0) names.push(name);
    const place = profile.place(name);
    const value = cellAt(frame, 'value', at);
    const isHidden = value !== null && place !== undefined && profile.isMasked(place);
    (rows[row] ??= []).push(isHidden ? MASK : value);
  }
  return { names, rows };
}
