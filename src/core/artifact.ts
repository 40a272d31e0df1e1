import type { Column } from './table';
import type { Statistics } from './statistics';

/** The kinds of things that flow between cells. */
export const ARTIFACT_KINDS = ['table', 'schema', 'statistics', 'transform', 'model', 'patch'] as const;
export type ArtifactKind = (typeof ARTIFACT_KINDS)[number];

/**
 * Facts about an artifact that travel to everything made from it.
 * - `part`: which part of a split its rows are (`train`, `test`, a fold's name), or null for a whole table.
 * - `sampled`: null when exact; else what was drawn of how many rows.
 * - `synthetic`: true when it holds rows that no source has.
 * - `balancedFrom`: of a table that was resampled: by the classes of which column, and how many rows each class had as the rows
 *   came; absent or null otherwise. It goes on only where all that something is made from agree on it.
 * - `overruled`: warnings that a person chose to overrule, by code, sorted.
 */
export interface Traits {
  readonly part: string | null;
  readonly sampled: { readonly rows: number; readonly of: number | null } | null;
  readonly synthetic: boolean;
  readonly balancedFrom?: ClassesBefore | null;
  readonly overruled: readonly string[];
}

/** The classes of a column before rows were resampled by them: rows of each, by its text. */
export interface ClassesBefore {
  readonly column: string;
  readonly rows: Readonly<Record<string, number>>;
}

/** The traits of a source nobody has said anything about. */
export const plainTraits: Traits = { part: null, sampled: null, synthetic: false, overruled: [] };

/**
 * Fitted constants, applied unchanged to any table: per column, the numbers or words that were learned; `shared` is what
 * belongs to no single one of them, such as the columns that groups are made of.
 */
export interface TransformValue {
  readonly version: 1;
  readonly method: string;
  readonly columns: readonly {
    readonly name: string;
    readonly constants: Readonly<Record<string, JsonValue>>;
  }[];
  readonly shared?: Readonly<Record<string, JsonValue>>;
}

/** What a table must look like, by column. */
export interface SchemaValue {
  readonly version: 1;
  readonly columns: readonly {
    readonly name: string;
    readonly type: Column['type'];
    readonly presence: { readonly minFraction: number; readonly minCount: number };
    readonly domain: JsonValue;
  }[];
}

/** A trained model: its kind, the columns it reads, the column it predicts, and its learned parameters. */
export interface ModelValue {
  readonly version: 1;
  readonly method: string;
  readonly features: readonly string[];
  readonly target: string;
  readonly parameters: Readonly<Record<string, JsonValue>>;
}

/** Decisions made by hand, one per row key. Keyed by named key columns, or by the row's hash with its ordinal among equals. */
export interface PatchValue {
  readonly version: 1;
  readonly key:
    { readonly kind: 'columns'; readonly columns: readonly string[] } | { readonly kind: 'row-hash' };
  readonly decisions: readonly {
    readonly row: string;
    readonly action: 'set' | 'label' | 'quarantine' | 'drop';
    readonly column?: string | undefined;
    readonly value?: JsonValue | undefined;
  }[];
}

/** Any JSON value. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };

interface ArtifactBase<Kind extends ArtifactKind> {
  readonly kind: Kind;
  /** Content key: equal keys mean equal content. */
  readonly key: string;
  readonly traits: Traits;
}

/** A table in the engine. `table` is its physical name in DuckDB, valid until it is dropped and rebuilt. */
export interface TableArtifact extends ArtifactBase<'table'> {
  readonly table: string;
  readonly rows: number;
  readonly columns: readonly Column[];
}

interface ValueArtifact<Kind extends ArtifactKind, Value> extends ArtifactBase<Kind> {
  readonly value: Value;
}

/** What a table must look like, as an artifact. */
export type SchemaArtifact = ValueArtifact<'schema', SchemaValue>;
/** Exact figures of a table, as an artifact. */
export type StatisticsArtifact = ValueArtifact<'statistics', Statistics>;
/** Fitted constants, as an artifact. */
export type TransformArtifact = ValueArtifact<'transform', TransformValue>;
/** A trained model, as an artifact. */
export type ModelArtifact = ValueArtifact<'model', ModelValue>;
/** Decisions made by hand, as an artifact. */
export type PatchArtifact = ValueArtifact<'patch', PatchValue>;

/** What flows between cells. All but tables are small, typed JSON values with a version. */
export type Artifact =
  TableArtifact | SchemaArtifact | StatisticsArtifact | TransformArtifact | ModelArtifact | PatchArtifact;

/** What a step hands over for one output slot; the engine adds key and traits. */
export type ArtifactContent =
  | {
      readonly kind: 'table';
      readonly table: string;
      readonly rows: number;
      readonly columns: readonly Column[];
    }
  | { readonly kind: 'schema'; readonly value: SchemaValue }
  | { readonly kind: 'statistics'; readonly value: Statistics }
  | { readonly kind: 'transform'; readonly value: TransformValue }
  | { readonly kind: 'model'; readonly value: ModelValue }
  | { readonly kind: 'patch'; readonly value: PatchValue };

/** Warnings that were overruled in several places: each once, sorted. */
export function overruledIn(places: readonly (readonly string[] | undefined)[]): readonly string[] {
  return [...new Set(places.flatMap((codes) => codes ?? []))].sort();
}

/**
 * The traits of what is made from several inputs: synthetic if any is, every overruled warning kept, sampled as the
 * first sampled one, of a part only when all agree (a mixture of parts is no part), and resampled from the same only then too.
 */
export function inheritTraits(inputs: readonly Traits[]): Traits {
  const parts = new Set(inputs.map((traits) => traits.part));
  const [{ balancedFrom = null } = plainTraits] = inputs;
  const befores = new Set(inputs.map((traits) => JSON.stringify(traits.balancedFrom ?? null)));
  return {
    part: parts.size === 1 ? (inputs[0]?.part ?? null) : null,
    sampled: inputs.find((traits) => traits.sampled !== null)?.sampled ?? null,
    synthetic: inputs.some((traits) => traits.synthetic),
    ...(balancedFrom !== null && befores.size === 1 ? { balancedFrom } : {}),
    overruled: overruledIn(inputs.map((traits) => traits.overruled)),
  };
}
