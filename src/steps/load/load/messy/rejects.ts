import type { Notice } from '../../../../core/contract';
import { frameOfRows, type Frame } from '../../../../core/frame';

/** So many rejected rows are kept to be looked at; the others are counted. */
export const KEPT_REJECTS = 1000;

/** A row that was left out. */
export interface Reject {
  /** Line of the file on which it begins, from 1; null where it is not known. */
  readonly line: number | null;
  /** The column whose value does not fit; null where it is the row as a whole. */
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
  /** The row as it stands in the file, where it is at hand; long ones are cut. */
  readonly text: string | null;
}

/** The rows of one file that were left out. */
export interface Rejects {
  readonly file: string;
  readonly count: number;
  /** True where the count had to stop. */
  readonly atLeast: boolean;
  /** The first of them, in order. */
  readonly rows: readonly Reject[];
}

/** The rejects of a file whose every row was read. */
export const NO_REJECTS: Rejects = { file: '', count: 0, atLeast: false, rows: [] };

/** The rejects of all files as a frame: the first thousand. */
export function rejectsFrame(all: readonly Rejects[]): Frame {
  const rows = all.flatMap(({ file, rows: own }) => own.map((row) => ({ file, ...row })));
  return frameOfRows(['file', 'line', 'column', 'value', 'reason', 'text'], rows.slice(0, KEPT_REJECTS));
}

/** Says how many rows were left out, and why the first one was. */
export function rejectNotices({ file, count, atLeast, rows }: Rejects): Notice[] {
  const [first] = rows;
  if (first === undefined) return [];
  const what = count === 1 ? '1 row' : `${atLeast ? 'At least ' : ''}${count} rows`;
  const were = count === 1 ? 'was' : 'were';
  const where = first.line === null ? '' : `line ${first.line}: `;
  const column = first.column === null ? '' : ` in “${first.column}”`;
  const example = `${count === 1 ? '' : 'the first, '}${where}${first.reason}${column}`;
  const text = `${what} of “${file}” did not parse and ${were} left out (${example}).`;
  return [{ code: 'rows-rejected', text }];
}
