import type { Artifact, TableArtifact } from '../../core/artifact';
import type { StepContract } from '../../core/contract';

/** Columns that the first rows are shown of. */
const MOST_COLUMNS = 24;
/** Rows shown under a cell. */
export const FIRST_ROWS = 8;

/** The table of which a cell shows the first rows. */
export interface FirstTable {
  readonly slot: string;
  readonly table: TableArtifact;
  /** The first columns, as many as are shown. */
  readonly columns: TableArtifact['columns'];
}

/**
 * The table that a step makes, where it makes one alone. Steps that load show all of theirs; of several, each has a line
 * that leads to it.
 */
export function firstTable(
  { stage }: Pick<StepContract, 'stage'>,
  artifacts: Readonly<Record<string, Artifact>>,
): FirstTable | null {
  const tables = Object.entries(artifacts).flatMap(([slot, table]) =>
    table.kind === 'table' ? [{ slot, table, columns: table.columns.slice(0, MOST_COLUMNS) }] : [],
  );
  return stage !== 'load' && tables.length === 1 ? (tables[0] ?? null) : null;
}
