import { frameOfRows, type Cell } from '../core/frame';
import type { ViewResult } from '../core/view';
import { append } from '../steps/prepare/append/step';
import { join } from '../steps/prepare/join/step';
import { sample } from '../steps/prepare/sample/step';

type Row = Readonly<Record<string, Cell>>;

/** A result whose frames have the columns that a step promises; what a row leaves out is null. */
function resultOf(
  contract: { readonly frames: Readonly<Record<string, Readonly<Record<string, unknown>>>> },
  frames: Readonly<Record<string, readonly Row[]>>,
): ViewResult {
  const shaped = Object.entries(frames).map(([name, rows]) => [
    name,
    frameOfRows(Object.keys(contract.frames[name] ?? {}), rows),
  ]);
  return { artifacts: {}, frames: Object.fromEntries(shaped) as ViewResult['frames'], notices: [] };
}

/** Three months, of which the second adds a column and the third has a word among the numbers. */
export const threeMonths = resultOf(append, {
  tables: [
    { table: 1, label: '1', rows: 4454, columns: 14, added: 0, missing: 1, widened: 1 },
    { table: 2, label: '2', rows: 3120, columns: 15, added: 1, missing: 0, widened: 1 },
    { table: 3, label: '3', rows: 871, columns: 12, added: 0, missing: 3, widened: 0 },
  ],
  changes: [
    { table: 1, column: 'Channel', change: 'missing', from: null, to: 'text' },
    { table: 1, column: 'Income', change: 'widened', from: 'integer', to: 'text' },
    { table: 2, column: 'Channel', change: 'added', from: 'text', to: 'text' },
    { table: 2, column: 'Income', change: 'widened', from: 'integer', to: 'text' },
    ...['Channel', 'Größe 📏', 'Debt'].map((column) => ({
      table: 3,
      column,
      change: 'missing',
      from: null,
      to: 'text',
    })),
  ],
  summary: [{ rows: 8445, columns: 16, tables: 3, rounded: 0 }],
});

/** Two parts of a split, under each other again. */
export const twoParts = resultOf(append, {
  tables: [
    { table: 1, label: 'train', rows: 3563, columns: 14, added: 0, missing: 0, widened: 0, part: 'train' },
    { table: 2, label: 'test', rows: 891, columns: 14, added: 0, missing: 0, widened: 0, part: 'test' },
  ],
  changes: [],
  summary: [{ rows: 4454, columns: 14, tables: 2, rounded: 0 }],
});

/** Loans with what is known of their takers: some are not known, some stand there twice. */
export const loansWithPeople = resultOf(join, {
  sides: [
    { side: 'left', rows: 4454, matched: 4012, orphaned: 397, keyless: 45, repeated: 0 },
    { side: 'right', rows: 6120, matched: 4230, orphaned: 1888, keyless: 2, repeated: 218 },
  ],
  keys: [{ left: 'person', right: 'id', role: 'key', left_type: 'integer', right_type: 'integer' }],
  columns: [
    ...['person', 'amount', 'status'].map((column) => ({ column, side: 'left', original: column })),
    { column: 'id', side: 'right', original: 'id' },
    { column: 'status_right', side: 'right', original: 'status' },
  ],
  summary: [{ kind: 'left', rows: 4672, pairs: 4230, keys_found: false, repeated_times: 0 }],
});

/** The last reading before each event. */
export const lastReadings = resultOf(join, {
  sides: [
    { side: 'left', rows: 120, matched: 118, orphaned: 2, keyless: 0, repeated: 0 },
    { side: 'right', rows: 96_000, matched: 117, orphaned: 95_883, keyless: 0, repeated: 0 },
  ],
  keys: [
    { left: 'device', right: 'device', role: 'key', left_type: 'text', right_type: 'text' },
    { left: 'failed_at', right: 'read_at', role: 'time', left_type: 'timestamp', right_type: 'timestamp' },
  ],
  columns: [
    { column: 'device', side: 'both', original: 'device' },
    { column: 'failed_at', side: 'left', original: 'failed_at' },
    { column: 'read_at', side: 'right', original: 'read_at' },
    { column: 'temperature', side: 'right', original: 'temperature' },
  ],
  summary: [{ kind: 'as-of', rows: 120, pairs: 118, keys_found: false, repeated_times: 31 }],
});

/** A thousand rows in the shares of their classes, one of which is too rare. */
export const thousandByClass = resultOf(sample, {
  summary: [{ rows: 1000, of: 45_211, asked: 1000, classes: 4, lost: 1 }],
  classes: [
    { class: 'no', rows: 883, of: 39_922, share: 0.883, share_of: 0.88301 },
    { class: 'yes', rows: 116, of: 5251, share: 0.116, share_of: 0.11614 },
    { class: null, rows: 1, of: 30, share: 0.001, share_of: 0.00066 },
    { class: 'größer 📏', rows: 0, of: 8, share: 0, share_of: 0.00018 },
  ],
});

/** Whole patients. */
export const wholePatients = resultOf(sample, {
  summary: [{ rows: 1012, of: 8800, asked: 1000, keys: 87, keys_of: 760, keyless: 0 }],
  classes: [],
});
