import type { TableArtifact } from '../../core/artifact';
import { requireColumn } from '../../core/column-param';
import { contentKey } from '../../core/content-key';
import type { RunContext } from '../../core/run-context';
import { readCoordinates, type ScaledCoordinates } from './coordinates';
import type { ScalingOptions } from './scaling';

/** What of a table a space is read from; `key` names its content. */
export type SpaceTable = Pick<TableArtifact, 'key' | 'table' | 'rows' | 'columns'>;

/** How numbers are scaled: each divided by the standard deviation of its column, or not at all. */
export type SpaceScaling = 'standard' | 'none';

/** How a space is read. */
export interface SpaceOptions extends ScalingOptions {
  readonly scaling: SpaceScaling;
}

/** Rows of a table as points among which neighbours are searched. It is shared: nobody may write into its arrays or transfer them. */
export interface Space extends ScaledCoordinates {
  /** Names what was read: the content of the table, the columns, the scaling and the version of these rules. */
  readonly key: string;
  readonly rows: number;
}

/** Goes up when the same table would be read differently. */
const RULES = 1;

/**
 * Reads columns of a table as coordinates, row by row in the order of the table; columns count in the order of the table, each once, in
 * whatever order they are named. What the rules for missing values and categories are says `readCoordinates`. Remembered by content:
 * 8 bytes for each number and 4 for each category of a row. Throws `column-unknown`.
 */
export function readSpace(
  context: Pick<RunContext, 'database' | 'remember'>,
  table: SpaceTable,
  columns: readonly string[],
  { scaling, decimals = true }: SpaceOptions,
): Promise<Space> {
  const wanted = new Set(columns.map((name) => requireColumn(table, name).name));
  const some = table.columns.filter(({ name }) => wanted.has(name));
  const named = some.map(({ name }) => name);
  const key = `space ${contentKey({ rules: RULES, table: table.key, columns: named, scaling, decimals })}`;
  return context.remember(key, bytesOf, async () => {
    const isScaled = scaling === 'standard';
    return {
      ...(await readCoordinates(context, table, some, { isScaled, decimals })),
      key,
      rows: table.rows,
    };
  });
}

const bytesOf = ({ points, codes }: Space): number => points.byteLength + codes.byteLength;
