import { frameOfRows, type Cell, type Frame } from '../core/frame';
import type { ViewResult } from '../core/view';
import { augmentTable } from '../steps/augment/augment-table/step';
import found from './fixtures/augment-table.json';

const resultOf = (frames: object): ViewResult => ({
  ...{ artifacts: {}, notices: [] },
  frames: frames as Readonly<Record<string, Frame>>,
});

/** The training part of the credit sample, its numbers moved and categories swapped: what a run has given, to four digits. */
export const movedRows = resultOf(found.moved);
/** Rows of its rarer class drawn column by column. */
export const drawnRows = resultOf(found.drawn);

type Row = Readonly<Record<string, Cell>>;
const frameOf = (name: string, rows: readonly Row[]): Frame =>
  frameOfRows(Object.keys(augmentTable.frames[name] ?? {}), rows);

const counts = { asked: 6, made: 2, copies: 3, repeats: 1, unmade: 0 };

/** A small table without a label, with odd names, of which most new rows were copies. */
export const oddRows = resultOf({
  classes: frameOf('classes', [{ class: null, before: 6, ...counts }]),
  summary: frameOf('summary', [{ rows_before: 6, ...counts, rows_after: 8, part: 'train' }]),
  columns: frameOf('columns', [
    {
      column: 'Größe "XL" with a very long name that goes on',
      treatment: 'swapped',
      spread: null,
      changed: 2,
      clamped: null,
    },
    { column: '', treatment: 'moved', spread: 0, changed: 0, clamped: 0 },
    { column: 'select', treatment: 'key', spread: null, changed: null, clamped: null },
  ]),
});
