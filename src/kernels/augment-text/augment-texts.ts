import type { Kernel } from '../../core/run-context';
import { FATES, makeText, orderOf, prepare, protection, written, type Making } from './make';
import { OPERATIONS } from './names';
import { TextColumn, type TextValues } from './text-column';

/** Rows whose texts are augmented: how many new texts of each, from which draw on. */
export interface AugmentInput {
  readonly texts: readonly (string | null)[];
  /** The number of each row in its table. */
  readonly rows: Float64Array;
  readonly firsts: Int32Array;
  readonly counts: Int32Array;
  readonly making: Making;
}

/** New texts, row by row and draw by draw, and what became of each row. */
export interface AugmentOutput {
  /** Per row of the input: its fate by place among `FATES`, and which operations found something in it (bits by place). */
  readonly fates: Uint8Array;
  readonly able: Uint8Array;
  /** Per new text: the row it comes from, its operation by place among `OPERATIONS`, the seed of its draws. */
  readonly parents: Float64Array;
  readonly operations: Float64Array;
  readonly seeds: Float64Array;
  /** The first character of the parent that was touched. */
  readonly starts: Float64Array;
  readonly texts: TextValues;
  readonly parameters: TextValues;
  /** For pictures, where the parameters are long: the first of the edits; empty elsewhere. */
  readonly heads: TextValues;
}

/** Rows between two reports. */
const REPORT_EVERY = 64;
/** After a text of so many units there is a report as well. */
const LONG = 10_000;

/**
 * Makes new texts, each by one operation that finds something to do in its parent: some 100,000 short ones a second. Memory: the texts of
 * the piece three times over.
 */
export const augmentTexts: Kernel<AugmentInput, AugmentOutput> = {
  name: 'augment-texts',
  run: ({ texts, rows, firsts, counts, making }, report) => {
    const isProtected = protection(making.protected);
    const [fates, able] = [new Uint8Array(rows.length), new Uint8Array(rows.length)];
    const [parents, operations, seeds, starts]: number[][] = [[], [], [], []];
    const [made, parameters, heads] = [new TextColumn(), new TextColumn(), new TextColumn()];
    const all = counts.reduce((sum, count) => sum + count, 0);
    rows.forEach((row, place) => {
      const text = texts[place] ?? null;
      if (place % REPORT_EVERY === 0) report(all === 0 ? 1 : parents!.length / all);
      const ready = prepare(text, making, isProtected);
      fates[place] = FATES.indexOf(ready.fate);
      for (const operation of ready.able) able[place]! |= 1 << OPERATIONS.indexOf(operation);
      if (text === null || ready.able.length === 0) return;
      const order = orderOf(ready, making, row);
      for (let draw = firsts[place]!; draw < firsts[place]! + counts[place]!; draw++) {
        const one = makeText(ready, order, making, row, draw);
        const { parameters: edits, start, head } = written(text, one, making.strengths);
        parents!.push(row);
        operations!.push(OPERATIONS.indexOf(one.operation));
        seeds!.push(one.seed);
        made.add(one.text);
        starts!.push(start);
        parameters.add(edits);
        heads.add(head);
        if (one.text.length > LONG) report(parents!.length / all);
      }
    });
    return {
      ...{ fates, able },
      parents: Float64Array.from(parents!),
      operations: Float64Array.from(operations!),
      seeds: Float64Array.from(seeds!),
      starts: Float64Array.from(starts!),
      ...{ texts: made.values(), parameters: parameters.values(), heads: heads.values() },
    };
  },
};
