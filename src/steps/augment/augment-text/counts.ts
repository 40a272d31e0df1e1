import type { TableArtifact } from '../../../core/artifact';
import { frameOfRows, type Frame } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { FATES } from '../../../kernels/augment-text/make';
import { OPERATIONS } from '../../../kernels/augment-text/names';
import { augmentTextFrames } from './frames';
import { COPY_OF_NEW, COPY_OF_REAL, NEW, REPLACED } from './judge-copies';
import { rowsOfFate, type MadeTexts } from './make-texts';
import type { TextRows } from './plan';

/** What is counted from. */
export interface Counted {
  readonly rows: TextRows;
  readonly asked: Int32Array;
  readonly texts: MadeTexts;
  /** Per new text: its row, its operation, what became of it. */
  readonly verdicts: {
    readonly rows: Float64Array;
    readonly operations: Float64Array;
    readonly verdicts: Float64Array;
  };
}

type Line = {
  class: string | null;
  operation: string | null;
  asked: number;
  made: number;
  copies_of_real: number;
  copies_of_new: number;
  refused: number;
  empty: number;
  nothing_to_do: number;
};

/** Reads what became of each new text, in their order. */
export async function readVerdicts({ database }: RunContext, table: string): Promise<Counted['verdicts']> {
  const [rows, operations, verdicts] = await database.numbers(table, ['row', 'operation', 'verdict']);
  return { rows: rows!, operations: operations!, verdicts: verdicts! };
}

/** New texts by class and operation: asked = made + copies + refused + empty + nothing to do, in every line. */
export function countsFrame(counted: Counted): Frame {
  return frameOfRows(Object.keys(augmentTextFrames.counts), linesOf(counted));
}

function linesOf({ rows: { classes, classOf }, asked, texts, verdicts }: Counted): Line[] {
  const lines = new Map<number, Line>();
  const width = OPERATIONS.length + 1;
  const lineOf = (row: number, operation: number): Line => {
    const key = classOf[row]! * width + operation;
    const known = lines.get(key);
    if (known !== undefined) return known;
    const line = {
      ...{
        class: classes[classOf[row]!]!.label,
        operation: OPERATIONS[operation] ?? null,
        asked: 0,
        made: 0,
      },
      ...{ copies_of_real: 0, copies_of_new: 0, refused: 0, empty: 0, nothing_to_do: 0 },
    };
    lines.set(key, line);
    return line;
  };
  verdicts.verdicts.forEach((verdict, place) => {
    if (verdict === REPLACED) return;
    const line = lineOf(verdicts.rows[place]!, verdicts.operations[place]!);
    line.asked += 1;
    if (verdict === NEW) line.made += 1;
    if (verdict === COPY_OF_REAL) line.copies_of_real += 1;
    if (verdict === COPY_OF_NEW) line.copies_of_new += 1;
  });
  asked.forEach((count, row) => {
    const fate = FATES[texts.fates[row]!];
    if (count === 0 || fate === 'augmented' || fate === undefined) return;
    const line = lineOf(row, OPERATIONS.length);
    line.asked += count;
    if (fate === 'no spaces') line.refused += count;
    else if (fate === 'empty') line.empty += count;
    else line.nothing_to_do += count;
  });
  return [...lines].sort(([one], [other]) => one - other).map(([, line]) => line);
}

/** A line for each class of the input. */
export function classesFrame({ rows: { classes, classOf }, asked, verdicts }: Counted): Frame {
  const wanted = new Float64Array(classes.length);
  asked.forEach((count, row) => (wanted[classOf[row]!]! += count));
  const made = new Float64Array(classes.length);
  verdicts.verdicts.forEach((verdict, place) => {
    if (verdict === NEW) made[classOf[verdicts.rows[place]!]!]! += 1;
  });
  return frameOfRows(
    Object.keys(augmentTextFrames.classes),
    classes.map(({ label, rows }, place) => ({
      class: label,
      rows,
      asked: wanted[place]!,
      made: made[place]!,
    })),
  );
}

/** All in one line. */
export function summaryFrame(
  table: TableArtifact,
  rowsAfter: number,
  { asked, texts, verdicts }: Counted,
): Frame {
  const count = (wanted: number): number =>
    verdicts.verdicts.reduce((sum, verdict) => sum + Number(verdict === wanted), 0);
  return frameOfRows(Object.keys(augmentTextFrames.summary), [
    {
      ...{ rows: table.rows, rows_after: rowsAfter, made: count(NEW) },
      asked: asked.reduce((sum, one) => sum + one, 0),
      ...{ copies_of_real: count(COPY_OF_REAL), copies_of_new: count(COPY_OF_NEW) },
      redrawn: count(REPLACED),
      refused_rows: rowsOfFate(texts.fates, asked, 'no spaces').length,
      empty_rows: rowsOfFate(texts.fates, asked, 'empty').length,
      idle_rows: rowsOfFate(texts.fates, asked, 'nothing to do').length,
      part: table.traits.part,
    },
  ]);
}
