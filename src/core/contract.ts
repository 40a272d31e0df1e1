import type { z } from 'zod';
import type { Artifact, ArtifactKind } from './artifact';
import type { Failure } from './failure';
import type { Frame, FrameShape } from './frame';
import type { NumberFormat } from './number-format';
import type { SourceFile } from './source';
import type { Column } from './table';

/** The stages of the data's journey, in order. */
export const STAGES = [
  'load',
  'understand',
  'validate',
  'prepare',
  'balance',
  'augment',
  'label',
  'model',
  'evaluate',
  'share',
] as const;
export type Stage = (typeof STAGES)[number];

/** A typed input or output of a step. A slot with `list` holds several artifacts in order; `optional` may stay empty. */
export interface Port {
  readonly kind: ArtifactKind;
  readonly list?: boolean;
  readonly optional?: boolean;
  readonly meaning: string;
  /** Of a table that the step learns from: among the parts of a split, a new cell takes the training part. */
  readonly isLearnt?: boolean;
  /**
   * Of a table that is held out, to judge by it what was learnt from the `isLearnt` slots, or a model at another slot: it
   * must hold no row that was learnt from. Tables that the step makes then hold the rows of this slot.
   */
  readonly isJudged?: boolean;
  /** Of a list of tables that are only set beside the first table: a new cell on a part of a split takes the other parts. */
  readonly isBeside?: boolean;
  /** Of a table that is meant as its rows came: a new cell takes what a table was before it was resampled or weighted. */
  readonly isAsItCame?: boolean;
  /** Of a list of tables that were resampled: a new cell takes the one whose rows, as they came, stand at `isAsItCame`. */
  readonly isResampled?: boolean;
  /** Of a list slot: how many it takes at least, where one is too few. */
  readonly least?: number;
  /** Of a slot that a name in the params makes: the artifact it reads where the cell connects no other. */
  readonly artifact?: string;
}
export type Ports = Readonly<Record<string, Port>>;

/** A remark that belongs to a result and must not go unsaid, such as "two columns shared a name". Pure data. */
export interface Notice {
  readonly code: string;
  readonly text: string;
  /** True where what was done as asked is likely to be a mistake; it then stands out. */
  readonly isWarning?: boolean;
}

/** A cell that would follow well: its step with preset params and inputs, and why. */
export interface Suggestion {
  readonly step: string;
  readonly title: string;
  readonly reason: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Input slot of the new cell to output slot of this one, or to the name of an artifact (`{ name }`); several at a list slot. */
  readonly inputs: Readonly<Record<string, SuggestedInput | readonly SuggestedInput[]>>;
  /**
   * A slot of the cell that suggests, which reads the first output of the new cell: a list beside what it reads already, another in
   * place of that. The new cell then stands above.
   */
  readonly feeds?: string;
}

/**
 * What a suggested cell reads at a slot; `wholeOf` is the table that a split divided into the one of that name, and others,
 * `asItCame` what the one of that name was before it was resampled or weighted, or with `orItself` that one where it never was.
 */
export type SuggestedInput =
  | { readonly output: string }
  | { readonly name: string }
  | { readonly wholeOf: string }
  | { readonly asItCame: string; readonly orItself?: true };

/** What a result means, in one or two sentences with the numbers that matter, and what could follow. */
export interface Reading {
  readonly text: string;
  readonly suggestions: readonly Suggestion[];
}

/** What a reading is made from. Names are the user's; `format` writes numbers in the reader's locale. */
export interface ReadingInput<Params> {
  readonly params: Params;
  readonly inputs: Readonly<Record<string, string | readonly string[]>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly artifacts: Readonly<Record<string, Artifact>>;
  readonly frames: Readonly<Record<string, Frame>>;
  readonly notices: readonly Notice[];
  readonly format: NumberFormat;
}

/** Params as a step declares them: a zod object whose every field has a default, or is required on purpose. */
export type ParamsSchema = z.ZodObject;

/** Params as they stand in a file, not yet checked. */
export type RawParams = Readonly<Record<string, unknown>>;

/** What the table at a slot must have for a step to be of any use, and how one comes to have it. */
export interface TableWish {
  /** What is to be done first where no table has it: “cut a series into windows first”. */
  readonly first: string;
  isMet(columns: readonly Column[]): boolean;
}

/** A cell that has failed, as far as a way out of it depends on it. */
export interface FailedCell {
  readonly params: RawParams;
  readonly inputs: Readonly<Record<string, string | readonly string[]>>;
  /** The columns of the table at a slot; none where they are not known. */
  readonly columnsAt: (slot: string) => readonly Column[];
}

/** Finds the contract of a step by its id; undefined where the step is not known. */
export type ContractLookup = (step: string) => StepContract | undefined;

/**
 * The contract of a step: everything about it but how it is computed and drawn. Pure, and the same in every world.
 *
 * `sentence` is the cell's header with slots in braces, each naming an input, a param or an output:
 * `"Load {source} → {table}"`. `inputs` and `outputs` are ports, or a function of the params where params make slots.
 */
export interface StepContract<Schema extends ParamsSchema = ParamsSchema> {
  readonly id: string;
  readonly version: number;
  readonly stage: Stage;
  readonly title: string;
  readonly summary: string;
  readonly sentence: string;
  readonly params: Schema;
  readonly inputs: Ports | ((params: z.output<Schema>) => Ports);
  readonly outputs: Ports | ((params: z.output<Schema>) => Ports);
  readonly frames: Readonly<Record<string, FrameShape>>;
  /**
   * True where the first statement that a run asks of the database makes the one table of the step, from its inputs alone; a
   * function of the frames of a result where that differs from run to run.
   */
  readonly isOneStatement?: boolean | ((frames: Readonly<Record<string, Frame>>) => boolean);
  /** Brings params of a past version to the next: `upgrades[0]` takes version 1 to 2. One for every past version. */
  readonly upgrades?: readonly ((params: RawParams) => RawParams)[];
  /** How params read in the sentence; a param not listed is written as it is. */
  describe(params: z.output<Schema>): Readonly<Record<string, string>>;
  /** How a param that was left open reads once a result has decided it, as the key that a join found; by the frames of that result. */
  describeFound?(
    params: z.output<Schema>,
    frames: Readonly<Record<string, Frame>>,
  ): Readonly<Record<string, string>>;
  /** The params as far as they decide the result: what goes into the content key. Names of files are no part of it. */
  keyParams(params: z.output<Schema>): unknown;
  /** Those of them that decide the rows of the outputs, where others decide only what is told beside; all where left out. */
  rowParams?(params: z.output<Schema>): unknown;
  /**
   * Where slots are called by names that a person wrote: what stands for each slot in the content key, so that another
   * name makes no other key. `keyParams` leaves those names out too. Slots not listed go by their own name.
   */
  keySlots?(params: z.output<Schema>): Readonly<Record<string, string>>;
  /**
   * Where params name artifacts: the params once the artifact at an input slot has another name, which the slot takes over.
   * Null where they cannot say it; then the slot keeps its name and is connected to the new one.
   */
  renameInput?(params: z.output<Schema>, slot: string, name: string): RawParams | null;
  /**
   * False where, under these params, nothing is learned from the slots marked `isLearnt`, as where a person gives the
   * constants. Learned where left out.
   */
  learns?(params: z.output<Schema>): boolean;
  /** Of a step that divides rows: which part each output slot holds. They share no row. */
  makesParts?(params: z.output<Schema>): Readonly<Record<string, string>>;
  /**
   * True where rows are added, made up or thinned out, so that they are no fair sample of the source any more: resampling,
   * augmentation. A table so made belongs behind a split, on the side that is learned from.
   */
  readonly resamples?: boolean;
  /**
   * True where, under these params, one row of the input goes into several rows of the output, as into windows that overlap: a split
   * belongs before the step, which is then done to every part.
   */
  overlaps?(params: z.output<Schema>): boolean;
  /** True where some rows are picked by what they say: two tables picked of one may have no row in common. */
  readonly picksRows?: boolean;
  /** By slot what a table must have: a new cell passes over tables without, and where there are no others the step is not offered. */
  readonly wants?: Readonly<Record<string, TableWish>>;
  /** Cells that would mend a failure of this step, each offered as a button beside it. None where left out. */
  mends?(failure: Failure, cell: FailedCell): readonly Suggestion[];
  /** The files a step reads from outside; their content hashes go into the key. None where left out. */
  sources?(params: z.output<Schema>): readonly SourceFile[];
  read(input: ReadingInput<z.output<Schema>>): Reading;
}

/** Types a contract from its params schema; the value is returned as it is. */
export function defineStep<Schema extends ParamsSchema>(
  contract: StepContract<Schema>,
): StepContract<Schema> {
  return contract;
}

/** The input or output ports of a step under the given (valid) params. */
export function portsOf(ports: StepContract['inputs'], params: Readonly<Record<string, unknown>>): Ports {
  return typeof ports === 'function' ? ports(params) : ports;
}
