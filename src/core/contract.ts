import type { z } from 'zod';
import type { Artifact, ArtifactKind } from './artifact';
import type { Frame, FrameShape } from './frame';
import type { NumberFormat } from './number-format';
import type { SourceFile } from './source';

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
}

/** What a suggested cell reads at a slot. */
export type SuggestedInput = { readonly output: string } | { readonly name: string };

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
