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
  /** The columns that are shown, those that the cell names before the others. */
  readonly columns: TableArtifact['columns'];
  /** True where columns that the cell names stand before others that the table has first. */
  readonly isReordered: boolean;
}

/**
 * The table that a step makes, where it makes one alone. Steps that load show all of theirs; of several, each has a line
 * that leads to it. The columns that are `meant` stand first, so that what the step did to them is in sight; not where they are most
 * of the table.
 */
export function firstTable(
  { stage }: Pick<StepContract, 'stage'>,
  artifacts: Readonly<Record<string, Artifact>>,
  meant: readonly string[] = [],
): FirstTable | null {
  const tables = Object.entries(artifacts).flatMap(([slot, table]) =>
    table.kind === 'table' ? [{ slot, table, ...firstColumns(table.columns, meant) }] : [],
  );
  return stage !== 'load' && tables.length === 1 ? (tables[0] ?? null) : null;
}

function firstColumns(
  all: TableArtifact['columns'],
  meant: readonly string[],
): Pick<FirstTable, 'columns' | 'isReordered'> {
  const named = all.filter(({ name }) => meant.includes(name));
  const isReordered = named.length * 2 <= all.length && named.some((column, index) => column !== all[index]);
  const order = isReordered ? [...named, ...all.filter((column) => !named.includes(column))] : all;
  return { columns: order.slice(0, MOST_COLUMNS), isReordered };
}
