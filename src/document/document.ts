import * as z from 'zod';

/** The format version this Sluice writes. */
export const DOCUMENT_VERSION = 1;

/** The name of an artifact, as cells refer to it. */
export const nameSchema = z.string().min(1).max(200);

const traitsSchema = z.strictObject({
  part: z.string().nullable().exactOptional(),
  synthetic: z.boolean().exactOptional(),
  overruled: z.array(z.string()).exactOptional(),
});

const jsonSchema = z.json();

/** Decisions made by hand, as a cell stores them. */
export const patchSchema = z.strictObject({
  version: z.literal(1),
  key: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('columns'), columns: z.array(z.string()).min(1) }),
    z.strictObject({ kind: z.literal('row-hash') }),
  ]),
  decisions: z.array(
    z.strictObject({
      row: z.string(),
      action: z.enum(['set', 'label', 'quarantine', 'drop']),
      column: z.string().optional(),
      value: jsonSchema.optional(),
    }),
  ),
});

/** A column as a source is recognised by it: its name, and the kind of its values. */
const sourceColumnSchema = z.strictObject({ name: z.string(), type: z.string() });

/** A cell that runs a step. Params are written out whole; inputs and outputs name artifacts. */
export const stepCellSchema = z.strictObject({
  id: z.string().min(1).max(100),
  kind: z.literal('step'),
  step: z.string().min(1),
  version: z.int().positive(),
  params: z.record(z.string(), jsonSchema).default({}),
  inputs: z.record(z.string(), z.union([nameSchema, z.array(nameSchema)])).default({}),
  outputs: z.record(z.string(), nameSchema).default({}),
  traits: z.record(z.string(), traitsSchema).exactOptional(),
  patch: patchSchema.exactOptional(),
  /** Of a cell that reads files: the columns they had when they were last read, so that another file can be told from them. */
  columns: z.array(sourceColumnSchema).exactOptional(),
});

/** A cell of Markdown. */
export const noteCellSchema = z.strictObject({
  id: z.string().min(1).max(100),
  kind: z.literal('note'),
  text: z.string(),
});

/** A cell that runs a step, as a document holds it. */
export type StepCell = z.output<typeof stepCellSchema>;

/** A cell of Markdown, as a document holds it. */
export type NoteCell = z.output<typeof noteCellSchema>;

/** The params of a cell as they are stored. */
export type StoredParams = StepCell['params'];

/** A column of a source as the document has it on record. */
export type SourceColumn = z.output<typeof sourceColumnSchema>;

/** Traits that a person declares for one output slot. */
export type DeclaredTraits = z.output<typeof traitsSchema>;

/** A cell that this Sluice cannot run (unknown kind, unknown step, newer step version): kept word for word in `raw`. */
export interface ForeignCell {
  readonly id: string;
  readonly kind: 'foreign';
  readonly reason: 'unknown-kind' | 'unknown-step' | 'newer-step';
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Anything that stands in the list of cells. */
export type WorkbenchCell = StepCell | NoteCell | ForeignCell;

/** A workbench in its complete form: upgraded, validated, defaults filled in. Immutable; edits make new ones. */
export interface WorkbenchDocument {
  readonly title: string;
  readonly cells: readonly WorkbenchCell[];
  /** Top-level fields this version does not know, kept for the round trip. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** A workbench without a cell. */
export const emptyDocument: WorkbenchDocument = { title: '', cells: [], extra: {} };
